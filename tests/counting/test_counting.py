"""Layers typed without a picture: counted as PyTorch counts them, read strictly, and told in sentences."""

from math import prod

import numpy as np
import pytest
import torch
from torch import nn

from cnnviz.counting import (
    INPUT,
    KINDS,
    PRESETS,
    Counted,
    Layer,
    as_much,
    beside,
    choices,
    count,
    curves,
    misfit,
    read_input,
    read_stack,
    row_of,
    total,
    written,
)
from cnnviz.counting.beside import SIDES
from cnnviz.counting.row import MOST as MOST_PIXELS
from cnnviz.counting.stack import LONGEST_FIELD, MOST
from cnnviz.geometry import coverage

RNG = np.random.default_rng(12)


def stack_of(preset):
    rows, columns, channels = read_input(preset.input).values
    return count([one.layer() for one in read_stack(preset.layers)], (channels, rows, columns))


def random_layer():
    """A convolution or a pooling of a random geometry, and the module of PyTorch that is the same."""
    groups = int(RNG.integers(1, 4))
    kernel, stride, dilation = (tuple(RNG.integers(1, 4, 2).tolist()) for _ in range(3))
    padding = tuple(int(RNG.integers(0, side // 2 + 1)) for side in kernel)
    sides = tuple((one, one) for one in padding)
    kind = str(RNG.choice(["conv", "max", "avg"]))
    if kind == "conv":
        layer = Layer(kind, 6 * groups, kernel, stride, sides, dilation, groups)
        return layer, lambda c: nn.Conv2d(c, 6 * groups, kernel, stride, padding, dilation, groups), groups
    if kind == "max":
        return (
            Layer(kind, 0, kernel, stride, sides, dilation),
            lambda c: nn.MaxPool2d(kernel, stride, padding, dilation),
            1,
        )
    return Layer(kind, 0, kernel, stride, sides), lambda c: nn.AvgPool2d(kernel, stride, padding), 1


@pytest.mark.parametrize("_", range(40))
def test_a_layer_has_the_shape_and_the_parameters_that_pytorch_gives_it(_):
    layer, module, groups = random_layer()
    channels = 2 * groups
    size = tuple(RNG.integers(9, 30, 2).tolist())
    (row,) = count([layer], (channels, *size))
    twin = module(channels)
    assert row.shape == tuple(twin(torch.zeros(1, channels, *size)).shape[1:])
    assert row.parameters.value == sum(one.numel() for one in twin.parameters()) == row.weights + row.biases
    weight = getattr(twin, "weight", None)
    taps = 0 if weight is None else prod(weight.shape[1:])
    assert row.multiplications.value == prod(row.shape) * taps
    assert row.memory.value == torch.zeros(row.shape).nbytes


@pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))
def test_every_preset_can_be_read_and_counted(preset):
    rows = stack_of(preset)
    assert rows
    assert all(isinstance(row, Counted) for row in rows)
    assert written(read_stack(preset.layers)) == preset.layers


def test_a_formulas_numbers_come_to_its_result():
    for preset in PRESETS.values():
        for row in stack_of(preset):
            for formula in (row.parameters, row.multiplications):
                numbers = formula.numbers().replace("·", "*").replace("×", "*").replace(",", "")
                assert eval(numbers) == formula.value, formula.text()  # only digits and signs


def test_the_size_formula_is_the_geometrys():
    for preset in PRESETS.values():
        for row in stack_of(preset):
            if row.plan is not None:
                assert f"{row.sizes[0].numbers()} = {row.sizes[0].result}" == row.plan.rows.formula()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("0", "0 is not allowed"),
        ("-3", "-3 is not allowed"),
        ("1.5", "1.5 is not allowed"),
        ("99999999999999999999", "use a whole number from 1 to 65,536"),
        ("9e99", "is not a number"),
        ("abc", "abc is not a number"),
        ("", "nothing stands there"),
        ("1/0", "nothing can be divided by zero"),
    ],
)
def test_what_cannot_be_a_number_of_filters_is_told_in_a_sentence(text, part):
    (entered,) = read_stack(f"conv_{text}_3_1_0_1_1")
    assert part in entered.faults[0]
    assert entered.texts[0] == text
    assert not any(entered.faults[1:])


@pytest.mark.parametrize(
    ("text", "padding"),
    [
        ("2", 2),
        ("1,2", ((1, 2), (1, 2))),
        ("1 × 2", ((1, 1), (2, 2))),
        ("0,1,2,3", ((0, 1), (2, 3))),
        ("Same", "same"),
        ("tf", "same_tensorflow"),
        ("2*2-1", 3),
    ],
)
def test_a_padding_can_be_typed_in_many_ways(text, padding):
    assert read_stack(f"conv_8_3_1_{text}_1_1")[0].layer().padding == padding


@pytest.mark.parametrize("text", ["1,2,3", "1,2,3,4,5", "wide", "1x2x3"])
def test_a_padding_that_means_nothing_is_refused(text):
    assert read_stack(f"conv_8_3_1_{text}_1_1")[0].faults[3].startswith("padding: ")


@pytest.mark.parametrize(
    "text", ["", "lstm_3", "conv_8", "dense_1~", "dense_1_2", f"dense_{'1' * (LONGEST_FIELD + 1)}"]
)
def test_what_is_no_stack_is_none(text):
    assert read_stack(text) is None


