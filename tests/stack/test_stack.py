"""Stacks: their maps, their one kernel, what a number sees, and what is found by hand."""

import numpy as np
import pytest

from cnnviz import images
from cnnviz.errors import CnnvizError, KernelError, ShapeError
from cnnviz.geometry import Layer
from cnnviz.predict.field_slips import check_field
from cnnviz.stack import (
    CURVES,
    KINDS,
    MOST_LAYERS,
    PRESETS,
    Conv,
    Pool,
    apart,
    collapsed,
    costs,
    gradient,
    outputs,
    read_stack,
    seen,
    shapes,
    write_stack,
)
from cnnviz.stack.shapes_by_hand import drawn


def random_stack(rng, curves=CURVES, kinds=KINDS, layers=None, whole=False):
    """Layers at random that fit on twenty pixels and more."""
    stack, depth = [], 1
    for _ in range(layers or rng.integers(1, 4)):
        if kinds and rng.random() < 0.4:
            stack.append(Pool(str(rng.choice(kinds)), int(rng.integers(1, 3)), int(rng.integers(1, 3))))
            continue
        taps, filters = int(rng.integers(1, 4)), int(rng.integers(1, 4))
        weights = rng.integers(-4, 5, (filters, depth, taps, taps)).astype(float)
        biases = rng.integers(-4, 5, filters).astype(float)
        if not whole:
            weights, biases = weights / 8, biases / 8
        sizes = int(rng.integers(1, 3)), int(rng.integers(0, 3))
        stack.append(Conv(weights, tuple(biases.tolist()), *sizes, str(rng.choice(curves))))
        depth = filters
    return tuple(stack)


def picture_of(preset):
    if preset.typed:
        return images.parse_matrix(preset.typed)[None].astype(float)
    return images.to_whole(images.to_grey(images.load_sample(preset.sample)))[None].astype(float)


def found_in(name, which="stack"):
    """Where the last map of a preset is not 0: (row, column)."""
    last = outputs(getattr(PRESETS[name], which), picture_of(PRESETS[name]))[-1][0]
    return [tuple(place) for place in np.argwhere(last).tolist()]


@pytest.mark.parametrize("seed", range(12))
def test_a_stack_is_torchs_layers_one_after_the_other(pytorch, seed):
    rng = np.random.default_rng(seed)
    stack, image = random_stack(rng), rng.integers(0, 256, (1, 21, 24)).astype(float)
    maps = pytorch.tensor(image)
    F = pytorch.nn.functional
    pools = {
        "max": F.max_pool2d,
        "min": lambda maps, *sizes: -F.max_pool2d(-maps, *sizes),
        "average": F.avg_pool2d,
        "sum": lambda maps, *sizes: F.avg_pool2d(maps, *sizes, divisor_override=1),
    }
    for layer, made in zip(stack, outputs(stack, image), strict=True):
        if isinstance(layer, Pool):
            maps = pools[layer.kind](maps, layer.size, layer.stride)
        else:
            weights, biases = pytorch.tensor(layer.filters), pytorch.tensor(np.array(layer.biases))
            maps = F.conv2d(maps, weights, biases, layer.stride, layer.padding)
            maps = maps if layer.is_linear else getattr(F, layer.activation)(maps)
        np.testing.assert_allclose(made, maps.numpy(), rtol=1e-10, atol=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_a_stack_comes_back_from_its_text_and_its_shapes_are_known_before(seed):
    stack = random_stack(np.random.default_rng(seed))
    again = read_stack(write_stack(stack))
    assert write_stack(again) == write_stack(stack)
    image = np.random.default_rng(seed).random((1, 20, 22))
    assert shapes(again, image.shape) == [made.shape for made in outputs(stack, image)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "conv",
        "pool_max_0_2",
        "pool_median_2_2",
        "pool_max_2_2_0",
        "pool_max_9_1",
        "conv_1_1_0_linear_1_1",
        "conv_1_1_0_swish_1_1_0",
        "conv_8_1_0_linear_1" + "_0" * 65,
        "conv_1_5_0_linear_1_1_0",
        "conv_1_1_7_linear_1_1_0",
        "conv_1_1_0_linear_0",
        "conv_1_1_0_linear_9" + "_0" * 18,
        "conv_1_1_0_linear_1_nan_0",
        "conv_1_1_0_linear_1_1e9_0",
        "conv_1_1_0_linear_2_1_1_0_0~conv_1_1_0_linear_1_1_0",
        "~".join(["pool_max_1_1"] * (MOST_LAYERS + 1)),
        "pool_max_1_1~",
    ],
)
def test_a_text_that_is_no_stack_is_none(text):
    assert read_stack(text) is None


