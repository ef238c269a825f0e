"""The page on channels: what it keeps of what is set, its maps, its code, and what it says of mistakes."""

import numpy as np
import pytest

from cnnviz import images
from cnnviz.channels import MOST_FILTERS, PRESETS, full_cost, read_filters, write_filters
from cnnviz.operators import conv2d
from cnnviz.operators.matrix import conv2d_matrix
from tests.pages.restored.opened import Opened

#: The worked example of the course.
WORKED = PRESETS["worked"]


def opened(**query):
    return Opened("channels", {key: [text] for key, text in query.items()})


def started(name, **query):
    """The page as a link opens it after one of its examples was chosen."""
    return opened(**opened(**query).react("channels", "start", name).address)


def maps(page):
    return page.saved("cnnviz-channels", ".npy")


def source(page):
    return page.part("channels", "source").blocks["values"].astype(float)


def filters(page):
    return read_filters(page.view("channels")["filters"])


def test_the_page_begins_with_a_photo_under_1x1_filters_that_find_what_is_redder_than_green():
    page = opened()
    red, green, _ = images.load_sample("astronaut")
    assert page.view("channels")["filters"].startswith("1_-1_0~")
    np.testing.assert_array_equal(maps(page)[0], red.astype(float) - green)


def test_C9_the_worked_examples_partial_maps_add_up_with_one_bias():
    page = started("worked")
    assert maps(page).tolist() == [[[4, 5], [2, 3]]]
    page.react("channels", "biases", "-2")
    assert maps(opened(**page.address)).tolist() == [[[1, 2], [-1, 0]]]
    page.react("channels", "off", "0.1")
    assert maps(opened(**page.address)).tolist() == [[[0, 3], [-2, 0]]]


def test_C9_four_filters_of_3x3x3_on_6x6x3_give_4x4x4():
    page = started("volume")
    assert (source(page).shape, filters(page).shape, maps(page).shape) == ((3, 6, 6), (4, 3, 3, 3), (4, 4, 4))
    changed = filters(page)[:2] + 1
    page.react("channels", "filters", write_filters(changed))
    expected = conv2d(source(page), changed, [0.0, 0.0])
    np.testing.assert_array_equal(maps(opened(**page.address)), expected)


def test_C9_detectors_of_X_O_and_I_give_depth_3_and_are_loudest_on_their_own_letter():
    page = started("letters")
    found = maps(page)
    assert len(found) == 3
    loudest = [np.unravel_index(one.argmax(), one.shape) for one in found]
    assert [int(column) for _, column in loudest] == sorted(int(column) for _, column in loudest)
    assert [float(one.max()) for one in found] == [float((one > 0).sum()) for one in filters(page)]
    page.react("channels", "off", "1")
    np.testing.assert_array_equal(maps(opened(**page.address)), found[[0, 2]])


def test_C8_eight_3x3_filters_on_three_channels_are_a_presets():
    page = started("eight")
    weights = filters(page)
    assert weights.size == full_cost(8, 3, 3).weights == 216
    assert len(maps(page)) == full_cost(8, 3, 3).biases == 8


def test_C10_a_1x1_filter_is_a_dot_product_over_the_channels():
    page = opened(ch_filters="0.5_0.25_0.25", ch_bias="3")
    expected = np.tensordot([0.5, 0.25, 0.25], source(page), 1) + 3
    np.testing.assert_allclose(maps(page)[0], expected)
    page.react("channels", "maps_in", 256)
    assert page.view("channels")["maps_in"] == 256
    assert page.address["ch_in"] == "256"


def test_C17_the_matrix_of_the_example_is_the_curriculums():
    page = started("matrix")
    written = conv2d_matrix(source(page).shape, filters(page))
    assert written.matrix.shape == (16, 36)
    assert (written.filled, written.different) == (144, 9)
    flat = written.matrix @ source(page).ravel()
    np.testing.assert_array_equal(maps(page).ravel(), flat)


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_sets_all_that_it_shows_and_stands_in_the_address(name):
    page = started(name, ch_off="0.1~0.b", ch_stride="2", ch_pad="1", ch_filter="1", ch_step="1")
    view, preset = page.view("channels"), PRESETS[name]
    np.testing.assert_allclose(filters(page), read_filters(preset.filters))
    assert (view["way"], view["off"], view["stride"], view["padding"]) == (preset.way, "", 1, 0)
    expected = preset.sample or len(preset.typed)
    assert expected in (page.address.get("img", "astronaut"), len(source(page)))
    assert view["at"] == list(preset.at)


