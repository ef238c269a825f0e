"""The loops a learner reads and every fast way of computing a convolution give the same numbers."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import operators
from cnnviz.operators import fast, loops
from cnnviz.operators.bands import by_bands
from cnnviz.operators.columns import by_columns
from cnnviz.operators.convolution_setup import set_up
from cnnviz.operators.separable import by_two_passes


def test_the_twins_have_one_signature():
    assert inspect.signature(loops.conv2d) == inspect.signature(operators.conv2d)


@given(st.data())
@settings(max_examples=50)
def test_conv2d_gives_what_the_loops_give(convolutions, data):
    case = data.draw(convolutions())
    expected = loops.conv2d(*case.arguments, **case.options)
    np.testing.assert_allclose(operators.conv2d(*case.arguments, **case.options), expected, atol=1e-10)


@given(st.data())
@settings(max_examples=40)
def test_columns_give_what_the_loops_give(convolutions, data):
    case = data.draw(convolutions())
    setup = set_up(case.input, case.weight, **case.options)
    output = np.full(setup.output_shape, np.nan)
    by_columns(setup, output)
    np.testing.assert_allclose(output, loops.conv2d(case.input, case.weight, **case.options), atol=1e-10)


@given(st.data())
@settings(max_examples=40)
def test_bands_give_what_the_loops_give(convolutions, data):
    case = data.draw(convolutions())
    setup = set_up(case.input[:1, : case.weight.shape[1]], case.weight[:1], **{**case.options, "groups": 1})
    output = np.full(setup.output_shape, np.nan)
    by_bands(setup.input[0], setup.weight[0], setup, output[0, 0])
    expected = loops.conv2d(setup.input, setup.weight, **{**case.options, "groups": 1})
    np.testing.assert_allclose(output, expected, atol=1e-10)


@given(st.data())
@settings(max_examples=40)
def test_two_passes_give_what_the_loops_give(convolutions, data):
    case = data.draw(convolutions(alone=True))
    column, row = case.weight[0, 0, :, 0], case.weight[0, 0, 0]
    kernel = np.outer(column, row)
    setup = set_up(case.input, kernel[None, None], **case.options)
    output = np.full(setup.output_shape, np.nan)
    by_two_passes(setup.input[0, 0], column, row, setup, output[0, 0])
    expected = loops.conv2d(case.input, kernel[None, None], **case.options)
    np.testing.assert_allclose(output, expected, atol=1e-10)


@pytest.mark.parametrize("separable", [False, True])
@pytest.mark.parametrize("mode", ["constant", "nearest", "mirror", "reflect", "wrap"])
@pytest.mark.parametrize(
    "options",
    [
        {"padding": "same"},
        {"padding": ((0, 3), (7, 1)), "stride": (2, 3)},
        {"padding": 2, "dilation": (3, 2)},
    ],
)
def test_images_of_many_strips_and_blocks_meet_at_the_seams(separable, mode, options):
    """Sizes that no block divides, with enough rows and columns for several of each."""
    random = np.random.default_rng(0)
    image = random.normal(size=(203, 149))
    kernel = random.normal(size=(3, 4))
    if separable:  # only float32 is computed in two passes
        kernel = np.outer(kernel[:, 0], kernel[0]).astype(np.float32)
        image = image.astype(np.float32)
    setup = set_up(image, kernel, mode=mode, **options)
    by_blocks, by_strips = np.full((2, *setup.output_shape), np.nan, image.dtype)
    by_columns(setup, by_blocks)
    fast.one_filter(setup.input[0], setup.weight[0], setup, by_strips[0, 0])
    added = np.abs(kernel).sum() * np.abs(image).max()  # a sum of n products may be rounded n times
    np.testing.assert_allclose(by_strips, by_blocks, atol=kernel.size * np.finfo(image.dtype).eps * added)


def test_columns_of_a_large_batch_are_laid_out_in_parts():
    random = np.random.default_rng(0)
    images, kernels = random.normal(size=(9, 6, 60, 50)), random.normal(size=(4, 3, 5, 5))
    maps = operators.conv2d(images, kernels, padding=2, groups=2)
    alone = np.stack([operators.conv2d(image, kernels, padding=2, groups=2) for image in images])
    np.testing.assert_allclose(maps, alone, atol=1e-10)
    y, x = 33, 20
    window = images[7, 3:, y - 2 : y + 3, x - 2 : x + 3]
    np.testing.assert_allclose(maps[7, 3, y, x], (window * kernels[3]).sum())
