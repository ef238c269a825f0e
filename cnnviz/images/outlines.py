"""Shapes in black and white: how far it is to their edge, closing gaps, filling what they enclose."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def distance_to_false(mask: Mask, most: float = math.inf) -> NDArray[np.float64]:
    """Give the distance of each True to the nearest False, in pixels; 0 at each False.

    As ``scipy.ndimage.distance_transform_edt``, in time that grows with the largest distance, or with `most`.

    Parameters
    ----------
    mask : ndarray of bool, shape (H, W)
        At least one is False.
    most : float
        Larger distances need not be known: `most` is given for them.

    Returns
    -------
    ndarray, shape (H, W)
    """
    height, width = mask.shape
    far = height + width
    row = np.arange(height, dtype=np.int32)[:, None]
    above = row - np.maximum.accumulate(np.where(mask, -far, row))
    below = np.minimum.accumulate(np.where(mask, far + height, row)[::-1])[::-1] - row
    in_column = np.minimum(np.minimum(above, below), far) ** 2
    squared = in_column.copy()
    for step in range(1, width):
        if step >= most or step**2 >= squared.max():
            break
        np.minimum(squared[:, step:], in_column[:, :-step] + step**2, out=squared[:, step:])
        np.minimum(squared[:, :-step], in_column[:, step:] + step**2, out=squared[:, :-step])
    return np.asarray(np.minimum(np.sqrt(squared), most))


def close_gaps(mask: Mask, steps: int) -> Mask:
    """Grow by so many steps up, down, left and right, then shrink by as many; outside nothing is drawn.

    As ``scipy.ndimage.binary_closing``.

    Parameters
    ----------
    mask : ndarray of bool, shape (H, W)
    steps : int
        At least 1.

    Returns
    -------
    ndarray of bool, shape (H, W)
    """
    for _ in range(steps):
        mask = np.logical_or.reduce(_neighbours(mask))
    for _ in range(steps):
        mask = np.logical_and.reduce(_neighbours(mask))
    return np.asarray(mask)


def _neighbours(mask: Mask) -> list[Any]:
    """Give each pixel itself, and those above, below, left and right of it."""
    wide = np.pad(mask, 1)
    return [mask, wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]]


def fill_holes(mask: Mask) -> Mask:
    """Add what cannot be reached from outside by steps up, down, left and right over what is not drawn.

    As ``scipy.ndimage.binary_fill_holes``. What is reached spreads over whole runs of a row, then of a
    column, until nothing is added.

    Parameters
    ----------
    mask : ndarray of bool, shape (H, W)

    Returns
    -------
    ndarray of bool, shape (H, W)
    """
    free = np.pad(~mask, 1, constant_values=True)
    runs = [_runs(free), _runs(free.T)]
    reached, count = np.zeros_like(free), 0
    reached[0] = True
    while (now := int(reached.sum())) > count:
        count = now
        for run in runs:
            touched = np.zeros(int(run.max()) + 1, bool)
            touched[run[reached]] = True
            reached = (touched[run] & free).T
            free = free.T
    return np.asarray(~reached[1:-1, 1:-1])


def _runs(free: Mask) -> NDArray[np.intp]:
    """Number the runs of True in all rows, counting on; a False has the number of some run before it."""
    starts = free & ~np.pad(free, ((0, 0), (1, 0)))[:, :-1]
    return np.asarray(np.cumsum(starts.ravel()).reshape(free.shape))
