"""Where windows lie, and how many of them see each pixel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Pair, pair
from cnnviz.geometry.output import output_size
from cnnviz.geometry.padding import Padding, resolve_padding


def window_starts(
    size: int, kernel: int, stride: int = 1, padding: int | tuple[int, int] = 0, dilation: int = 1
) -> NDArray[np.intp]:
    """The first pixel of every window along one axis; negative where it lies in the padding.

    Parameters
    ----------
    size, kernel, stride, padding, dilation
        As for `cnnviz.geometry.output_size`.

    Returns
    -------
    ndarray of int, shape (windows,)

    Raises
    ------
    ShapeError
        If no window fits.

    Examples
    --------
    >>> window_starts(7, kernel=3, stride=2, padding=1).tolist()
    [-1, 1, 3, 5]
    """
    before, _ = pair(padding, "padding", order="before, after")
    count = output_size(size, kernel, stride, padding, dilation).size
    return np.arange(count) * stride - before


def coverage(
    size: tuple[int, int],
    kernel: Pair,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
) -> NDArray[np.intp]:
    """Count for each pixel how many windows use it: few at the edges, which is the edge effect.

    Parameters
    ----------
    size : (H, W)
        Of the image.
    kernel, stride, dilation : int or (rows, columns)
        Of the window.
    padding : int, (rows, columns), ((top, bottom), (left, right)) or a name
        Pixels added around the image, see `resolve_padding`.

    Returns
    -------
    ndarray of int, shape (H, W)

    Raises
    ------
    ShapeError
        If no window fits, or an argument can't be read.

    Examples
    --------
    >>> coverage((6, 6), kernel=3)[0].tolist()
    [1, 2, 3, 3, 2, 1]
    """
    taps, steps, gaps = pair(kernel, "kernel", 1), pair(stride, "stride", 1), pair(dilation, "dilation", 1)
    sides = resolve_padding(padding, taps, gaps, steps, size)
    rows, columns = (_along(size[a], taps[a], steps[a], sides[a], gaps[a]) for a in (0, 1))
    return np.outer(rows, columns)


def _along(size: int, kernel: int, stride: int, padding: tuple[int, int], dilation: int) -> NDArray[np.intp]:
    starts = window_starts(size, kernel, stride, padding, dilation)
    # Where a window begins that sees a pixel with a tap. Windows × taps are more: padding adds windows.
    begins = np.subtract.outer(np.arange(size) + padding[0], np.arange(kernel) * dilation)
    is_there = (begins >= 0) & (begins % stride == 0) & (begins < len(starts) * stride)
    return np.asarray(is_there.sum(axis=1), np.intp)
