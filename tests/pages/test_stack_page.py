"""The page on stacks: its examples, what follows from a change, its code, its files, and what it says."""

import csv
import io
import json

import numpy as np
import pytest

from cnnviz import images
from cnnviz.operators import POOLINGS, conv2d
from cnnviz.stack import LONGEST, PRESETS, collapsed, outputs, read_stack, write_stack
from pages.ui.stack.setting import query_of
from tests.pages.restored.opened import Opened


def opened(**query):
    return Opened("stack", {key: [text] for key, text in query.items()})


def started(name):
    """An example, opened by its address."""
    return opened(**query_of(name))


def maps(page):
    return page.saved("cnnviz-stack", ".npy")


def picture(page):
    return page.part("stack", "source").blocks["values"].astype(float)


def fields(page):
    return page.view("stack")["fields"]


def beside(page):
    """What the second stack makes of the picture on the page."""
    return outputs(read_stack(fields(page)["beside"]), picture(page)[None])[-1]


def facts(page, number=0):
    told = page.view("stack")["facts"][number]
    return dict(told["lines"]) | {"squared": told["squared"]}


def changed(page, **given):
    """The page as a link opens it after something was set in its view."""
    for field, value in given.items():
        page.react("stack", field, value)
    return opened(**page.address)


@pytest.mark.parametrize("name", PRESETS)
def test_every_example_is_one_click_and_an_address_that_opens_it(name):
    page = opened()
    page.react("stack", "start", name)
    clicked, opened_by = page.address, started(name)
    assert opened(**clicked).view("stack")["now"] == opened_by.view("stack")["now"] == name
    assert fields(opened_by) == fields(opened(**clicked))
    own = opened_by.react("stack", "stack", "pool_max_1_1")
    assert fields(opened(**own.address))["stack"] == "pool_max_1_1"


def test_A3_two_convolutions_without_a_nonlinearity_are_one_to_the_last_bit():
    page = started("one")
    first, second = read_stack(fields(page)["stack"])
    (one,) = read_stack(fields(page)["beside"])
    assert (first.filters.shape[-1], second.filters.shape[-1], one.filters.shape[-1]) == (3, 3, 5)
    np.testing.assert_array_equal(maps(page), beside(page))


def test_A3_with_a_relu_between_they_are_not_and_other_kernels_have_another_one():
    page = started("one")
    with_relu = changed(page, stack=fields(page)["stack"].replace("linear", "relu", 1))
    assert (maps(with_relu) != beside(with_relu)).any()
    assert "bends its numbers by ReLU" in with_relu.view("stack")["one"]["sentence"]
    first, second = read_stack(fields(started("one"))["stack"])
    other = changed(started("one"), stack=write_stack((second, first, second)))
    one = other.view("stack")["one"]["text"]
    assert read_stack(one)[0].filters.shape[-1] == 7
    again = changed(other, beside=one)
    np.testing.assert_array_equal(maps(again), beside(again))


def test_C12_a_square_is_found_at_one_size_missed_at_another_and_a_pool_or_a_stride_helps():
    found = {name: bool(maps(started(name)).any()) for name in PRESETS if PRESETS[name].typed}
    assert found.pop("missed") is found.pop("astride") is False
    assert all(found.values())
    for name in ("pooled", "strided"):
        assert not beside(started(name)).any()


def test_C12_another_picture_or_another_layer_changes_what_is_found():
    page = started("squares")
    assert maps(page).sum() == 1
    assert not maps(opened(**{**page.address, "matrix": query_of("missed")["matrix"]})).any()
    large = changed(started("missed"), stack=f"pool_max_2_2~{fields(page)['stack']}")
    assert maps(large).sum() == 1


def test_C13_two_3x3_see_5x5_three_see_7x7_and_their_weights_are_27_against_49_times_C_squared():
    page = started("field")
    rows = list(csv.DictReader(io.StringIO(page.files["cnnviz-stack.csv"]().decode())))
    assert [row["sees"] for row in rows] == ["3", "5", "7"]
    assert read_stack(fields(page)["beside"])[0].filters.shape[-1] == 7
    for number, squared in ((0, 3 * 3**2), (1, 7**2)):
        told = facts(page, number)["squared"]
        assert f" = {squared}C² = " in told or told.startswith(f"7·7·C² = {squared}C²")
        assert told.endswith(f"{squared * 16**2:,}"[-3:])


def test_C13_a_pool_in_between_widens_the_field_and_other_depths_change_the_weights():
    page = started("field")
    first, *rest = fields(page)["stack"].split("~")
    pooled = changed(page, stack="~".join([first, "pool_max_2_2", *rest]), maps=32)
    rows = list(csv.DictReader(io.StringIO(pooled.files["cnnviz-stack.csv"]().decode())))
    assert [int(row["sees"]) for row in rows] == [3, 4, 4 + 2 * 2, 8 + 2 * 2]
    assert facts(pooled)["squared"].endswith(f"{27 * 32**2:,}")