def test_a_stack_has_a_bound():
    assert read_stack("~".join(["dense_1"] * MOST)) is not None
    assert read_stack("~".join(["dense_1"] * (MOST + 1))) is None


def test_every_field_takes_its_first_text_and_its_bounds():
    for key, kind in KINDS.items():
        for pick in (lambda field: field.first, lambda field: field.least, lambda field: field.most):
            (entered,) = read_stack("_".join([key, *(str(pick(field)) for field in kind.fields)]))
            assert entered.is_whole, entered
    for pick in (lambda field: field.least, lambda field: field.most):
        assert read_input("_".join(str(pick(field)) for field in INPUT)).is_whole


def test_the_largest_that_can_be_typed_is_counted():
    largest = count([Layer("conv", 65_536, (512, 512), padding="same")] * 2, (65_536, 4096, 4096))
    assert largest[-1].shape == (65_536, 4096, 4096)
    assert total(largest).parameters == 2 * 65_536 * (65_536 * 512 * 512 + 1)


def test_behind_a_layer_that_cannot_be_nothing_is_counted():
    found = count([Layer("conv", 8, (3, 3)), Layer("conv", 8, (9, 9)), Layer("dense", 3)], (1, 5, 5))
    assert isinstance(found[0], Counted)
    assert len(found) == 2
    assert "does not fit 3 pixels" in found[1]


def test_a_window_on_a_row_of_numbers_is_refused():
    assert "put it before the first dense layer" in count([Layer("dense", 8), Layer("max")], (1, 5, 5))[1]


@pytest.mark.parametrize("size", range(7, 40, 3))
@pytest.mark.parametrize(("kernel", "stride"), [(3, 2), (4, 3), (5, 4), (2, 5)])
def test_the_nearest_sizes_that_are_told_fit(size, kernel, stride):
    def at(side):
        return count([Layer("conv", 1, (kernel, kernel), (stride, stride))], (1, side, side))[0]

    for found in misfit(at(size)):
        between = [side for side in range(found.smaller or size, found.larger + 1) if at(side).plan.fits]
        assert between == [side for side in (found.smaller, found.larger) if side]
        assert sum(found.split) == found.missing == found.larger - size


def test_each_way_of_treating_a_remainder_is_told():
    (row,) = count([Layer("conv", 1, (3, 3), (2, 2))], (1, 10, 10))
    told = {choice.key: choice.gives for choice in choices(row)}
    assert told.keys() == {"floor", "raise", "crop", "pad"}
    for key in ("floor", "crop", "pad"):
        (made,) = count([row.layer], row.input_shape, key)
        assert told[key].startswith(f"{made.shape[1]} × {made.shape[2]}: ")
    assert told["raise"] == count([row.layer], row.input_shape, "raise")[0]


@pytest.mark.parametrize("remainder", ["floor", "crop", "pad"])
@pytest.mark.parametrize("size", [6, 10, 11, 44, 45, 200])
@pytest.mark.parametrize("padding", [0, 1, (2, 0)])
def test_a_row_shows_each_window_where_it_lies(size, padding, remainder):
    sides = ((0, 0), padding if isinstance(padding, tuple) else (padding, padding))
    layer = Layer("conv", 1, (1, 3), (1, 2), sides)
    (row,) = count([layer], (1, 1, size), remainder)
    drawn = row_of(row)
    assert drawn.count == row.shape[2]
    assert len(drawn.pixels) <= MOST_PIXELS
    places = {at: place for at, (kind, place) in enumerate(drawn.pixels) if kind != "gap"}
    for number, start, cells in drawn.windows:
        assert start == number * 2 - sides[1][0]
        assert {places[at] for at in cells} == {start, start + 1, start + 2} & set(places.values())
    met = {at for *_, cells in drawn.windows for at in cells}
    unmet = {kind for at, (kind, _) in enumerate(drawn.pixels) if at not in met}
    assert unmet <= {"gap", "unused", "cut", "padding"}
    assert ("unused" in {kind for kind, _ in drawn.pixels}) == (row.plan.columns.unused > 0)


def test_a_dense_layer_grows_with_the_picture_and_a_convolution_does_not():
    conv = Layer("conv", 4, (5, 5))
    dense, shared = curves(16, conv, 3)
    for at in (5, 50, -1):
        both = beside(16, conv, (3, SIDES[at], SIDES[at]), "floor")
        assert both.dense.parameters.value == dense[at]
        assert both.conv.parameters.value == shared[at]
    assert len(set(shared)) == 1
    assert dense == sorted(dense)


def test_stacks_with_strides_or_pooling_have_no_single_convolution_that_is_alike():
    assert as_much(count([Layer("conv", 1, (3, 3), (2, 2))] * 2, (1, 30, 30))) is None
    assert as_much(count([Layer("conv", 1, (3, 3)), Layer("max", 0, (2, 2))], (1, 30, 30))) is None


def test_coverage_along_both_axes_is_that_of_the_picture():
    whole = coverage((9, 7), (3, 2), (2, 1), 1)
    rows = coverage((9, 1), (3, 1), (2, 1), ((1, 1), (0, 0)))[:, 0]
    columns = coverage((7, 1), (2, 1), (1, 1), ((1, 1), (0, 0)))[:, 0]
    np.testing.assert_array_equal(np.outer(rows, columns), whole)
