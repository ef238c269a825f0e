"""Parts of a linked view reach it in the order they were sent in, however long each takes to read."""

from base64 import b64encode

import numpy as np
import pytest

from pages.ui.linked.previews import packed_part
from pages.ui.session.payload import pack

# Draws parts one after the other; at once or after they were read, the component is taken away.
DRAW = """async ([texts, isGoneAtOnce]) => {
    const { default: part } = await import("/assets/components/part/part.js");
    const { hubOf } = await import("/assets/components/linked/hub.js");
    const hub = hubOf("order");
    const [heard, timers] = [[], []];
    hub.listen(({ result }) => { if (result) heard.push(result.number); });
    globalThis.setTimeout = (act, after) => timers.push(after);
    const given = { parentElement: document.body, setStateValue() {}, setTriggerValue() {} };
    const ends = texts.map((text) =>
        part({ ...given, data: Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) }));
    const end = () => ends.forEach((one) => one());
    if (isGoneAtOnce) end();
    await hub.inOrder(Promise.resolve(), end); // behind all of them
    return { heard, timers };
}"""


def drawn(workbench, parts, is_gone_at_once=False):
    texts = [b64encode(packed).decode() for packed in parts]
    return workbench.evaluate(DRAW, [texts, is_gone_at_once])


def part(number, side):
    """A result of a map of that side."""
    return packed_part("order", "result", ({"number": number}, {"index": np.zeros((1, side, side), "u1")}))


def test_a_small_part_does_not_overtake_a_compressed_one(workbench):
    sent = [part(0, 512), part(1, 1), part(2, 128), part(3, 2)]
    assert len(sent[0]) < 512**2, "the first one is compressed"
    assert drawn(workbench, sent)["heard"] == [0, 1, 2, 3]


@pytest.mark.parametrize("is_gone_at_once", [False, True])
def test_a_named_answer_is_waited_for_as_long_as_its_component_is_there(workbench, is_gone_at_once):
    missed = pack({"hub": "order", "part": "result", "recall": "unknown"}, {})
    assert len(drawn(workbench, [missed], is_gone_at_once)["timers"]) == (0 if is_gone_at_once else 1)
