"""What a changed control sends: little enough for a class on one network."""

import json

import pytest

from pages.ui.linked import previews

MOST = 150_000
PARTS = ("source", "windows", "result")
CAMERA = {"img": "camera", "pad": "same"}  # so that the answer has all 512 × 512 numbers
WEIGHTS = "1 0 -1\n2 1/4 -2\n1 0 -1"


def code(page):
    """The digest of the components' code, as the page sends it."""
    js = page.component("part_code").js_content
    return js.partition('digest: "')[2].partition('"')[0]


def having(page):
    """The keys of the parts that the page has sent."""
    return {name: page.part("kernels", name).header["key"] for name in PARTS}


def at_rest(page):
    """The page once its browser has said what it has."""
    page.code = code(page)
    return change(page, "zoom", [1, 1])


def change(page, field, value):
    """Set something in the view, whose browser says what it has."""
    return page.report("part_kernels_intent", field, value, have=having(page), code=page.code)


def sent(page):
    """Bytes of all components that the last run drew."""
    return sum(len(element.proto.SerializeToString()) for element in page.app.get("bidi_component"))


@pytest.mark.parametrize(("kernel", "side"), [("sobel", 3), ("gaussian", 5), ("custom", 3)])
def test_another_kernel_sends_at_most_150_kilobytes(visit, kernel, side):
    page = at_rest(visit("kernels", **CAMERA, kernel="identity"))
    change(page, "kernel", kernel)
    blocks = page.part("kernels", "result").blocks
    assert blocks["index"].shape == (1, 512, 512)
    assert blocks["weights"].shape[-2:] == (side, side)
    assert sent(page) <= MOST


def test_another_stride_sends_at_most_150_kilobytes(visit):
    page = at_rest(visit("kernels", img="camera"))
    change(page, "stride", 2)
    assert page.part("kernels", "result").blocks["index"].shape == (1, 255, 255)
    assert sent(page) <= MOST


def test_a_typed_weight_is_answered_with_at_most_150_kilobytes(visit, monkeypatch):
    monkeypatch.setattr(previews, "is_served", True)
    page = visit("kernels", **CAMERA)
    have = {name: page.part("kernels", name).header["key"] for name in PARTS}
    asked = json.dumps({"revision": 1, "set": {"edit": [1, WEIGHTS]}, "have": have})
    answer = page.app.session_state["kept:preview:kernels"].respond(asked)
    assert 0 < len(answer) <= MOST
