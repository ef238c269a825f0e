"""Slips at the border of an image, as far as one window tells: it holds no pixel that it did not meet."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cnnviz.operators import ConvTrace
from cnnviz.predict.verdict import Slip

_CONTINUED = {
    "nearest": "repeated the nearest pixel beyond the border",
    "mirror": "mirrored the pixels beyond the border",
    "reflect": "mirrored the pixels beyond the border, the last one twice",
}
_ZERO = "Here what lies outside the image counts as 0."


def border_slips(trace: ConvTrace) -> Iterator[Slip]:
    """Yield what other treatments of the border give."""
    window, weights = trace.window.astype(np.float64), trace.weights.astype(np.float64)
    padded = trace.padded
    if padded.any() and not padded.all():
        if np.ptp(weights) == 0:
            mean = trace.total - trace.bias
            scaled = mean * padded.size / int((~padded).sum()) + trace.bias
            did = "took the mean of the pixels inside the image only"
            yield Slip("inside_only", scaled, did, _ZERO)
        for mode, did in _CONTINUED.items():
            rows, columns = _continued(trace.rows, mode), _continued(trace.columns, mode)
            if rows is not None and columns is not None:
                value = float((weights * window[:, rows[:, None], columns]).sum()) + trace.bias
                yield Slip(f"border_{mode}", value, did, _ZERO)
    outside = _outside(trace.rows)[:, None] | _outside(trace.columns)
    if outside.any():
        value = float((weights * np.where(outside, 0, window)).sum()) + trace.bias
        did = "counted what lies outside the image as 0"
        yield Slip(
            "border_zero",
            value,
            did,
            "Here the border continues the image: see which rows and columns it repeats.",
        )


def _continued(indices: NDArray[np.intp], mode: str) -> NDArray[np.intp] | None:
    """Return which positions of the window stand in for the padded ones, or None if they are not all in it.

    The window's positions are taken to be one pixel apart; a dilated one is not looked at.
    """
    inside = np.flatnonzero(indices >= 0)
    if not inside.size or (np.diff(indices[inside]) != 1).any():
        return None
    first, last = int(inside[0]), int(inside[-1])
    if mode == "nearest":
        return np.arange(indices.size).clip(first, last)
    skip = 0 if mode == "mirror" else 1
    index = np.arange(indices.size)
    index = np.where(index < first, 2 * first - index - skip, index)
    index = np.where(index > last, 2 * last - index + skip, index)
    return index if ((index >= first) & (index <= last)).all() else None


def _outside(indices: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return which positions a border other than zeros has made: those before or after the rising run.

    >>> _outside(np.array([1, 0, 1, 2])).tolist()
    [True, False, False, False]
    """
    if (indices < 0).any() or (np.diff(indices) > 0).all():
        return np.zeros(indices.size, bool)
    rising = np.diff(indices) > 0
    edges = np.flatnonzero(np.diff(np.concatenate([[False], rising, [False]]).astype(int)))
    starts, ends = edges[::2], edges[1::2]
    if not starts.size or np.count_nonzero(ends - starts == (ends - starts).max()) > 1:
        return np.zeros(indices.size, bool)
    longest = int((ends - starts).argmax())
    index = np.arange(indices.size)
    outside: NDArray[np.bool_] = (index < starts[longest]) | (index > ends[longest])
    return outside