def test_a_layer_that_does_not_fit_is_named_with_what_would():
    with pytest.raises(ShapeError, match=r"layer 2’s 7×7 kernel does not fit on 5×5 numbers; use"):
        shapes((Pool("max", 2, 2), Conv(np.ones((1, 1, 7, 7)), (0.0,))), (1, 10, 10))


def test_what_would_take_too_long_is_refused_before_it_is_computed():
    large = Conv(np.ones((8, 1, 7, 7)), (0.0,) * 8, padding=3)
    deep = Conv(np.ones((8, 8, 7, 7)), (0.0,) * 8, padding=3)
    with pytest.raises(
        ShapeError, match=r"would take [\d,]+ multiplications and comparisons, and up to [\d,]+ are computed"
    ):
        costs((large, deep), (1, 512, 512))
    with pytest.raises(ShapeError, match=r"would take [\d,]+ numbers"):
        costs((Conv(np.ones((8, 1, 1, 1)), (0.0,) * 8),) + (Pool("max", 1, 1),) * 7, (1, 512, 512))


@pytest.mark.parametrize("seed", range(12))
def test_the_one_kernel_of_linear_layers_gives_their_numbers_to_the_last_bit(seed):
    rng = np.random.default_rng(seed)
    stack = random_stack(rng, ("linear",), (), 2, whole=True)
    stack = tuple(Conv(one.filters, one.biases, one.stride, 0) for one in stack)
    image = rng.integers(0, 256, (1, 17, 19)).astype(float)
    np.testing.assert_array_equal(outputs((collapsed(stack),), image)[-1], outputs(stack, image)[-1])


def test_padding_behind_the_first_layer_changes_the_border_only():
    rng = np.random.default_rng(5)
    stack = tuple(Conv(rng.integers(-3, 4, (1, 1, 3, 3)).astype(float), (1.0,), 1, 1) for _ in range(2))
    image = rng.integers(0, 9, (1, 12, 12)).astype(float)
    one, two = outputs((collapsed(stack),), image)[-1], outputs(stack, image)[-1]
    np.testing.assert_array_equal(one[:, 1:-1, 1:-1], two[:, 1:-1, 1:-1])
    assert (one != two).any()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("conv_1_1_0_relu_1_1_0~conv_1_1_0_linear_1_1_0", "layer 1 bends its numbers by ReLU"),
        ("conv_1_1_0_linear_1_1_0~pool_average_2_2", "layer 2 pools"),
        ("~".join(["conv_3_1_0_linear_1" + "_1" * 9 + "_0"] * 4), "would be 9×9"),
    ],
)
def test_where_there_is_no_one_kernel_a_sentence_says_why(text, why):
    with pytest.raises(KernelError, match=why):
        collapsed(read_stack(text))


