"""Blurring, moving and turning give SciPy's numbers."""

import numpy as np
import pytest
from scipy import ndimage

from cnnviz.images.resampling import blur, move, turn

FLOAT32 = {np.float32: 1e-6, np.float64: 1e-13}


def pictures(kind, *shape):
    return np.random.default_rng(3).random((3, *shape)).astype(kind)


@pytest.mark.parametrize("kind", FLOAT32)
@pytest.mark.parametrize("mode", ["constant", "nearest"])
@pytest.mark.parametrize("deviation", [0, 0.1, 0.3, 0.5, 1, 1.7, 4, 11])
def test_blurring_is_scipys(kind, mode, deviation):
    images = pictures(kind, 17, 12)
    expected = np.stack([ndimage.gaussian_filter(image, deviation, mode=mode) for image in images])
    made = blur(images, deviation, mode)
    assert made.dtype == kind
    np.testing.assert_allclose(made, expected, atol=FLOAT32[kind])


@pytest.mark.parametrize("kind", FLOAT32)
@pytest.mark.parametrize("by", [(0, 0), (1, 0), (0, -1), (2.5, -3.25), (0.1, 0.9), (-40, 3), (11, 16)])
def test_moving_is_scipys(kind, by):
    images = pictures(kind, 17, 12)
    expected = np.stack([ndimage.shift(image, by, order=1) for image in images])
    made = move(images, np.array(by))
    assert made.dtype == kind
    np.testing.assert_allclose(made, expected, atol=FLOAT32[kind])


@pytest.mark.parametrize("kind", FLOAT32)
@pytest.mark.parametrize("size", [(28, 28), (17, 12), (1, 5)])
def test_turning_and_scaling_are_scipys(kind, size):
    images = pictures(kind, *size)
    turns = [np.deg2rad(degrees) for degrees in range(-180, 181, 5)]
    matrices = [np.array([[np.cos(t), np.sin(t)], [-np.sin(t), np.cos(t)]]) for t in turns]
    matrices += [np.eye(2) * 2.0**-doublings for doublings in np.arange(-2, 2.1, 0.1)]
    centre = (np.array(size) - 1) / 2
    for matrix in matrices:
        offset = centre - matrix @ centre
        expected = [ndimage.affine_transform(image, matrix, offset, order=1) for image in images]
        made = turn(images, matrix)
        assert made.dtype == kind
        np.testing.assert_allclose(made, np.stack(expected), atol=FLOAT32[kind])
