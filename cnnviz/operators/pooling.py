"""Pooling over sliding windows: one number stands for each window.

Names, arguments and meaning are those of ``torch.nn.functional``, where it has the pool. All take ``(H, W)``,
``(C, H, W)`` or ``(N, C, H, W)``, pool each map on its own and return as many axes as they were given.
``float64`` stays ``float64``; everything else is pooled, and returned, as ``float32``.

The largest, the smallest and the sum of a window are those of its rows' results. So one axis is pooled after
the other: a k×l window costs k + l passes over the image, not k·l.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, Pair, pair
from cnnviz.errors import ShapeError
from cnnviz.geometry.padding import Padding
from cnnviz.operators.pooling_passes import divisors, fold, middle, reach_out
from cnnviz.operators.windows import as_images, window_axes


def max_pool2d(
    input: ArrayLike,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
) -> Floats:
    """Return the largest value under each window.

    Parameters
    ----------
    input : array_like, (H, W), (C, H, W) or (N, C, H, W)
        Any range; NaN in a window gives NaN.
    kernel_size : int or pair of int
        Offsets in the window: rows, columns.
    stride : int or pair of int, optional
        Pixels between neighbouring windows; as large as the window if left out.
    padding : int, (rows, columns), ((top, bottom), (left, right)) or a name
        How far windows hang over each border, at most half a window. Nothing out there can win. Beside what
        torch knows there are pairs that differ at the two ends, and the names of `resolve_padding`:
        "same_tensorflow" gives H' = H / stride, rounded up.
    dilation : int or pair of int
        Pixels between neighbouring positions of a window.
    ceil_mode : bool
        Round the number of windows up instead of down: a last window may hang over the end.

    Returns
    -------
    ndarray
        (…, H', W') with H' = (H + top + bottom − dilation·(kernel_size − 1) − 1) / stride + 1, rounded.

    Raises
    ------
    ShapeError
        If the window doesn't fit, or an argument is out of its range.

    Examples
    --------
    >>> max_pool2d([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], kernel_size=2)
    array([[6., 8.],
           [3., 4.]], dtype=float32)
    """
    images = as_images(input)
    axes = window_axes(images.shape, kernel_size, stride, padding, dilation, ceil_mode)
    return fold(images, axes, np.maximum, -np.inf)


def min_pool2d(
    input: ArrayLike,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
) -> Floats:
    """Return the smallest value under each window; arguments and errors as in `max_pool2d`.

    >>> min_pool2d([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], kernel_size=2)
    array([[0., 2.],
           [1., 0.]], dtype=float32)
    """
    images = as_images(input)
    axes = window_axes(images.shape, kernel_size, stride, padding, dilation, ceil_mode)
    return fold(images, axes, np.minimum, np.inf)


def sum_pool2d(
    input: ArrayLike,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    ceil_mode: bool = False,
) -> Floats:
    """Return the sum of each window; padding counts as 0. Arguments and errors as in `max_pool2d`.

    >>> sum_pool2d([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], kernel_size=2)
    array([[11., 19.],
           [ 7.,  7.]], dtype=float32)
    """
    images = as_images(input)
    return fold(images, window_axes(images.shape, kernel_size, stride, padding, 1, ceil_mode), np.add, 0)


def avg_pool2d(
    input: ArrayLike,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: float | None = None,
) -> Floats:
    """Return the mean of each window.

    Parameters
    ----------
    input, kernel_size, stride, padding, ceil_mode
        As in `max_pool2d`; padding counts as 0.
    count_include_pad : bool
        Whether padded positions count when the sum is divided. What lies beyond them (a last
        window under `ceil_mode`) never counts.
    divisor_override : float, optional
        Divide every sum by this instead.

    Raises
    ------
    ShapeError
        As in `max_pool2d`, and for a `divisor_override` of 0.

    Examples
    --------
    >>> avg_pool2d([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], kernel_size=2)
    array([[2.75, 4.75],
           [1.75, 1.75]], dtype=float32)

    The same corner pixel, with its padding counted and not:

    >>> ones = np.ones((2, 2))
    >>> float(avg_pool2d(ones, 2, padding=1)[0, 0])
    0.25
    >>> float(avg_pool2d(ones, 2, padding=1, count_include_pad=False)[0, 0])
    1.0
    """
    images = as_images(input)
    axes = window_axes(images.shape, kernel_size, stride, padding, 1, ceil_mode)
    pooled = fold(images, axes, np.add, 0)
    pooled /= divisors(axes, count_include_pad, divisor_override).astype(pooled.dtype)
    return pooled


def median_pool2d(
    input: ArrayLike,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    ceil_mode: bool = False,
) -> Floats:
    """Return the median of each window: the middle of its sorted values, or the mean of the two middle ones.

    Only values inside the image are sorted: padding does not count. Arguments and errors as in `max_pool2d`;
    NaN in a window gives NaN.

    >>> median_pool2d([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], kernel_size=2)
    array([[2.5, 4.5],
           [1.5, 1.5]], dtype=float32)
    """
    images = as_images(input)
    rows, columns = window_axes(images.shape, kernel_size, stride, padding, 1, ceil_mode)
    padded = reach_out(reach_out(images, rows, -2, np.inf), columns, -1, np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (rows.kernel, columns.kernel), axis=(-2, -1))
    windows = windows[..., :: rows.stride, :: columns.stride, :, :]
    windows = windows[..., : rows.count, : columns.count, :, :]  # (…, H', W', k, l)
    inside = rows.counts(include_padding=False)[:, None] * columns.counts(include_padding=False)
    pooled = np.empty(windows.shape[:-2], images.dtype)
    for y in range(rows.count):  # row by row, because all windows at once could fill the memory
        values = windows[..., y, :, :, :].reshape(*pooled.shape[:-2], columns.count, -1)  # (…, W', k·l)
        pooled[..., y, :] = middle(np.sort(values, axis=-1), inside[y])
    return pooled


def lp_pool2d(
    input: ArrayLike,
    norm_type: float,
    kernel_size: Pair,
    stride: Pair | None = None,
    ceil_mode: bool = False,
) -> Floats:
    """Return the root of each window's sum of powers: (Σ xᵖ)^(1/p).

    Parameters
    ----------
    input, kernel_size, stride, ceil_mode
        As in `max_pool2d`. Of a last window that hangs over the end, the mean power counts for the positions
        outside, too.
    norm_type : float
        The power p, not 0: 1 gives the sum, and the larger it is, the nearer comes the largest value. Signs
        count, as in torch: x is not made positive. A sum below 0 has no root, and gives NaN unless p is 1.
        A sum too large for the numbers' type is infinite.

    Raises
    ------
    ShapeError
        As in `max_pool2d`, and for a `norm_type` of 0 or one that is not finite.

    References
    ----------
    Sermanet, Chintala and LeCun, 2012, "Convolutional Neural Networks Applied to House Numbers Digit
    Classification".

    Examples
    --------
    >>> lp_pool2d([[3, 0, 1, -1], [4, 0, 1, -1]], norm_type=2, kernel_size=2)
    array([[5., 2.]], dtype=float32)
    """
    if norm_type == 0 or not np.isfinite(norm_type):
        raise ShapeError(f"there is no root number {norm_type:g}; use a norm_type such as 2")
    images = as_images(input)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):  # a root of what is below 0 is NaN
        means = avg_pool2d(images**norm_type, kernel_size, stride, ceil_mode=ceil_mode)
        rows, columns = pair(kernel_size, "kernel_size", 1)
        return np.asarray((means * (rows * columns)) ** (1 / norm_type), images.dtype)
