"""The Pooling page over the extremes of its controls, without a browser."""

import io

import numpy as np
import pytest
from PIL import Image

from cnnviz import images, kernels, operators
from cnnviz.figures import shade
from cnnviz.operators.first_look import strongest_edge, widest_block
from cnnviz.operators.reductions import REDUCTIONS
from tests.pages.restored.opened import Opened

MATRIX = "pooling"


def parts(page):
    """The source, the windows and the result, which must belong together."""
    source, windows, result = (page.part("pooling", name) for name in ("source", "windows", "result"))
    assert (result.header["source"], result.header["windows"]) == (source.header["id"], windows.header["id"])
    assert result.header["height"] == len(windows.blocks["rows"])
    assert result.header["width"] == len(windows.blocks["columns"])
    return source, windows, result


def under_windows(source, windows):
    """The pixels under each window, and whether they are some: (H', rows of the window, W', its columns)."""
    (plane,) = source.blocks["values"] * source.header["step"]
    indices = {}
    for name in ("rows", "columns"):
        padded = windows.blocks[name].astype(int)
        indices[name] = np.where(padded < 0, -1, windows.blocks[f"padded_{name}"][padded])
    rows, columns = indices["rows"][:, :, None, None], indices["columns"][None, None]
    return plane[rows, columns], (rows >= 0) & (columns >= 0)


def reckoned(page):
    """What the pool leaves, from the map and the windows that were sent alone."""
    source, windows, result = parts(page)
    values, inside = under_windows(source, windows)
    flat = [
        np.moveaxis(array, 1, 2).reshape(*result.blocks["index"].shape[1:], -1) for array in (values, inside)
    ]
    made = REDUCTIONS[result.header["kind"]]
    under = np.empty(flat[0].shape[:-1])
    counts = flat[1].sum(axis=-1)
    for count in np.unique(counts):  # windows with as many values in the map, as rows of an image, at once
        these = counts == count
        rows = flat[0][these][flat[1][these]].reshape(-1, count).astype(float)
        under[these] = made.pool(rows, kernel_size=(1, count), **made.own)[:, 0]
    if not made.divides:
        return under
    counted = np.outer(windows.blocks["counted_rows"], windows.blocks["counted_columns"])
    return np.where(flat[1], flat[0], 0).sum(axis=-1) / counted


@pytest.mark.parametrize("kind", operators.POOLINGS)
@pytest.mark.parametrize("source", ["picture", "answer"])
def test_every_kind_pools_a_picture_and_a_kernels_answer(visit, kind, source):
    page = visit("pooling", pool=kind, of=source, img="counting-6", rows="3", columns="2")
    assert not page.errors
    (sent,) = parts(page)[2].blocks["values"]
    np.testing.assert_allclose(sent, reckoned(page), rtol=1e-14)


@pytest.mark.parametrize(
    "query",
    [
        {"window": "16", "step": "16"},
        {"window": "1", "step": "1"},
        {"window": "16", "step": "1", "border_pixels": "8"},
        {"window": "2", "window_dilation": "8"},
        {"window_axes": "true", "window": "1", "window_across": "16", "step": "1", "step_across": "16"},
        {
            "pool": "average",
            "window": "5",
            "step": "3",
            "border_pixels": "2",
            "ceil": "true",
            "counted": "false",
        },
        {"pool": "average", "window": "5", "step": "3", "border_pixels": "2", "ceil": "true"},
        {"pool": "median", "window": "3", "step": "3", "border_pixels": "1", "ceil": "true"},
        {"pool": "adaptive_avg", "rows": "64", "columns": "1"},
        {"pool": "fractional_max", "rows": "64", "columns": "64", "draw": "99"},
        {"pool_at": "0.99999.99999"},
        {"pool_at": "-5.x"},
        {"so_far": "true", "predict": "true"},
        {"predict": "true", "pool": "global_avg"},
        {"of": "answer", "kernel": "sobel_magnitude", "pad": "full", "stride": "4"},
        {"img": "letter-x", "of": "answer", "pool": "sum"},
    ],
    ids=str,
)
def test_every_option_gives_an_answer(visit, query):
    page = visit("pooling", **query)
    assert not page.errors
    assert parts(page)


