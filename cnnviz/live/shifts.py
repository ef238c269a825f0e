"""Moving images about, so that a network never sees the same one twice."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def shifted(images: Array, most: int, rng: np.random.Generator) -> Array:
    """Move each image by up to `most` pixels along each axis; zeros move in.

    Parameters
    ----------
    images : ndarray, shape (N, C, H, W)
    most : int
        0 or more; each whole number from −most to most is drawn equally often.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray, shape (N, C, H, W)

    Examples
    --------
    >>> shifted(np.ones((1, 1, 2, 2)), 0, np.random.default_rng(0)).ravel()
    array([1., 1., 1., 1.])
    """
    n, _, height, width = images.shape
    padded = np.pad(images, ((0, 0), (0, 0), (most, most), (most, most)))
    down, right = rng.integers(0, 2 * most + 1, (2, n, 1, 1))
    rows, columns = down + np.arange(height)[:, None], right + np.arange(width)
    moved = padded[np.arange(n)[:, None, None], :, rows, columns]  # (N, H, W, C)
    return np.ascontiguousarray(np.moveaxis(moved, -1, 1))
