"""Counting: each row of the curriculum by its id, read off the page, and other inputs followed."""

import csv
import io
import json
from math import prod

import numpy as np
import pytest
import torch

from cnnviz.counting import PRESETS, count, read_input, read_stack
from cnnviz.figures import format_number
from pages.ui.counting.table import as_csv
from tests.pages.conftest import Visit
from tests.pages.everything import everything
from tests.pages.restored.opened import Opened


def opened(name, **query):
    preset = PRESETS[name]
    return Visit("counting", {"c_input": preset.input, "c_layers": preset.layers, **query})


def header(page, key="c_stack"):
    sent = page.component(key)
    return json.loads(sent.json or sent.mixed.json)


def text(page):
    return "\n".join(element.proto.body for element in page.app.get("html"))


def captions(page):
    return [element.value for element in page.app.caption]


def made(page):
    return [layer["made"].removeprefix("→ ") for layer in header(page)["layers"]]


def typed(page, entered, layers, layer=0):
    """Type into the editor, as the browser reports it."""
    return page.report("c_stack", "stack", {"input": entered, "layers": layers, "layer": layer})


def test_I3_an_mlp_of_a_picture_has_millions_of_parameters():
    page = opened("mlp")
    assert "128 × (420·420·1 + 1) = 22,579,328" in text(page)
    assert "22,612,609 parameters" in header(page)["sum"]


def test_I3_another_mlp_is_counted_anew():
    page = typed(opened("mlp"), "28_28_1", "dense_128~dense_10")
    units, pixels, classes = 128, 28 * 28, 10
    assert format_number(units * (pixels + 1)) in text(page)
    assert format_number(units * (pixels + 1) + classes * (units + 1)) in header(page)["sum"]


def test_C3_alexnets_first_layer():
    page = opened("alexnet")
    assert made(page) == ["55 × 55 × 96"]
    assert "290,400 neurons" in text(page)
    assert "96 × (3·11·11 + 1) = 34,944" in text(page)


def test_C3_the_printed_224_does_not_fit_and_three_pixels_in_all_are_missing():
    page = opened("printed")
    assert "(224 + 2·0 − 11) / 4 + 1 = 54.25 → 54" in text(page)
    assert "3 more pixels in all (1 + 2)" in text(page)
    assert "3 on each side would give 55.75" in text(page)
    assert "223 and 227" in text(page)


def test_C3_a_row_of_ten_gives_four_and_a_half_windows():
    page = opened("does_not_fit")
    assert "= 4.5 → 4" in text(page)
    assert [window["said"] for window in header(page, "c_row")["windows"]][-1].startswith("Window 4 of 4")


@pytest.mark.parametrize(("choice", "shape"), [("floor", 4), ("crop", 4), ("pad", 5)])
def test_C3_what_becomes_of_a_remainder_can_be_chosen(choice, shape):
    page = opened("does_not_fit", c_misfit=choice)
    assert made(page) == [f"{shape} × {shape} × 1"]


def test_C3_a_remainder_can_be_refused_in_a_sentence():
    page = opened("does_not_fit", c_misfit="raise")
    assert made(page) == [""]
    assert "does not fit 10 pixels evenly: 4.5 windows" in header(page)["layers"][0]["fault"]
    assert "The nearest sizes that fit: 9 and 11" in text(page)


def test_C3_another_size_that_fits_is_no_misfit():
    page = typed(opened("does_not_fit"), "11_11_1", "conv_1_3_2_0_1_1")
    assert made(page) == ["5 × 5 × 1"]
    assert "does not fit" not in text(page)


def test_C4_same_needs_a_picture_of_eight_by_eight():
    page = opened("same")
    assert made(page) == ["6 × 6 × 1"]
    assert "With its padding the picture is 8 × 8." in text(page)
    larger = typed(page, "6_6_1", "conv_1_5_1_same_1_1")
    assert "With its padding the picture is 10 × 10." in text(larger)


def test_C4_a_lopsided_padding_stands_in_the_formula_and_on_the_row():
    page = Visit("counting", {"c_input": "10_10_1", "c_layers": "conv_1_3_2_1,2_1_1"})
    assert "(10 + 1 + 2 − 3) / 2 + 1 = 6" in text(page)
    kinds = [kind for kind, _ in header(page, "c_row")["pixels"]]
    assert [kinds.index("picture"), kinds[::-1].index("picture")] == [1, 2]


def test_C5_the_corner_is_seen_once_and_the_centre_nine_times():
    page = opened("edges", seen="true")
    assert "a corner: 1; the centre: 9" in text(page)
    (drawn,) = page.maps("coverage")
    assert [drawn.values[0][0], drawn.values[2][2]] == ["1", "9"]