@pytest.mark.parametrize("seed", range(10))
def test_slopes_are_what_a_small_change_of_a_pixel_does_and_lie_within_the_field(seed):
    rng = np.random.default_rng(seed)
    stack, image = random_stack(rng), rng.random((1, 16, 16)) * 4 - 2
    last = outputs(stack, image)[-1]
    at = tuple(int(rng.integers(side)) for side in last.shape)
    slopes, step = gradient(stack, image, at), 1e-6
    for row, column in np.ndindex(16, 16):
        nudged = [image.copy(), image.copy()]
        nudged[0][0, row, column] -= step
        nudged[1][0, row, column] += step
        low, high = (outputs(stack, one)[-1][at] for one in nudged)
        assert (high - low) / (2 * step) == pytest.approx(slopes[0, row, column], abs=1e-5)
    span = seen(stack, at[1:])[0]
    inside = np.zeros((16, 16), bool)
    inside[max(0, span.top) : span.top + span.rows, max(0, span.left) : span.left + span.columns] = True
    assert not slopes[0][~inside].any()


def test_C12_the_square_of_one_side_is_found_and_others_are_missed():
    for name in ("squares", "kirsch"):
        assert len(found_in(name)) == 1
    assert found_in("missed") == []
    assert found_in("astride") == []


def test_C12_a_pool_or_a_stride_helps_to_find_the_larger_square():
    for name in ("pooled", "strided"):
        assert len(found_in(name)) == 1
        assert found_in(name, "beside") == []


def test_C12_squares_of_other_sides_are_missed_wherever_they_stand():
    for side in range(2, 10):
        for top, left in ((3, 3), (4, 4), (5, 2)):
            image = images.parse_matrix(drawn((top, left, side)))[None]
            found = {
                name: bool(outputs(PRESETS[name].stack, image)[-1].any())
                for name in ("squares", "kirsch", "pooled")
            }
            assert found["squares"] == (side == 4)
            assert found["kirsch"] == (side == 4)
            is_aligned = (top % 2, left % 2, side) == (0, 0, 8)
            grows = {2 * 4 - 1: (0, 1), 2 * 4 - 2: (1,), 2 * 4: (0,)}  # sides that a pool of two makes four
            fits = all(start % 2 in grows.get(side, ()) for start in (top, left))
            assert found["pooled"] == fits or is_aligned


def test_C12_a_T_and_a_corner_are_found_where_they_stand_and_nowhere_else():
    for name in ("tee", "corner"):
        assert found_in(name) == [PRESETS[name].at[2:]]


def test_every_preset_comes_back_from_its_text_and_looks_at_a_number_that_is_there():
    for preset in PRESETS.values():
        for stack in filter(None, (preset.stack, preset.beside)):
            assert write_stack(read_stack(write_stack(stack))) == write_stack(stack)
        shape = picture_of(preset).shape
        layer, *at = preset.at
        assert all(
            0 <= place < side for place, side in zip(at, shapes(preset.stack, shape)[layer], strict=True)
        )
        assert costs(preset.stack, shape)


def test_slips_of_the_field_are_named():
    five = "conv_5_1_0_linear_1" + "_0" * 26
    stack = read_stack(f"{five}~pool_max_2_2~{five}")
    asked = [one.window for one in stack], [isinstance(one, Pool) for one in stack]
    truth = costs(stack, (1, 512, 512)).fields[-1]
    assert check_field(str(truth), *asked).right
    slips = {check_field(str(typed), *asked).slip for typed in range(1, 2 * truth)}
    assert slips - {None} == {"last_only", "added", "no_strides", "no_pools"}
    with pytest.raises(CnnvizError):
        check_field("wide", *asked)
    wide = 2 * 10**7 + 1
    assert not check_field(str(wide + 1), [Layer(wide)], [False]).right  # a count is not rounded


def test_stacks_without_bends_are_not_apart_from_their_one_kernel_and_with_relu_they_are():
    one, bent = PRESETS["one"], PRESETS["bent"]
    image = picture_of(one)
    assert apart(one.stack, one.beside, image) == 0
    before, after = outputs(bent.stack, image)[-1], outputs(bent.beside, image)[-1]
    assert apart(bent.stack, bent.beside, image) == abs(before - after).max() > 0
    assert apart(one.stack, one.stack[:1], image) is None
