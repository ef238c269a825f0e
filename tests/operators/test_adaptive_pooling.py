"""Adaptive, global and fractional pools against PyTorch."""

from itertools import pairwise

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.operators import (
    adaptive_avg_pool2d,
    adaptive_max_pool2d,
    adaptive_windows,
    fractional_max_pool2d,
    fractional_windows,
    global_avg_pool2d,
    global_max_pool2d,
)

SIZES = st.integers(1, 12)


def random_image(seed, *shape, dtype="f"):
    return np.random.default_rng(seed).standard_normal(shape).astype(dtype)


@given(st.integers(0, 999), SIZES, SIZES, st.tuples(SIZES, SIZES))
@settings(max_examples=40)
def test_P2_adaptive_pools_are_pytorchs(seed, height, width, output_size):
    image = random_image(seed, 2, height, width)
    tensor = torch.tensor(image)
    np.testing.assert_array_equal(
        adaptive_max_pool2d(image, output_size), F.adaptive_max_pool2d(tensor, output_size).numpy()
    )
    average = adaptive_avg_pool2d(image, output_size)
    assert average.dtype == np.float32
    np.testing.assert_allclose(
        average, F.adaptive_avg_pool2d(tensor, output_size).numpy(), rtol=1e-5, atol=1e-6
    )


@given(st.integers(1, 300), st.integers(1, 300))
@settings(max_examples=60)
def test_adaptive_windows_leave_no_pixel_out(size, output):
    windows = adaptive_windows(size, output)
    assert len(windows) == output
    assert windows[0][0] == 0
    assert windows[-1][1] == size
    assert all(start < stop for start, stop in windows)
    assert all(later[0] <= earlier[1] for earlier, later in pairwise(windows))


def test_none_keeps_the_size_along_an_axis():
    image = random_image(0, 6, 8)
    assert adaptive_avg_pool2d(image, (None, 2)).shape == (6, 2)
    np.testing.assert_array_equal(adaptive_max_pool2d(image, None), image)


def test_P2_a_global_pool_makes_one_number_of_each_map():
    volume = random_image(1, 2, 3, 5, 7)
    assert global_avg_pool2d(volume).shape == global_max_pool2d(volume).shape == (2, 3, 1, 1)
    np.testing.assert_allclose(global_avg_pool2d(volume)[..., 0, 0], volume.mean(axis=(2, 3)), atol=1e-6)
    np.testing.assert_array_equal(global_max_pool2d(volume)[..., 0, 0], volume.max(axis=(2, 3)))


def test_a_global_average_of_a_large_image_stays_exact():
    assert global_avg_pool2d(np.full((3000, 4000), 0.1, np.float32))[0, 0] == np.float32(0.1)


@given(st.integers(0, 999), st.data())
@settings(max_examples=40)
def test_P2_fractional_pooling_is_pytorchs_with_the_same_samples(seed, data):
    height, width = data.draw(st.tuples(st.integers(2, 14), st.integers(2, 14)))
    kernel = data.draw(st.tuples(st.integers(1, min(4, height - 1)), st.integers(1, min(4, width - 1))))
    output = tuple(
        data.draw(st.integers(1, size - k)) for size, k in zip((height, width), kernel, strict=True)
    )
    image = random_image(seed, 2, 3, height, width, dtype="d")
    samples = np.random.default_rng(seed).random((2, 3, 2))
    expected = F.fractional_max_pool2d(
        torch.tensor(image), kernel, output, _random_samples=torch.tensor(samples)
    )
    np.testing.assert_array_equal(
        fractional_max_pool2d(image, kernel, output, samples=samples), expected.numpy()
    )


@given(st.integers(1, 60), st.integers(1, 5), st.data())
@settings(max_examples=60)
def test_fractional_windows_stay_inside_and_touch_both_ends(output, kernel, data):
    size = data.draw(st.integers(output + kernel - 1, 200))
    windows = fractional_windows(size, kernel, output, data.draw(st.floats(0, 1)))
    assert len(windows) == output
    assert windows[-1][1] == size
    assert output == 1 or windows[0][0] == 0
    assert all(start >= 0 and stop - start == kernel for start, stop in windows)
    assert sorted(windows) == windows


def test_a_ratio_gives_the_size():
    image = random_image(2, 3, 10, 20)
    assert fractional_max_pool2d(image, 2, output_ratio=0.7).shape == (3, 7, 14)
    assert fractional_max_pool2d(image, 2, output_ratio=(0.5, 0.25)).shape == (3, 5, 5)


def test_the_same_generator_gives_the_same_windows():
    image = random_image(3, 4, 30, 30)
    first, second = (fractional_max_pool2d(image, 2, 20, rng=np.random.default_rng(seed)) for seed in (5, 5))
    np.testing.assert_array_equal(first, second)
    assert (first != fractional_max_pool2d(image, 2, 20, rng=np.random.default_rng(6))).any()


def test_one_pair_of_samples_serves_all_maps():
    image = random_image(4, 2, 9, 9)
    both = fractional_max_pool2d(image, 2, 6, samples=[0.3, 0.9])
    np.testing.assert_array_equal(
        both, [fractional_max_pool2d(single, 2, 6, samples=[0.3, 0.9]) for single in image]
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "give either output_size or output_ratio"),
        ({"output_size": 3, "output_ratio": 0.5}, "give either output_size or output_ratio"),
        ({"output_ratio": 1.5}, "the output_ratio is 1.5; give a number between 0 and 1"),
        ({"output_size": 5}, "5×5 windows of 2×2 pixels don't fit a 5×5 image"),
        ({"output_size": 0}, "the output size is 0; give a whole number of at least 1"),
        ({"output_size": 3, "samples": [0.5]}, r"samples of shape \(1,\) can't be used"),
        ({"output_size": 3, "samples": [0.5, -1]}, "give numbers from 0 to 1"),
    ],
)
def test_fractional_pooling_says_what_cannot_work(options, sentence):
    with pytest.raises(ShapeError, match=sentence):
        fractional_max_pool2d(np.zeros((5, 5)), 2, **options)


@pytest.mark.parametrize("output_size", [0, (2, -1), 2.5, (1, 2, 3)])
def test_an_adaptive_size_must_be_one_or_two_whole_numbers(output_size):
    with pytest.raises(ShapeError, match="output size"):
        adaptive_avg_pool2d(np.zeros((5, 5)), output_size)
