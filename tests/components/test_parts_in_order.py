"""Parts of a linked view reach it in the order they were sent in, however long each takes to read."""

from base64 import b64encode

import numpy as np

from pages.ui.linked.parts import Stamp, pack_part

# Hands parts over one after the other, and gives the numbers of those that were shown.
TAKE = """async (texts) => {
    const { default: part } = await import("/assets/components/part/part.js");
    const { viewOf } = await import("/assets/components/linked/store.js");
    const view = viewOf("order");
    const shown = [];
    const all = new Promise((done) => view.listen(() => {
        if (shown.push(view.parts.result.number) === texts.length) done();
    }));
    texts.forEach((text) => part({ data: Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) }));
    await all;
    return shown;
}"""


def part(number, side):
    """A result of a map of that side."""
    return pack_part(
        Stamp("order", "session", 0),
        "result",
        ({"number": number}, {"index": np.zeros((1, side, side), "u1")}),
    )


def test_a_small_part_does_not_overtake_a_compressed_one(workbench):
    sent = [part(0, 512), part(1, 1), part(2, 128), part(3, 2)]
    assert len(sent[0]) < 512**2, "the first one is compressed"
    assert workbench.evaluate(TAKE, [b64encode(packed).decode() for packed in sent]) == [0, 1, 2, 3]