def test_C5_padding_lets_more_windows_see_the_corner():
    assert "a corner: 4; the centre: 9" in text(opened("same", seen="true"))


def test_C5_of_a_picture_too_large_to_draw_the_numbers_are_told():
    page = Visit("counting", {"c_input": "4096_4096_1", "c_layers": "conv_1_3_1_0_1_1", "seen": "true"})
    assert "a corner: 1; the centre: 9" in text(page)


def test_C7_all_neurons_of_a_map_share_26_parameters():
    page = opened("shared", c_dense="true")
    assert page.facts["Convolution, neurons"][0] == "173,056"
    assert page.facts["Convolution, parameters"][0] == "26"
    assert page.facts["Dense layer, parameters"][0] == "22,579,328"


def test_C7_a_kernel_on_28_by_28_has_31_times_fewer_weights():
    page = typed(opened("shared", c_dense="true"), "28_28_1", "conv_1_5_1_0_1_1")
    value, told = page.facts["Weights of one neuron"]
    assert value == "784 : 25"
    assert told.startswith("31 times fewer")
    assert page.facts["Convolution, parameters"][0] == "26"


def test_C7_the_chart_sets_the_pictures_side_and_the_units():
    page = opened("shared", c_dense="true").report("c_beside", "side", 28)
    assert page.address["c_input"] == "28_28_1"
    assert page.facts["Dense layer, parameters"][0] == "100,480"
    page.report("c_beside", "units", "2*8")
    assert page.facts["Dense layer, parameters"][0] == format_number(16 * (28 * 28 + 1))
    page.report("c_beside", "units", "1.5")
    assert "1.5 is not allowed" in header(page, "c_beside")["fault"]


def test_C8_eight_filters_have_216_weights_and_8_biases():
    page = opened("eight")
    assert "filters × (channels × k × l + 1) = 8 × (3·3·3 + 1) = 224" in text(page)
    assert "216 weights and 8 biases" in text(page)


def test_C8_more_filters_have_more():
    page = typed(opened("eight"), "256_256_3", "conv_16_5_1_0_1_1")
    assert f"= {format_number(16 * (3 * 5 * 5 + 1))}" in text(page)


def test_C10_a_one_by_one_convolution_makes_64_maps_of_128():
    page = opened("one_by_one")
    assert made(page) == ["28 × 28 × 64"]
    assert "8192 weights and 64 biases" in text(page)
    page = typed(page, "14_14_256", "conv_32_1_1_0_1_1")
    assert made(page) == ["14 × 14 × 32"]
    assert f"{format_number(256 * 32)} weights" in text(page)


def test_C13_three_small_kernels_see_as_much_as_a_large_one_with_fewer_weights():
    page = opened("three")
    assert page.facts["Weights of the stack"] == ("110,592", "27·C² where C = 64")
    assert page.facts["Weights of one 7 × 7 convolution"] == ("200,704", "49·C² where C = 64")
    page = typed(page, "32_32_8", "~".join(["conv_8_3_1_same_1_1"] * 2))
    assert page.facts["Weights of one 5 × 5 convolution"] == (format_number(25 * 8**2), "25·C² where C = 8")


def test_N10_a_bottleneck_saves_weights():
    page = opened("bottleneck")
    assert page.facts["Weights of the stack"] == ("69,632", "16,384 + 36,864 + 16,384")
    assert page.facts["Weights of one 3 × 3 convolution"][0] == "589,824"
    page = typed(page, "14_14_256", "conv_32_1_1_0_1_1~conv_32_3_1_same_1_1~conv_256_1_1_0_1_1")
    assert page.facts["Weights of the stack"][0] == format_number(2 * 256 * 32 + 9 * 32**2)


def test_P4_a_pooled_volume_keeps_its_depth_and_learns_nothing():
    page = opened("pooled")
    assert made(page) == ["14 × 14 × 64"]
    assert "Depth stays 64" in text(page)
    assert header(page)["layers"][0]["costs"].startswith("0 parameters")
    assert made(typed(page, "9_9_5", "avg_3_3_0")) == ["3 × 3 × 5"]


def test_N5_lenet_has_61_706_parameters():
    assert "61,706 parameters" in header(opened("lenet"))["sum"]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_can_be_opened_by_its_link_and_is_marked(name):
    page = opened(name)
    assert not page.errors
    assert [one["title"] for one in header(page)["presets"] if one["current"]] == [PRESETS[name].title]


