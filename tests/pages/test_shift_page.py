"""Shift: each row of the curriculum by its id, read off what the page sends, and other inputs followed."""

import csv
import io

import numpy as np
import pytest

from cnnviz import images
from cnnviz.filtering import built
from cnnviz.geometry import Geometry
from cnnviz.kernels import CATALOGUE
from cnnviz.operators import POOLINGS
from cnnviz.shift import Chain, holding_still, shift
from pages.ui.shift.examples import EXAMPLES
from pages.ui.shift.setting import LONGEST, SHORT
from tests.pages.restored.opened import Opened

ROW = {"img": "matrix", "matrix": "0 0 1 0 0 0 0 0", "kernel": "custom", "custom_text": "1 2 1"}
IN_ROWS = {"window_axes": "true", "window": "1", "step": "1", "window_across": "2", "step_across": "2"}


def opened(**query):
    return Opened("shift", {key: [text] for key, text in query.items()})


def fields(page):
    return page.view("shift")["fields"]


def picture(page):
    source = page.part("shift", "source")
    return (source.blocks["values"] * source.header["step"])[0].astype(np.float32)


def saved(page):
    return page.saved("cnnviz-shifted", ".npy")


def test_C11_the_row_of_the_course_at_stride_2_gives_1_1_0_and_then_0_2_0():
    at_home = opened(**ROW, **IN_ROWS, stride="2", move="0_0")
    assert saved(at_home).tolist() == [[1, 1, 0]]
    moved = opened(**ROW, **IN_ROWS, stride="2", move="0_1")
    assert saved(moved).tolist() == [[0, 2, 0]]
    along = opened(**ROW, **IN_ROWS, stride="1", move="0_1")
    assert saved(along).tolist() == [[0, 1, 2, 1, 0, 0]]


def test_C11_the_map_follows_another_shift_that_the_view_reports():
    page = opened()
    assert fields(page)["move"] == [0, 1]
    page.react("shift", "move", [3, -2])
    assert page.address["move"] == "3_-2"
    image = picture(page)
    how = Geometry((1, 1), "valid", (1, 1), "constant", "floor")
    chain = Chain(
        built(CATALOGUE["sobel"], {}), how, POOLINGS["max"], {"kernel_size": 2, "stride": (2, 2)}, image.shape
    )
    expected = chain.map(shift(image, (3, -2)))
    np.testing.assert_array_equal(saved(opened(**page.address)), expected)


def test_C11_the_curve_that_is_drawn_is_the_measured_one_and_follows_the_pool():
    curves = []
    for window in (2, 4):
        page = opened(window=str(window), step=str(window))
        image = picture(page)
        how = Geometry((1, 1), "valid", (1, 1), "constant", "floor")
        options = {"kernel_size": window, "stride": (window, window)}
        chain = Chain(built(CATALOGUE["sobel"], {}), how, POOLINGS["max"], options, image.shape)
        curve = holding_still(image, chain)
        sent = page.sent("shift_maps").blocks
        np.testing.assert_array_equal(sent["unchanged"], curve.unchanged)
        np.testing.assert_array_equal(sent["alike"], curve.alike)
        curves.append(curve.unchanged[2])
    assert (curves[1][1:4] > curves[0][1:4]).all()  # a larger window holds still for longer


def test_I7_a_photos_neighbours_are_alike_and_shuffled_ones_are_not():
    alike = [
        opened(img="camera", shuffled=shuffled).sent("shift_maps").blocks["alike"][0, 1]
        for shuffled in ("false", "true")
    ]
    assert alike[0] > 0.95
    assert abs(alike[1]) < 0.05
    as_they_were, mixed = (picture(opened(img="camera", shuffled=it)) for it in ("false", "true"))
    assert np.sort(mixed.ravel()).tolist() == np.sort(as_they_were.ravel()).tolist()


@pytest.mark.parametrize("key", EXAMPLES)
def test_an_example_sets_what_its_link_restores(key):
    page = opened(kernel="gaussian", pad="same", dilation="2", shuffled="true")
    page.react("shift", "example", key)
    linked = opened(**EXAMPLES[key].query)
    assert not page.refused
    assert {**fields(page), "parameters": None} == {**fields(linked), "parameters": None}
    np.testing.assert_array_equal(saved(opened(**page.address)), saved(linked))


