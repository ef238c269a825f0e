"""float32 loses no more than adding up in float32 loses, at any size, speed and brightness."""

import numpy as np
import pytest
from scipy import ndimage

from cnnviz.operators import conv2d
from cnnviz.operators.separable import factors

SOBEL = np.outer([1, 2, 1], [-1, 0, 1]).astype(np.float32)
GAUSSIAN = np.exp(-(np.arange(-5, 6) ** 2) / 8)


def scene(size, brightest, seed=0):
    return (np.random.default_rng(seed).uniform(0, 1, (size, size)) * brightest).astype(np.float32)


KERNELS = {
    "sobel": SOBEL,
    "box": np.full((7, 7), 1 / 49),
    "gaussian": np.outer(GAUSSIAN, GAUSSIAN) / GAUSSIAN.sum() ** 2,
    "laplacian": np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]]),
    "noise": np.random.default_rng(1).normal(size=(15, 15)),
    "wide": np.random.default_rng(2).normal(size=(1, 31)),
}


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("size", [40, 640])
@pytest.mark.parametrize("brightest", [1.0, 255.0, 1e30])
def test_single_precision_is_near_double_precision(name, size, brightest):
    image, kernel = scene(size, brightest), KERNELS[name].astype(np.float32)
    exact = conv2d(image.astype(np.float64), kernel, padding="same", mode="mirror")
    result = conv2d(image, kernel, padding="same", mode="mirror")
    assert result.dtype == np.float32
    np.testing.assert_allclose(result, exact, rtol=0, atol=1e-6 * brightest * np.abs(kernel).sum())


@pytest.mark.parametrize("size", [40, 2400])
def test_whole_numbers_stay_whole(size):
    image = scene(size, 255).round()
    result = conv2d(image, SOBEL, padding=1)
    np.testing.assert_array_equal(result, result.round())
    np.testing.assert_array_equal(result, conv2d(image.astype(np.float64), SOBEL, padding=1))


@pytest.mark.parametrize("kernel", ["sobel", "laplacian", "noise"])
def test_a_flat_image_has_no_edges_anywhere(kernel):
    weights = KERNELS[kernel] - KERNELS[kernel].mean()
    result = conv2d(np.full((700, 700), 200.0), weights, padding="same", mode="nearest")
    np.testing.assert_allclose(result, 0, atol=1e-9)


@pytest.mark.parametrize("name", ["sobel", "box", "gaussian", "wide"])
def test_a_column_times_a_row_is_found_out(name):
    for dtype in (np.float32, np.float64):
        kernel = KERNELS[name].astype(dtype)
        column, row = factors(kernel)
        np.testing.assert_allclose(np.outer(column, row), kernel, atol=1e-6 * np.abs(kernel).max())


@pytest.mark.parametrize("name", ["laplacian", "noise"])
def test_what_is_no_column_times_a_row_is_not_taken_for_one(name):
    assert factors(KERNELS[name].astype(np.float32)) is None


def test_a_trace_of_something_else_in_a_kernel_is_noticed():
    kernel = KERNELS["gaussian"].astype(np.float32)
    kernel[0, 0] += 1e-5 * kernel.max()
    assert factors(kernel) is None


def test_an_empty_kernel_gives_an_empty_map():
    for size in (40, 700):
        assert not conv2d(scene(size, 255), np.zeros((5, 5))).any()


def test_large_channels_of_their_own_groups_are_filtered_each_by_its_own():
    images = np.random.default_rng(0).normal(size=(2, 2, 650, 640))
    kernels = np.stack([KERNELS["noise"][:5, :5], np.outer(GAUSSIAN[:5], GAUSSIAN[:5])])
    maps = conv2d(images, kernels[:, None], [1, 2], groups=2, padding=2)
    for n, f in np.ndindex(2, 2):
        expected = ndimage.correlate(images[n, f], kernels[f], mode="constant") + 1 + f
        np.testing.assert_allclose(maps[n, f], expected, atol=1e-10)