def test_what_is_mistyped_stays_and_the_layers_before_it_are_counted():
    page = typed(opened("eight"), "256_256_3", "conv_8_3_1_0_1_1~max_two_2_0_1~dense_10", 1)
    first, second, third = header(page)["layers"]
    assert first["made"]
    assert "two is not a number" in second["fault"]
    assert second["fields"][0]["text"] == "two"
    assert third["made"] == third["fault"] == ""


@pytest.mark.parametrize(
    "sent",
    [
        {"input": "1_1_1", "layers": "dense_1", "layer": 5},
        {"input": "1", "layers": "dense_1", "layer": 0},
        {"input": "1_1_1", "layers": "~" * 9, "layer": 0},
        {"input": "1_1_1", "layers": "dense_1"},
        ["dense_1"],
    ],
)
def test_what_is_no_stack_is_not_taken_over(sent):
    assert opened("eight").report("c_stack", "stack", sent).address == opened("eight").address


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("remainder", ["floor", "crop", "pad"])
def test_the_code_gives_what_the_table_says(name, remainder):
    page = opened(name, code="true", costs="true", c_misfit=remainder)
    preset = PRESETS[name]
    rows, columns, channels = read_input(preset.input).values
    counted = count([one.layer() for one in read_stack(preset.layers)], (channels, rows, columns), remainder)
    for code in (element.value for element in page.app.code):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        assert names["output"].tolist() == [row.parameters.value for row in counted]
        if "network" in names:
            shape = names["network"](torch.empty(1, channels, rows, columns, device="meta")).shape
            assert tuple(shape[1:]) == counted[-1].shape
        else:
            left = np.prod([names["channels"], names["rows"], names["columns"]])
            assert left == prod(counted[-1].shape)


def test_the_saved_table_has_the_numbers_of_every_layer():
    preset = PRESETS["lenet"]
    rows, columns, channels = read_input(preset.input).values
    counted = count([one.layer() for one in read_stack(preset.layers)], (channels, rows, columns))
    saved = list(csv.DictReader(io.StringIO(as_csv(counted).decode())))
    assert [int(line["weights"]) + int(line["biases"]) for line in saved] == [
        row.parameters.value for row in counted
    ]


def test_N6_a_stack_of_ones_own_has_shapes_parameters_and_a_receptive_field():
    layers = "conv_8_3_1_same_1_1~max_2_2_0_1~conv_16_3_1_same_1_1~max_2_2_0_1~dense_10"
    page = Visit("counting", {"c_input": "28_28_1", "c_layers": layers, "costs": "true"})
    assert made(page) == ["28 × 28 × 8", "14 × 14 × 8", "14 × 14 × 16", "7 × 7 × 16", "10"]
    weights = 8 * (3 * 3 + 1) + 16 * (8 * 3 * 3 + 1) + 10 * (7 * 7 * 16 + 1)
    assert f"{format_number(weights)} parameters" in header(page)["sum"]
    sees = 3 + 1 + 2 * 2 + 2 * 1  # each layer adds its kernel − 1, times the strides before it
    assert f"{sees} × {sees}" in text(page)


LENET = {"c_layer": "2", "seen": "true", "c_dense": "true", "costs": "true", "code": "true", "said": "true"}
#: What is to be predicted of LeNet-5's second convolution, and all that follows from it.
GIVEN_AWAY = [
    *("10 × 10 × 16", "Window 1 of 10", "(16, 10, 10)", "1600", "6.4 kB", "corner: 1; the centre: 25"),
    *("16 × (6·5·5 + 1)", "2416", "2400 weights", "240,000"),
    *("5 × 5 × 16", "48,120 parameters", "10,164", "61,706 parameters"),
]


def asked(preset, **query):
    given = PRESETS[preset]
    return Opened("counting", {"c_input": given.input, "c_layers": given.layers, "predict": "true", **query})


def guess(page, kind, typed):
    page.report("counting_questions", "guess", {"kind": kind, "typed": typed, "at": [0, 0, 0]})
    return header(page, "counting_questions")["questions"][kind]["verdict"]


def test_C3_C8_nothing_gives_size_and_parameters_away_before_they_are_predicted():
    page = asked("lenet", **LENET)
    shown = everything(page)
    assert [text for text in GIVEN_AWAY if text in shown] == []
    assert made(page) == ["28 × 28 × 6", "14 × 14 × 6", *"?????"]
    assert "cnnviz-counted.csv" not in page.files
    assert "Hidden until size and parameters of this layer are predicted, or shown." in captions(page)
    open_to_all = everything(opened("lenet", **LENET))
    assert [text for text in GIVEN_AWAY if text not in open_to_all] == []