def test_photos_are_no_larger_than_can_be_computed_in_every_frame():
    assert max(picture(opened(img="cat")).shape) == LONGEST
    many = opened(img="cat", kernel="gaussian", gaussian_size="21")
    assert max(picture(many).shape) == SHORT


def test_a_matrix_keeps_its_numbers():
    page = opened(img="matrix", matrix="1.5 -2 3\n4 5 6\n7 8 9/2", kernel="custom", custom_text="1")
    np.testing.assert_array_equal(picture(page), images.parse_matrix("1.5 -2 3\n4 5 6\n7 8 9/2"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({**ROW}, "does not fit"),
        ({"kernel": "sobel_direction"}, "pooling directions is meaningless"),
        ({"stride": "2", "pad": "same"}, "stride"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_there_stays(query, said):
    page = opened()
    before = page.sent("shift_maps").blocks["unchanged"]
    refused = opened(**query)
    assert said in refused.refused[0]
    assert refused.sent("shift_maps").blocks["unchanged"].shape[0] == len(before)
    for key, value in query.items():
        if key in ("kernel", "pad"):
            assert fields(refused)[key] == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("move", [1]),
        ("move", [10**6, 0]),
        ("move", "0_1"),
        ("example", "none"),
        ("shift_panel", "other"),
        ("move_in", "black"),
        ("at", [0, -1, 0]),
        ("kernel", 3),
    ],
)
def test_what_no_view_sends_changes_nothing(field, value):
    page = opened()
    before = fields(page)
    page.react("shift", field, value)
    assert fields(page) == before
    assert page.address == {}


def test_a_shift_that_would_move_all_of_it_out_is_none_or_the_largest_that_is_one():
    page = opened(move="40_-50")
    assert fields(page)["move"] == [40, -50]
    assert fields(opened(img="letter-x", move="40_-50"))["move"] == fields(opened())["move"]
    page.set("img", "letter-x")
    rows, columns = picture(page).shape
    assert fields(page)["move"] == [rows - 1, 1 - columns]


@pytest.mark.parametrize(
    ("typed", "right", "said"), [("1", True, "Right"), ("5", False, "Each stride divides"), ("2", False, "")]
)
def test_a_predicted_number_of_cells_is_judged(typed, right, said):
    page = opened(predict="true", move="0_5", stride="2")
    assert saved(page) is None
    page.react("shift", "guess", {"kind": "value", "typed": typed, "at": [0, 0, 0]})
    verdict = page.view("shift")["verdicts"]["value"]
    assert verdict["right"] == right
    assert said in verdict["sentence"]


@pytest.mark.parametrize(
    "query",
    [
        {**ROW, **IN_ROWS, "stride": "2"},
        {"img": "counting-6", "kernel": "sobel_magnitude", "pad": "same", "move": "-1_2", "move_in": "wrap"},
        {"img": "counting-6", "pad": "number", "border": "mirror", "pool": "average", "move_in": "nearest"},
        {"img": "counting-6", "rest": "crop", "stride": "3", "pool": "global_max", "move": "0_-2"},
    ],
)
def test_the_code_gives_the_pooled_map_of_the_moved_picture(query):
    page = opened(**query, code="true")
    *_, in_numpy, in_torch = (element.value for element in page.app.code)
    found = []
    for code in (in_numpy, in_torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        found.append(np.asarray(names["output"]))
    made = saved(page)
    np.testing.assert_allclose(found[0], found[1], rtol=1e-9, atol=1e-9)
    sent = page.sent("shift_maps")
    size = [len(sent.blocks[f"pools {axis} indices"]) for axis in ("rows", "columns")]
    assert list(found[0].shape) == size
    if query.get("pool") == "global_max":
        assert found[0].item() == made.max()


def test_the_curve_can_be_saved_as_a_table():
    page = opened()
    (make,) = [make for name, make in page.files.items() if name.endswith(".csv")]
    rows = list(csv.reader(io.StringIO(make().decode())))
    sent = page.sent("shift_maps").blocks
    assert rows[0][:2] == ["shift", "unchanged picture"]
    numbers = np.array(rows[1:], float)
    np.testing.assert_array_equal(numbers[:, 0], np.arange(len(numbers)))
    np.testing.assert_allclose(numbers[:, 1:], np.concatenate([sent["unchanged"], sent["alike"]]).T)