@pytest.mark.parametrize(
    "query",
    [
        {"window": "2", "border_pixels": "8"},
        {"img": MATRIX, "window": "16"},
        {"img": MATRIX, "pool": "fractional_max", "rows": "64"},
    ],
    ids=str,
)
def test_what_cannot_be_is_said_in_a_sentence(visit, query):
    page = visit("pooling", **query)
    assert page.errors == []
    (sentence,) = page.refused
    assert len(sentence) > 30
    assert parts(page), "something that fits stays"


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [("max", [[6, 8], [3, 4]]), ("average", [[2.75, 4.75], [1.75, 1.75]])],
)
def test_P1_the_matrix_shows_its_numbers(visit, kind, numbers):
    page = visit("pooling", img=MATRIX, pool=kind)
    assert parts(page)[2].blocks["values"].tolist() == [numbers]
    assert page.facts["Output"] == ("2 × 2", "(4 + 2·0 − 2) / 2 + 1 = 2")


def test_C4_same_pads_one_more_at_the_end_and_a_number_ends_that(visit):
    page = visit("pooling", img=MATRIX, pool_same="true", window="3")
    assert page.facts["Output"] == ("2 × 2", "(4 + 0 + 1 − 3) / 2 + 1 = 2")
    (control, _) = page.view("pooling")["controls"]["size"]["padding"]
    assert control["with"] == {"pool_same": False}
    page.react("pooling", "border_pixels", 1)
    page.react("pooling", "pool_same", False)
    assert page.facts["Output"] == ("2 × 2", "(4 + 2·1 − 3) / 2 + 1 = 2.5 → 2")