def test_C3_C8_a_right_size_shows_the_size_and_right_parameters_all_of_the_layer_but_none_behind_it():
    page = asked("lenet", **LENET)
    assert guess(page, "size", "10 x 10")["right"]
    assert made(page) == ["28 × 28 × 6", "14 × 14 × 6", "10 × 10 × 16", *"????"]
    assert "= 10</p>" in text(page)
    assert "2416" not in everything(page)
    assert guess(page, "value", "2416")["right"]
    assert "16 × (6·5·5 + 1) = 2416" in text(page)
    assert "5 × 5 × 16" not in everything(page)
    until = "Hidden until size and parameters of this layer and all behind it are predicted, or shown."
    assert captions(page) == [until] * 3  # the dense layer, the table and the code
    page.report("counting_questions", "guess", {"kind": "value", "typed": "1", "at": [0, 0, 0]})
    assert "= 2416" in text(page)  # what is known stays known


@pytest.mark.parametrize(
    ("preset", "kind", "typed", "said"),
    [
        ("same", "size", "5", "You counted the padding once"),
        ("alexnet", "size", "54", "You forgot the + 1"),
        ("alexnet", "value", "34848", "You forgot the biases"),
        ("alexnet", "value", str(96 * (11 * 11 + 1)), "You forgot the channels"),
        ("alexnet", "value", str(96 * (3 * 11 + 1)), "You took the kernel's side for its area"),
        ("mlp", "value", str(128 * 420 * 420), "You forgot the biases"),
        ("pooled", "value", "4", "You gave the window weights"),
    ],
)
def test_C3_C8_a_wrong_answer_names_its_slip_and_stays_and_nothing_is_shown(preset, kind, typed, said):
    page = asked(preset)
    verdict = guess(page, kind, typed)
    assert not verdict["right"]
    assert said in verdict["sentence"]
    assert made(page)[0] == "?" or preset == "mlp"  # the units of a dense layer are no question
    kept = header(page.run(), "counting_questions")["questions"][kind]["verdict"]
    assert kept == verdict
    right = format_number(counted(preset).parameters.value)
    assert kind == "size" or f"= {right}<" not in text(page)


def counted(preset):
    """The first layer of a preset."""
    rows, columns, channels = read_input(PRESETS[preset].input).values
    return count([read_stack(PRESETS[preset].layers)[0].layer()], (channels, rows, columns))[0]


def test_C3_C8_show_me_shows_one_answer_and_another_layer_is_asked_anew():
    page = asked("lenet")
    task = header(page, "counting_questions")["task"]
    page.report("counting_questions", "reveal_value", task)
    assert "6 × (1·5·5 + 1) = 156" in text(page)
    assert made(page)[0] == "?"
    page.report("counting_questions", "reveal_size", task)
    assert made(page)[:2] == ["28 × 28 × 6", "?"]
    layers = PRESETS["lenet"].layers.replace("conv_6_5", "conv_6_3", 1)
    assert made(typed(page, "32_32_1", layers))[0] == "?"
    assert made(typed(page, "32_32_1", PRESETS["lenet"].layers))[0] == "28 × 28 × 6"
    assert "size" not in header(asked("mlp"), "counting_questions")["questions"]


def test_how_the_hidden_code_is_written_stays_in_the_address_and_is_shown_with_it():
    page = asked("same", code="true", code_as="torch")
    assert page.address["code_as"] == "torch"
    assert page.tabs == []
    for kind in ("size", "value"):
        page.report("counting_questions", f"reveal_{kind}", header(page, "counting_questions")["task"])
    assert page.tabs == ["PyTorch"]
    assert page.address["code_as"] == "torch"


def test_C3_of_a_layer_that_cannot_be_nothing_is_asked_and_the_rest_is_said():
    page = asked("does_not_fit", c_misfit="raise")
    assert not page.has("counting_questions")
    assert "does not fit 10 pixels evenly" in header(page)["layers"][0]["fault"]
    assert not Opened("counting", {}).has("counting_questions")


def test_C3_that_a_layer_cannot_be_is_said_when_what_it_is_given_is_known():
    query = {"c_input": "10_10_1", "c_layers": "conv_1_3_1_0_1_1~conv_1_9_1_0_1_1", "predict": "true"}
    page = Opened("counting", query)
    assert made(page) == ["?", "?"]
    assert header(page)["layers"][1]["fault"] == ""
    guess(page, "size", "8")
    guess(page, "value", "10")
    assert made(page) == ["8 × 8 × 1", ""]
    assert header(page)["layers"][1]["fault"]
