"""Windows laid out as columns, which turns a convolution into one matrix product."""

from __future__ import annotations

from numpy.lib.stride_tricks import sliding_window_view

from cnnviz.operators.padding import Floats


def windows(
    padded: Floats, taps: tuple[int, int], stride: tuple[int, int], dilation: tuple[int, int]
) -> Floats:
    """Every window of every map, as a view that copies nothing.

    Parameters
    ----------
    padded : ndarray, shape (N, C, H, W)
        Maps with their border already added.
    taps, stride, dilation : (rows, columns)
        Of the kernel.

    Returns
    -------
    ndarray, shape (N, C, k, l, H', W'), read-only
        What tap (i, j) of the kernel sees at output position (y, x) is ``[..., i, j, y, x]``.
    """
    spans = [gap * (count - 1) + 1 for count, gap in zip(taps, dilation, strict=True)]
    views = sliding_window_view(padded, spans, axis=(2, 3))  # (N, C, ·, ·, span, span)
    views = views[:, :, :: stride[0], :: stride[1], :: dilation[0], :: dilation[1]]
    return views.transpose(0, 1, 4, 5, 2, 3)


def as_columns(views: Floats, groups: int) -> Floats:
    """Copy windows into one column per output position.

    Parameters
    ----------
    views : ndarray, shape (N, C, k, l, H', W')
        From `windows`.
    groups : int
        Parts the channels are split into.

    Returns
    -------
    ndarray, shape (N, groups, C/groups·k·l, H'·W')
    """
    batch, channels, height, width, rows, columns = views.shape
    return views.reshape(batch, groups, channels // groups * height * width, rows * columns)
