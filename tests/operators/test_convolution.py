"""What a convolution must be, whatever computes it; PyTorch and SciPy know the numbers."""

from typing import get_args

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from cnnviz.errors import KernelError, ShapeError
from cnnviz.geometry import output_size
from cnnviz.operators import conv2d
from cnnviz.operators.convolution_setup import set_up
from cnnviz.operators.padding import BorderMode

MODES = get_args(BorderMode)
SIZES = st.integers(1, 9)
SEEDS = st.integers(0, 9999)


def normal(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


# Properties


@given(st.data())
@settings(max_examples=40)
def test_it_is_linear_in_the_image_and_in_the_kernel(convolutions, data):
    case = data.draw(convolutions())
    other, kernel = normal(1, *case.input.shape), normal(2, *case.weight.shape)
    both = conv2d(2 * case.input - 3 * other, case.weight, **case.options)
    apart = 2 * conv2d(case.input, case.weight, **case.options) - 3 * conv2d(
        other, case.weight, **case.options
    )
    np.testing.assert_allclose(both, apart, atol=1e-10)
    both = conv2d(case.input, 2 * case.weight - 3 * kernel, **case.options)
    apart = 2 * conv2d(case.input, case.weight, **case.options) - 3 * conv2d(
        case.input, kernel, **case.options
    )
    np.testing.assert_allclose(both, apart, atol=1e-10)


@given(st.tuples(SIZES, SIZES), st.tuples(SIZES, SIZES), st.tuples(SIZES, SIZES), SEEDS)
@settings(max_examples=40)
def test_shifting_the_image_shifts_the_answer(size, taps, shift, seed):
    image, kernel = normal(seed, *size), normal(seed + 1, *taps)
    moved = conv2d(np.roll(image, shift, (0, 1)), kernel, padding="same", mode="wrap")
    np.testing.assert_allclose(
        moved, np.roll(conv2d(image, kernel, padding="same", mode="wrap"), shift, (0, 1)), atol=1e-10
    )


def test_a_stride_breaks_the_shift():
    image, kernel = normal(0, 8, 8), np.ones((2, 2))
    still, moved = (conv2d(i, kernel, stride=2, mode="wrap") for i in (image, np.roll(image, 1, 1)))
    assert not any(np.allclose(moved, np.roll(still, by, 1)) for by in range(4))
    np.testing.assert_allclose(conv2d(np.roll(image, 2, 1), kernel, stride=2), np.roll(still, 1, 1))


@given(st.data())
@settings(max_examples=60)
def test_the_size_is_what_the_formula_says(convolutions, data):
    case = data.draw(convolutions())
    setup = set_up(*case.arguments, **case.options)
    sizes = [
        output_size(
            case.input.shape[2 + a],
            case.weight.shape[2 + a],
            setup.stride[a],
            setup.padding[a],
            setup.dilation[a],
        )
        for a in (0, 1)
    ]
    expected = (len(case.input), len(case.weight), *(size.size for size in sizes))
    assert conv2d(*case.arguments, **case.options).shape == expected


@given(st.tuples(SIZES, SIZES), st.tuples(SIZES, SIZES), st.integers(1, 3), st.sampled_from(MODES))
@settings(max_examples=40)
def test_same_padding_keeps_the_size(size, taps, dilation, mode):
    image = normal(0, *size)
    assert conv2d(image, np.ones(taps), padding="same", dilation=dilation, mode=mode).shape == size


@given(st.tuples(SIZES, SIZES), st.tuples(SIZES, SIZES))
@settings(max_examples=30)
def test_full_padding_keeps_every_product(size, taps):
    image, kernel = normal(0, *size), normal(1, *taps)
    np.testing.assert_allclose(
        conv2d(image, kernel, padding="full").sum(), image.sum() * kernel.sum(), atol=1e-9
    )


# Oracles


@given(st.data())
@settings(max_examples=60)
def test_it_gives_what_pytorch_gives(convolutions, data):
    case = data.draw(convolutions(modes=("constant",)))
    (top, bottom), (left, right) = set_up(*case.arguments, **case.options).padding
    image = F.pad(torch.tensor(case.input), (left, right, top, bottom))
    bias = None if case.bias is None else torch.tensor(case.bias)
    steps = {name: case.options[name] for name in ("stride", "dilation", "groups")}
    expected = F.conv2d(image, torch.tensor(case.weight), bias, **steps).numpy()
    np.testing.assert_allclose(conv2d(*case.arguments, **case.options), expected, atol=1e-10)


@pytest.mark.filterwarnings(
    "ignore:Using padding='same' with even kernel"
)  # PyTorch's copy is slow, not wrong
@pytest.mark.parametrize("taps", [(1, 1), (2, 2), (3, 3), (4, 3), (2, 5)])
@pytest.mark.parametrize("padding", [0, 2, (1, 2), "valid", "same"])
@pytest.mark.parametrize("dilation", [1, (2, 1), 3])
def test_pytorch_means_the_same_by_a_padding(taps, padding, dilation):
    image, kernel = normal(0, 2, 3, 14, 15), normal(1, 4, 3, *taps)
    expected = F.conv2d(torch.tensor(image), torch.tensor(kernel), padding=padding, dilation=dilation)
    np.testing.assert_allclose(
        conv2d(image, kernel, padding=padding, dilation=dilation), expected.numpy(), atol=1e-10
    )


@pytest.mark.parametrize("mode", MODES)
@given(st.tuples(SIZES, SIZES), st.tuples(SIZES, SIZES), SEEDS)
@settings(max_examples=40)
def test_borders_show_what_scipy_shows(mode, size, taps, seed):
    image, kernel = normal(seed, *size), normal(seed + 1, *taps)
    around = tuple((tap // 2, tap - 1 - tap // 2) for tap in taps)  # where SciPy puts a kernel's centre
    expected = ndimage.correlate(image, kernel, mode=mode)
    np.testing.assert_allclose(conv2d(image, kernel, padding=around, mode=mode), expected, atol=1e-10)


# Types and shapes


@pytest.mark.parametrize(
    ("given_type", "expected"),
    [
        ("float32", "float32"),
        ("float64", "float64"),
        ("uint8", "float32"),
        ("int64", "float32"),
        ("bool", "float32"),
    ],
)
def test_only_float64_is_computed_in_float64(given_type, expected):
    assert conv2d(np.ones((4, 4), given_type), np.ones((3, 3))).dtype == expected


def test_the_result_has_as_many_axes_as_the_input():
    assert conv2d(np.ones((5, 6)), np.ones((3, 3))).shape == (3, 4)
    assert conv2d(np.ones((5, 6)), np.ones((2, 1, 3, 3))).shape == (2, 3, 4)
    assert conv2d(np.ones((1, 5, 6)), np.ones((3, 3))).shape == (1, 3, 4)
    assert conv2d(np.ones((3, 5, 6)), np.ones((2, 3, 3, 3))).shape == (2, 3, 4)
    assert conv2d(np.ones((7, 3, 5, 6)), np.ones((2, 3, 3, 3))).shape == (7, 2, 3, 4)


def test_the_arguments_stay_as_they_were():
    image, kernel, bias = normal(0, 2, 6, 6), normal(1, 2, 2, 3, 3), normal(2, 2)
    before = [array.copy() for array in (image, kernel, bias)]
    for array in (image, kernel, bias):
        array.flags.writeable = False
    conv2d(image, kernel, bias, padding=1, mode="wrap")
    for array, copy in zip((image, kernel, bias), before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_a_result_can_be_written_to():
    image = np.ones((4, 4), np.float32)
    result = conv2d(image, [[1.0]])
    result += 1
    assert image.max() == 1


# The curriculum's numbers


def test_C1_the_x_detector_finds_the_x():
    image = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]]
    answer = conv2d(image, [[1, 0, 1], [0, 1, 0], [1, 0, 1]])
    np.testing.assert_array_equal(answer, [[4, 3, 4], [2, 4, 3], [2, 3, 4]])


@pytest.mark.parametrize(("size", "left"), [(6, 4), (4, 2)])
def test_C1_a_3x3_kernel_takes_two_pixels_off(size, left):
    assert conv2d(np.ones((size, size)), np.ones((3, 3))).shape == (left, left)


def test_C4_same_for_6x6_under_3x3_needs_8x8():
    setup = set_up(np.ones((6, 6)), np.ones((3, 3)), padding="same")
    assert [6 + sum(side) for side in setup.padding] == [8, 8]
    assert setup.output_shape == (1, 1, 6, 6)


def test_C7_a_5x5_kernel_makes_173056_neurons_of_420x420_pixels():
    assert conv2d(np.ones((420, 420), np.float32), np.ones((5, 5))).size == 173_056


def test_C9_channels_are_convolved_one_by_one_and_added_up():
    image, kernels, bias = normal(0, 3, 6, 6), normal(1, 4, 3, 3, 3), normal(2, 4)
    maps = conv2d(image, kernels, bias)
    assert maps.shape == (4, 4, 4)
    for number in range(4):
        parts = [conv2d(image[channel], kernels[number, channel]) for channel in range(3)]
        np.testing.assert_allclose(maps[number], sum(parts) + bias[number], atol=1e-10)


def test_C10_a_1x1_kernel_mixes_channels_at_each_pixel():
    image, mix = normal(0, 128, 5, 4), normal(1, 64, 128)
    np.testing.assert_allclose(
        conv2d(image, mix[:, :, None, None]), np.einsum("fc,cyx->fyx", mix, image), atol=1e-10
    )


@pytest.mark.parametrize("stack", [2, 3])
def test_C13_a_stack_of_3x3_kernels_is_one_larger_kernel(stack):
    kernels = normal(0, stack, 3, 3)
    seen, one = normal(1, 12, 12), np.ones((1, 1))
    image = seen
    for kernel in kernels:
        seen = conv2d(seen, kernel)
        one = conv2d(one, kernel[::-1, ::-1], padding="full")
    assert one.shape == (2 * stack + 1, 2 * stack + 1)
    np.testing.assert_allclose(seen, conv2d(image, one), atol=1e-9)


# Errors are sentences


@pytest.mark.parametrize(
    ("arguments", "options", "sentence"),
    [
        (
            (np.ones((3, 3)), np.ones((5, 5))),
            {},
            "a 5×5 kernel does not fit a 3×3 image with padding 0; use padding ≥ 1 or a smaller kernel",
        ),
        (
            (np.ones((3, 9)), np.ones((3, 3))),
            {"dilation": 3, "padding": ((0, 1), (2, 2))},
            "a 3×3 kernel with dilation 3 does not fit a 3×9 image with padding (0, 1) and (2, 2); "
            "use padding ≥ 2 or a smaller kernel",
        ),
        (
            (np.ones((3, 6, 6)), np.ones((3, 3))),
            {},
            "a single 3×3 kernel is for one channel, but the input has 3; "
            "give weights of shape (filters, 3, rows, columns), or turn the image grey",
        ),
        (
            (np.ones((4, 6, 6)), np.ones((2, 3, 3, 3))),
            {"groups": 2},
            "kernels 3 deep do not fit an input of 4 channels in 2 groups; use kernels 2 deep",
        ),
        (
            (np.ones((4, 6, 6)), np.ones((2, 4, 3, 3))),
            {"groups": 3},
            "4 channels and 2 filters can't be split into 3 equal groups; "
            "use a number of groups that divides both",
        ),
        (
            (np.ones((6, 6)), np.ones((2, 1, 3, 3)), [1, 2, 3]),
            {},
            "3 biases do not fit 2 filters; give one bias per filter, or none",
        ),
        (
            (np.ones((6, 6)), np.ones((3, 3))),
            {"stride": 0},
            "the stride is 0; give a whole number of at least 1, or a pair of them (rows, columns)",
        ),
        (
            (np.ones(6), np.ones((3, 3))),
            {},
            "an input of shape (6,) is not an image; use (height, width), (channels, height, width) or "
            "(batch, channels, height, width), none of them 0",
        ),
        (
            (np.ones((6, 6)), np.ones((3, 3))),
            {"mode": "zeros"},
            "there is no border mode called 'zeros'; use one of constant, nearest, mirror, reflect, wrap",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(arguments, options, sentence):
    with pytest.raises(ShapeError) as caught:
        conv2d(*arguments, **options)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("padding", [1, 3])
def test_the_padding_that_a_sentence_proposes_is_enough(padding):
    taps, dilation = 5, padding
    with pytest.raises(ShapeError, match=f"use padding ≥ {(dilation * 4 + 1 - 3 + 1) // 2} "):
        conv2d(np.ones((3, 3)), np.ones((taps, taps)), dilation=dilation)
    enough = (dilation * 4 + 1 - 3 + 1) // 2
    assert conv2d(np.ones((3, 3)), np.ones((taps, taps)), dilation=dilation, padding=enough).size == 1
    with pytest.raises(ShapeError):
        conv2d(np.ones((3, 3)), np.ones((taps, taps)), dilation=dilation, padding=enough - 1)


@pytest.mark.parametrize(
    "kernel", [np.ones(3), np.ones((3, 3, 3)), np.ones((0, 3)), [[1, np.nan]], [[np.inf]]]
)
def test_a_kernel_that_is_none_is_said_to_be_none(kernel):
    with pytest.raises(KernelError, match="kernel"):
        conv2d(np.ones((6, 6)), kernel)


def tensorflows_same(image, kernel, stride, dilation):
    """PyTorch, told how much TensorFlow pads: by TensorFlow's own formula, its case apart included."""
    sides = []
    for size, taps, step, gap in zip(image.shape, kernel.shape, stride, dilation, strict=True):
        span = gap * (taps - 1) + 1
        total = max(span - step, 0) if size % step == 0 else max(span - size % step, 0)
        sides = [total // 2, total - total // 2, *sides]  # F.pad names the last axis first
    padded = F.pad(torch.tensor(image)[None, None], sides)
    return F.conv2d(padded, torch.tensor(kernel)[None, None], stride=stride, dilation=dilation)[0, 0].numpy()


@given(st.tuples(SIZES, SIZES), *[st.tuples(*[st.integers(1, 4)] * 2)] * 3, SEEDS)
@settings(max_examples=80)
def test_tensorflows_same_is_pytorch_with_an_explicit_pad(size, taps, stride, dilation, seed):
    image, kernel = normal(seed, *size), normal(seed + 1, *taps)
    output = conv2d(image, kernel, stride=stride, padding="same_tensorflow", dilation=dilation)
    assert output.shape == tuple(-(-side // step) for side, step in zip(size, stride, strict=True))
    np.testing.assert_allclose(output, tensorflows_same(image, kernel, stride, dilation), atol=1e-10)