@pytest.mark.parametrize(
    ("query", "pool"),
    [
        ({"window": "3"}, lambda image: operators.max_pool2d(image, 3, 2)),
        (
            {"pool": "average", "window": "5", "step": "3", "border_pixels": "2", "ceil": "true"}
            | {"counted": "false"},
            lambda image: operators.avg_pool2d(image, 5, 3, 2, ceil_mode=True, count_include_pad=False),
        ),
        ({"pool": "median", "border_pixels": "1"}, lambda image: operators.median_pool2d(image, 2, 2, 1)),
        (
            {"pool_same": "true", "window": "3", "border_pixels": "1"},
            lambda image: operators.max_pool2d(image, 3, 2, "same_tensorflow"),
        ),
        ({"window_dilation": "8"}, lambda image: operators.max_pool2d(image, 2, 2, dilation=8)),
        ({"pool": "adaptive_avg", "rows": "64"}, lambda image: operators.adaptive_avg_pool2d(image, (64, 7))),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_P1_P2_the_map_drawn_is_what_the_operator_computes_in_the_inputs_colours(visit, query, pool):
    page = visit("pooling", **query)
    pooled = pool(images.load_sample("camera").astype(np.float64))
    source, _, result = parts(page)
    assert np.array_equal(source.blocks["values"][0] * source.header["step"], images.load_sample("camera"))
    assert np.array_equal(result.blocks["index"], [shade(pooled, "raw").index])
    assert np.array_equal(source.blocks["palette"], result.blocks["palette"])
    np.testing.assert_allclose(reckoned(page), pooled, rtol=1e-14)


def test_a_kernels_answer_is_pooled_with_the_numbers_it_has_on_the_kernels_page(visit):
    page = visit("pooling", img="counting-6", of="answer", kernel="gaussian", pad="same", border="mirror")
    answer = visit("kernels", img="counting-6", kernel="gaussian", pad="same", border="mirror")
    filtered = answer.part("kernels", "result").blocks["values"]
    assert np.array_equal(parts(page)[0].blocks["values"], filtered.astype(np.float32))


def test_another_pool_does_not_send_the_map_again(visit):
    page = visit("pooling")
    source, windows, result = parts(page)
    page.set("pool", "min")
    others = parts(page)
    assert others[0].header["key"] == source.header["key"]
    assert others[2].header["key"] != result.header["key"]
    page.set("step", 3)
    assert parts(page)[0].header["key"] == source.header["key"]
    assert parts(page)[1].header["key"] != windows.header["key"]


def test_what_is_clicked_stands_in_the_address_and_leads_back_there(visit):
    page = visit("pooling", img=MATRIX)
    assert page.view("pooling")["at"] == [0, 0, 0]
    page.react("pooling", "at", [0, 1, 0])
    assert page.address == {"img": MATRIX, "pool_at": "0.1.0"}
    assert visit("pooling", **page.address).view("pooling")["at"] == [0, 1, 0]


def test_the_view_is_told_whether_to_fill_the_output_in(visit):
    assert visit("pooling", img=MATRIX, so_far="true").view("pooling")["fill"] is True
    assert visit("pooling", img=MATRIX).view("pooling")["fill"] is False


def test_a_large_picture_starts_at_the_window_whose_numbers_are_furthest_apart(visit):
    picture = images.load_sample("camera")
    page = visit("pooling")
    _, row, column = page.view("pooling")["at"]
    assert [2 * row + 0.5, 2 * column + 0.5] == [*widest_block(picture)]
    spread = operators.max_pool2d(picture, 2) - operators.min_pool2d(picture, 2)
    assert spread[row, column] > spread.max() * 0.9
    assert "pool_at" not in page.address


def test_a_kernels_output_starts_where_its_picture_changes_most(visit):
    output = operators.conv2d(images.load_sample("camera"), kernels.sobel("vertical"))
    row, column = strongest_edge(images.load_sample("camera"))
    start = visit("pooling", of="answer").view("pooling")["at"]
    assert start == [0, (row - 1) // 2, (column - 1) // 2]
    assert abs(output[row - 1, column - 1]) > np.abs(output).max() / 2


@pytest.mark.parametrize("sigma", ["0.5", "2.5"])
def test_the_window_stays_on_its_place_while_what_is_pooled_changes(visit, sigma):
    blurred = {"of": "answer", "kernel": "gaussian"}
    start = visit("pooling", **blurred).view("pooling")["at"]
    assert visit("pooling", **blurred, gaussian_sigma=sigma).view("pooling")["at"] == start


def test_the_kernels_pin_and_the_pools_are_two(visit):
    page = visit("kernels", at="0.7.7")
    page.app.switch_page("pages/pooling.py")
    page.run()
    assert page.view("pooling")["at"] != [0, 7, 7]
    page.react("pooling", "at", [0, 1, 1])
    page.app.switch_page("pages/kernels.py")
    page.run()
    assert page.view("kernels")["at"] == [0, 7, 7]


def test_a_position_beyond_a_shrunken_output_becomes_the_last_one(visit):
    page = visit("pooling", pool_at="0.200.200")
    assert page.view("pooling")["at"] == [0, 200, 200]
    page.set("step", 16)
    assert page.view("pooling")["at"] == [0, 31, 31]


def test_a_copied_address_restores_every_control(visit):
    page = visit(
        "pooling", img=MATRIX, pool="average", window="3", step="1", pool_at="0.1.1", counted="false"
    )
    assert page.view("pooling")["pool"] == "average"
    assert page.view("pooling")["window"] == 3
    assert page.view("pooling")["at"] == [0, 1, 1]


def test_a_kernels_answer_beyond_a_pictures_range_is_sent_as_it_is(visit):
    ones = np.ones((3, 3))
    page = visit("pooling", of="answer", kernel="custom", custom_text="1 1 1\n" * 3)
    source, _, _ = parts(page)
    answer = operators.conv2d(images.load_sample("camera").astype(float), ones)
    assert answer.max() > 256
    assert np.array_equal(source.blocks["values"] * source.header["step"], [answer])


@pytest.mark.parametrize(
    ("query", "each"),
    [
        ({"power": "1"}, 0),
        ({"power": "2"}, 1),
        ({"power": "4"}, 2),
        ({"power": "6"}, 3),
        ({"ceil": "true", "step": "3"}, 1),
    ],
)
def test_powers_are_counted_as_multiplications(visit, query, each):
    page = visit("pooling", img=MATRIX, pool="lp", **query)
    source, windows, _ = parts(page)
    _, inside = under_windows(source, windows)
    assert page.facts["Multiplications"][0] == str(each * int(inside.sum()))


@pytest.mark.parametrize("kind", ["max", "average", "median", "sum", "global_avg"])
def test_a_pool_that_only_adds_or_compares_multiplies_nothing(visit, kind):
    value, work = visit("pooling", img=MATRIX, pool=kind).facts["Multiplications"]
    assert (value, work[:8]) == ("0", "it only ")


@pytest.mark.parametrize(("kind", "makes"), [(key, row.makes) for key, row in operators.POOLINGS.items()])
def test_only_a_pool_that_hands_a_number_of_the_window_on_is_said_to_keep_one(kind, makes):
    if makes not in ("max", "min"):
        assert "keep" not in operators.POOLINGS[kind].summary.lower()


@pytest.mark.parametrize(
    "query",
    [{}, {"pool": "average", "border_pixels": "1"}, {"pool": "adaptive_max", "rows": "3"}, {"ceil": "true"}],
)
def test_the_steps_can_be_saved_as_an_animated_picture(query):
    page = Opened(
        "pooling", {key: [text] for key, text in {"img": "counting-6", "window": "4", **query}.items()}
    )
    (make,) = [make for name, make in page.files.items() if name.endswith(".gif")]
    assert Image.open(io.BytesIO(make())).n_frames == page.part("pooling", "result").blocks["values"].size


def test_no_film_gives_away_what_is_to_be_predicted():
    page = Opened("pooling", {"img": ["counting-6"], "predict": ["true"]})
    assert [name for name in page.files if name.endswith((".gif", ".html"))] == ["cnnviz-pooling.html"]
