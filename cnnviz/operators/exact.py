"""Weights whose products with a picture's values add up without any rounding, in whatever order.

A float64 holds 53 bits. Values that are multiples of 1/256 from 0 to 255 take 16 of them: a picture's,
which are whole (`images.to_whole`), and means of its pixels over windows of 2 by 2, 4 by 4, 8 by 8 or 16
by 16. Weights that are multiples of 2^(e − 24) and no larger than 2^e take 24, so every product is a
whole number of steps of 2^(e − 32), at most 65,280 · 2^24 of them. Up to `MOST_TAPS` such products stay
below 2^53 steps, and a float64 holds all whole numbers up to there. So every partial sum is exact; and
where nothing is rounded, order does not matter: columns, strips, loops and a learner's browser get the
same bits.

A bias is added to the sum at the end and rounded once, which every order has in common too.
"""

from __future__ import annotations

from math import frexp, ldexp

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import floats
from cnnviz.errors import KernelError
from cnnviz.operators.symmetry import cancel

GRID = 256
"""Steps between two whole values."""
PICTURE_STEPS = 255 * GRID
"""The largest value of a picture, in steps of 1/256."""
WEIGHT_BITS = 24
"""Bits of a weight on the grid: those of a float32."""
FINEST = -149
"""All float32 values are multiples of 2^−149."""
MOST_TAPS = 2**53 // (PICTURE_STEPS << WEIGHT_BITS)
"""Weights of one filter up to which sums are exact: 90×90 in one channel, 52×52 in three."""


def on_grid(weights: ArrayLike) -> NDArray[np.float32]:
    """Round weights to multiples of the gap between the largest of them and the next float32.

    That gap is 2^(e − 24), where 2^e is the next power of two above the largest weight.

    Parameters
    ----------
    weights : array_like, any shape
        One filter, of any depth; finite.

    Returns
    -------
    ndarray of float32, the same shape
        No weight moves by more than half a gap, 2^(e − 25): as much as float32 rounds the largest one itself.
        Whole numbers below 2^16 in kernels of up to 256 weights come back as they are, and so do such numbers
        halved any number of times. Weights that cancel out, but for float32's rounding, do so exactly
        afterwards, so that the response to a flat picture is 0. For this some of them move by a whole gap
        more. A kernel that looks the same mirrored or turned still does, so that one that cancels out answers
        a ramp with 0, too; the weight in its middle may move by two gaps more.

    Raises
    ------
    KernelError
        If a weight is not a finite number, or there are numbers too large for float32.

    Examples
    --------
    Beside a 1, whose gap is 2^−23, a third is rounded; on its own it is not.

    >>> [float(weight * 2**23) for weight in on_grid([1 / 3, 1])]
    [2796203.0, 8388608.0]
    >>> on_grid([1 / 3])[0] == np.float32(1 / 3)
    np.True_
    """
    given = floats(weights, np.float32)
    if not np.isfinite(given).all():
        raise KernelError("the kernel holds a value that is not a finite number; replace it by a number")
    _, exponent = frexp(float(np.abs(given).max(initial=0)))
    gap = ldexp(1.0, max(exponent - WEIGHT_BITS, FINEST))
    steps = given.astype(np.float64) / gap
    rounded = np.rint(steps)
    if _cancels(given) or _cancels((rounded * gap).astype(np.float32)):  # the latter, so that twice is once
        cancel(rounded, steps, given)
    return (rounded * gap).astype(np.float32)


def _cancels(weights: NDArray[np.float32]) -> bool:
    """Whether the sum is so near to 0 that rounding each weight to float32 explains the rest."""
    spacing = np.abs(weights - np.nextafter(weights, np.float32(0)))
    return abs(float(weights.sum(dtype=np.float64))) <= float(spacing.sum(dtype=np.float64)) / 2