@pytest.mark.parametrize("way", ["full", "separable", "matrix"])
@pytest.mark.parametrize("more", [{}, {"ch_stride": "2", "ch_pad": "1", "ch_off": "0.1~1~2.b"}])
def test_the_code_gives_the_maps(way, more):
    typed = {f"ch_{c}": text for c, text in enumerate(PRESETS["volume"].typed)}
    layer = {"ch_filters": PRESETS["volume"].filters, "ch_bias": "1~-1~0.5~2", "ch_mix": "1_2_-1~0.5_0_1"}
    page = opened(code="true", ch_of="typed", ch_way=way, **typed, **layer, **more)
    expected = maps(page)[0] if way == "matrix" else maps(page)
    *_, in_numpy, in_torch = (element.value for element in page.app.code)
    for code in (in_numpy, in_torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        np.testing.assert_allclose(np.asarray(names["output"]), expected, rtol=1e-9)


def test_a_filter_follows_the_number_of_channels_and_is_not_lost():
    page = opened(ch_colours="grey", ch_filters="1_2_3", ch_bias="0")
    np.testing.assert_array_equal(filters(page), [[[[1]]]])
    page.set("ch_colours", "colour")
    np.testing.assert_array_equal(filters(page)[0, :, 0, 0], [1, 2, 3])


def test_matrices_of_different_sizes_are_refused_with_a_sentence_and_the_last_ones_stay():
    page = opened(ch_of="typed", ch_count="2", ch_0="1 2", ch_1="3 4", ch_filters="1_1", ch_bias="0")
    assert maps(page).tolist() == [[[4, 6]]]
    page.set("ch_1", "3")
    (told,) = page.errors
    assert "channel 1 has 1 × 1 numbers" in told.lower()
    assert source(page).tolist() == [[[1, 2]], [[3, 4]]]


@pytest.mark.parametrize(
    ("query", "told"),
    [({"ch_off": "0~1~2"}, "all filters are off"), ({"ch_of": "typed", "ch_0": "1", "ch_count": "1"}, "fit")],
)
def test_where_there_is_no_map_the_code_says_why_and_nothing_is_offered(query, told):
    page = opened(code="true", **{"ch_filters": "1,1;1,1~1,1;1,1~1,1;1,1", **query})
    assert not [name for name in page.files if name.startswith("cnnviz-channels")]
    assert any(told in error.lower() for error in page.errors)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("filters", "1,2"),
        ("filters", "~".join(["1_1_1"] * (MOST_FILTERS + 1))),
        ("filters", 3),
        ("biases", "x"),
        ("mix", "1_2~3"),
        ("off", "9"),
        ("at", [1]),
        ("way", "sparse"),
        ("stride", 0),
        ("stage", 7),
        ("start", "nothing"),
        ("start", ["worked"]),
        ("guess", {"kind": "value", "typed": 1, "task": ""}),
        ("guess", {"kind": "shape", "typed": "1", "task": ""}),
    ],
)
def test_what_no_view_sends_changes_nothing(field, value):
    page = opened()
    before = page.view("channels")["fields"]
    page.react("channels", field, value)
    assert page.view("channels")["fields"] == before
    assert page.address == {}


@pytest.mark.parametrize(
    ("typed", "right", "says"),
    [("4", True, "Right"), ("5", False, "One bias for each filter"), ("3", False, "bias")],
)
def test_a_prediction_is_judged_and_nothing_is_saved_before_it_is_right(typed, right, says):
    page = started("worked", predict="true")
    assert not page.app.get("download_button")
    page.react("channels", "guess", {"kind": "value", "typed": typed, "task": "this"})
    verdict = page.view("channels")["verdicts"]["value"]
    assert (verdict["right"], verdict["task"]) == (right, "this")
    assert says in verdict["sentence"]
    assert bool(page.app.get("download_button")) == right


@pytest.mark.parametrize(
    ("typed", "right", "says"),
    [("2 × 3", True, "Right"), ("4 × 6", False, "stride"), ("x", False, "not a size")],
)
def test_C3_a_size_is_judged_and_the_number_is_still_to_be_found(typed, right, says):
    page = opened(ch_of="typed", ch_count="1", ch_0="1 2 3 4 5 6\n" * 4, ch_stride="2", predict="true")
    page.react("channels", "guess", {"kind": "size", "typed": typed, "task": "this"})
    verdicts = page.view("channels")["verdicts"]
    assert verdicts["size"]["right"] == right
    assert says in verdicts["size"]["sentence"]
    assert "value" not in verdicts
    assert not page.app.get("download_button")
