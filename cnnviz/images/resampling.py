"""Blurring, moving and turning pictures, to the numbers of SciPy's ``ndimage``."""

from __future__ import annotations

from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

#: A bell is cut off at so many deviations.
REACH: Final = 4.0
#: Below this, nothing is blurred.
_LEAST: Final = 1e-15


def blur(images: Array, deviation: float, mode: Literal["constant", "nearest"]) -> Array:
    """Weight the neighbourhood of each pixel by a Gaussian bell, cut off at four deviations.

    Parameters
    ----------
    images : ndarray, shape (..., H, W)
    deviation : float
        In pixels, at least 0.
    mode : {"constant", "nearest"}
        What lies outside: zeros, or what lies nearest.

    Returns
    -------
    ndarray, shape (..., H, W)
        Of the same type; sums are of double precision.

    Notes
    -----
    As ``scipy.ndimage.gaussian_filter`` does for each picture.
    """
    if deviation <= _LEAST:
        return images.copy()
    reach = int(REACH * deviation + 0.5)
    weights = np.exp(-0.5 / deviation**2 * np.arange(-reach, reach + 1) ** 2)
    weights /= weights.sum()
    down = _weighted(np.moveaxis(images, -2, -1), weights, mode)
    return _weighted(np.moveaxis(down, -1, -2), weights, mode)


def _weighted(images: Array, weights: Array, mode: Literal["constant", "nearest"]) -> Array:
    """Weight along the last axis; the weights are the same from both sides."""
    reach, width = len(weights) // 2, images.shape[-1]
    around = [(0, 0)] * (images.ndim - 1) + [(reach, reach)]
    wide = np.pad(images.astype(np.float64), around, "edge" if mode == "nearest" else "constant")
    total = wide[..., reach : reach + width] * weights[reach]
    for step in range(1, reach + 1):
        before, after = wide[..., reach - step :][..., :width], wide[..., reach + step :][..., :width]
        total += (before + after) * weights[reach + step]
    return np.asarray(total.astype(images.dtype))


def move(images: Array, by: Array) -> Array:
    """Move pictures by rows and columns, and parts of them; black comes in.

    As ``scipy.ndimage.shift`` with ``order=1`` does for each picture.

    Parameters
    ----------
    images : ndarray, shape (..., H, W)
    by : ndarray, shape (2,)
        Rows down and columns to the right.

    Returns
    -------
    ndarray, shape (..., H, W)
    """
    rows, columns = (np.arange(size) - step for size, step in zip(images.shape[-2:], by, strict=True))
    return _between(images, rows[:, None], columns[None])


def turn(images: Array, matrix: Array) -> Array:
    """Sample bilinearly at matrix · (position − centre) + centre; black beyond the picture.

    As ``scipy.ndimage.affine_transform`` with ``order=1`` does for each picture.

    Parameters
    ----------
    images : ndarray, shape (..., H, W)
    matrix : ndarray, shape (2, 2)

    Returns
    -------
    ndarray, shape (..., H, W)
    """
    centre = (np.array(images.shape[-2:]) - 1) / 2
    offset = centre - matrix @ centre
    row, column = np.indices(images.shape[-2:])
    # Summed in SciPy's order: where a pixel comes to lie on the very edge, rounding decides.
    rows, columns = (c + row * a + column * b for (a, b), c in zip(matrix, offset, strict=True))
    return _between(images, rows, columns)


def _between(images: Array, rows: Array, columns: Array) -> Array:
    """Sample bilinearly; black wherever a position lies beyond the middle of the outermost pixels."""
    height, width = images.shape[-2:]
    inside = (rows >= 0) & (rows <= height - 1) & (columns >= 0) & (columns <= width - 1)
    top, left = np.floor(rows), np.floor(columns)
    down, right = rows - top, columns - left
    above, below = (np.clip(top + i, 0, height - 1).astype(np.intp) for i in (0, 1))
    before, after = (np.clip(left + i, 0, width - 1).astype(np.intp) for i in (0, 1))
    values = images.astype(np.float64)
    total = values[..., above, before] * (1 - down) * (1 - right)
    total += values[..., above, after] * (1 - down) * right
    total += values[..., below, before] * down * (1 - right)
    total += values[..., below, after] * down * right
    return np.asarray((total * inside).astype(images.dtype))
