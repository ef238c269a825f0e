"""Weights that cancel out, rounded so that they still do, and mirror each other as before."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Float32 = NDArray[np.float32]
Float64 = NDArray[np.float64]
Places = NDArray[np.intp]

#: All ways of mirroring and turning rows and columns; the last four need as many of the one as of the other.
_MIRRORED: tuple[Callable[[NDArray[np.generic]], NDArray[np.generic]], ...] = (
    lambda w: w[..., ::-1, :],
    lambda w: w[..., ::-1],
    lambda w: w[..., ::-1, ::-1],
    lambda w: w.swapaxes(-1, -2),
    lambda w: w.swapaxes(-1, -2)[..., ::-1, :],
    lambda w: w.swapaxes(-1, -2)[..., ::-1],
    lambda w: w.swapaxes(-1, -2)[..., ::-1, ::-1],
)


def orbits(weights: Float32) -> Places:
    """Number the places that the symmetries of a kernel bring onto each other, alike: an orbit.

    Examples
    --------
    >>> orbits(np.array([[1, 2, 1], [0, 0, 0]], np.float32))
    array([[0, 1, 0],
           [3, 4, 3]])
    """
    table = weights.reshape(1, -1) if weights.ndim < 2 else weights
    places = np.arange(table.size).reshape(table.shape)
    found = places
    for mirrored in _MIRRORED:
        if mirrored(table).shape == table.shape and np.array_equal(mirrored(table), table):
            found = np.minimum(found, mirrored(places))
    return found.reshape(weights.shape)


def cancel(rounded: Float64, steps: Float64, weights: Float32) -> None:
    """Bring the sum of rounded numbers to 0, in place; an orbit of the weights moves as one.

    Those go back that went the farthest the wrong way, by one; the only weight that is no other's mirror
    image, in the middle, by as much as the others leave, at most two.

    Parameters
    ----------
    rounded, steps : ndarrays
        The rounded numbers, and what they were before.
    weights : ndarray
        What has the symmetries.
    """
    surplus = int(rounded.sum())
    if not surplus:
        return
    sign, left = (1, surplus) if surplus > 0 else (-1, -surplus)
    found = orbits(weights)
    _, first, places, sizes = np.unique(found, return_index=True, return_inverse=True, return_counts=True)
    moves = np.zeros(len(sizes), np.int64)
    if (middle := _middle(sizes)) is not None:
        moves[middle] = _centred(left, int(np.sort(sizes)[1]))
        left -= int(moves[middle])
    order = np.argsort((steps - rounded).flat[first] * sign, kind="stable")
    left = _spread(moves, sizes, [orbit for orbit in order if orbit != middle], left)
    smallest = [orbit for orbit in order if sizes[orbit] == sizes.min()] if left else []
    for orbit in smallest[: left // int(sizes.min())]:
        moves[orbit] += 1
    rounded -= sign * moves[places.reshape(rounded.shape)]


def _middle(sizes: Places) -> int | None:
    """Find the orbit of a single weight, where all others have more."""
    singles = np.flatnonzero(sizes == 1)
    return int(singles[0]) if len(singles) == 1 < len(sizes) else None


def _centred(number: int, modulus: int) -> int:
    """Give the remainder nearest to 0: of 3 by 4 it is −1."""
    remainder = number % modulus
    return remainder - modulus if 2 * remainder > modulus else remainder


def _spread(moves: NDArray[np.int64], sizes: Places, order: list[int], left: int) -> int:
    """Move orbits by one, in order, as far as they fit into what is left; give what is left then."""
    for orbit in order:
        if not left:
            break
        if sizes[orbit] <= left:
            moves[orbit] += 1
            left -= int(sizes[orbit])
    return left