def test_P3_a_map_of_edges_pooled_twice_keeps_a_sixteenth_of_its_numbers():
    page = started("contours")
    counts = [int(text.replace(",", "")) for text in facts(page)["Numbers in its maps"].split(" → ")]
    assert (counts[0], counts[-1]) == (262144, 16384)
    edges = conv2d(picture(page), read_stack(fields(page)["stack"])[0].filters[0, 0], padding=1)
    twice = POOLINGS["max"].function(POOLINGS["max"].function(edges, 2), 2)
    np.testing.assert_array_equal(maps(page)[0], twice)
    assert np.corrcoef(edges[::4, ::4].ravel(), twice.ravel())[0, 1] > 0.4
    strong = edges.max() / 4
    assert (edges < -strong).sum() > 1000  # the blue contours, which the maximum drops
    assert not (twice < -strong).any()


def test_P3_the_pools_can_be_changed():
    page = started("contours")
    wider = changed(page, stack=fields(page)["stack"].replace("pool_max_2_2", "pool_max_4_4", 1))
    assert maps(wider).shape == (1, 64, 64)


def test_P5_the_minimum_keeps_dark_letters_that_the_maximum_wipes_away():
    page = started("dark")
    darkness = [(made < 128).mean() for made in (picture(page), maps(page), beside(page))]
    assert darkness[1] > darkness[0] > darkness[2]
    assert (maps(page) <= beside(page)).all()


def test_P5_the_maximum_is_nowhere_less_than_the_average_of_the_same_map():
    page = started("mean")
    assert (maps(page) >= beside(page)).all()
    assert fields(page)["stack"].split("~")[0] == fields(page)["beside"].split("~")[0]
    same = changed(page, beside=fields(page)["stack"])
    np.testing.assert_array_equal(maps(same), beside(same))


def test_what_does_not_fit_or_takes_too_long_is_said_and_nothing_is_offered():
    small = opened(img="letter-x", stack="pool_max_8_8~pool_max_2_2")
    assert small.view("stack")["facts"][0]["fault"].startswith("Layer 2’s 2×2 pool does not fit on 1×1")
    shapes = ((1, 8), (8, 8), (8, 4))  # maps in, maps out
    layers = [["conv_5_1_2_linear", str(out), *["0"] * (out * (25 * into + 1))] for into, out in shapes]
    much = opened(stack="~".join("_".join(layer) for layer in layers), code="true")
    assert "multiplications" in much.view("stack")["facts"][0]["fault"]
    assert much.errors
    for page in (small, much):
        assert not page.files


def test_what_is_no_stack_changes_nothing():
    page = started("squares")
    before = page.address
    for sent in ("", "pool", "x" * (LONGEST + 1), 3, None, ["pool_max_2_2"]):
        page.react("stack", "stack", sent)
    for sent in ([0, 0, 0, 0], [2, 0, 0, 0, 0], [0, 0, 0, 0, -1], "0.0.0.0.0", None):
        page.react("stack", "at", sent)
    assert page.address == before


def test_the_field_is_predicted_and_a_slip_is_named():
    page = started("field")
    page.react("stack", "predict", True)
    verdicts = []
    for typed in ("9", "7"):
        page.react("stack", "guess", {"typed": typed, "task": "t"})
        verdicts.append(page.view("stack")["verdict"])
    wrong, right = verdicts
    assert not wrong["right"]
    assert "added up the windows" in wrong["sentence"]
    assert right["right"]


def test_the_collapsed_kernel_on_offer_is_the_packages():
    page = started("field")
    told = page.view("stack")["one"]
    assert told["text"] == write_stack((collapsed(read_stack(told["of"])),))
    assert json.dumps(told)


@pytest.mark.parametrize("name", ["kirsch", "pooled", "contours"])
def test_the_code_gives_the_last_maps(name, tmp_path, monkeypatch):
    page = opened(code="true", **query_of(name))
    monkeypatch.chdir(tmp_path)
    if "cnnviz-input.npy" in page.files:  # of a photo
        (tmp_path / "cnnviz-input.npy").write_bytes(page.files["cnnviz-input.npy"]())
    loops, *scripts = (element.value for element in page.app.code)
    assert "def conv2d" in loops
    assert len(scripts) == 2
    for code in scripts:
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        np.testing.assert_allclose(np.asarray(names["output"]), maps(page), rtol=1e-6, atol=1e-6)


def test_the_last_maps_are_saved_and_the_one_that_is_looked_at_as_a_picture():
    page = started("kirsch")
    expected = outputs(PRESETS["kirsch"].stack, images.parse_matrix(PRESETS["kirsch"].typed)[None])
    np.testing.assert_array_equal(maps(page), expected[-1])
    assert page.files["cnnviz-stack.png"]().startswith(b"\x89PNG")
