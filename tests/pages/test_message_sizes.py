"""What a changed control sends: little enough for a class on one network."""

import pytest

from pages.ui.linked.view import previews

MOST = 150_000
PARTS = ("source", "windows", "result")
CAMERA = {"img": "camera", "pad": "same"}  # so that the answer has all 512 × 512 numbers
WEIGHTS = "1 0 -1\n2 1/4 -2\n1 0 -1"


def parts(page):
    """Each part of the linked view as it is sent, with the component's code."""
    return {name: page.component(f"part_kernels_{name}").SerializeToString() for name in PARTS}


def changed(before, after):
    """Bytes of the parts that are not what they were."""
    return sum(len(after[name]) for name in PARTS if after[name] != before[name])


@pytest.mark.parametrize(("kernel", "side"), [("sobel", 3), ("gaussian", 5), ("custom", 3)])
def test_another_kernel_sends_at_most_150_kilobytes(visit, kernel, side):
    page = visit("kernels", **CAMERA, kernel="identity")
    before = parts(page)
    page.app.selectbox(key="kernel").select(kernel).run()
    blocks = page.part("kernels", "result").blocks
    assert blocks["index"].shape == (1, 512, 512)
    assert blocks["weights"].shape[-2:] == (side, side)
    after = parts(page)
    assert before["source"] == after["source"]
    assert before["result"] != after["result"]
    assert changed(before, after) <= MOST


def test_another_stride_sends_at_most_150_kilobytes(visit):
    page = visit("kernels", img="camera")
    before = parts(page)
    page.app.number_input(key="stride").set_value(2).run()
    assert 0 < changed(before, parts(page)) <= MOST


def test_a_typed_weight_is_answered_with_at_most_150_kilobytes(visit, monkeypatch):
    monkeypatch.setattr(previews, "is_served", True)
    page = visit("kernels", **CAMERA)
    answer = page.app.session_state["kept:preview:kernels"].answer("edit", WEIGHTS)
    assert 0 < len(answer) <= MOST
