"""Windows laid out as columns, which turns a convolution into one matrix product."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnviz.operators.convolution_setup import ConvolutionSetup
from cnnviz.operators.padding import Floats, pad

BLOCK = 1_000_000
"""Bytes of columns laid out at a time: what a core's caches can hold."""


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


def by_columns(setup: ConvolutionSetup, output: Floats) -> None:
    """Correlate by multiplying the kernels, one a row, by the windows, one a column.

    Parameters
    ----------
    setup : ConvolutionSetup
        The convolution.
    output : ndarray, shape (N, F, H', W'), contiguous
        Is overwritten with the result, without the bias.
    """
    batch, count, rows, columns = output.shape
    padded = pad(setup.input, setup.padding, setup.mode)
    views = windows(padded, setup.taps, setup.stride, setup.dilation)
    kernels = setup.weight.reshape(setup.groups, count // setup.groups, -1)
    flat = output.reshape(batch, setup.groups, -1, rows * columns)
    row_bytes = views[0, ..., 0, :].size * padded.itemsize
    images = max(1, BLOCK // (row_bytes * rows))
    height = max(1, min(rows, BLOCK // row_bytes))
    for n in range(0, batch, images):
        for y in range(0, rows, height):
            seen = as_columns(views[n : n + images, ..., y : y + height, :], setup.groups)
            np.matmul(kernels, seen, out=flat[n : n + images, ..., y * columns : (y + height) * columns])
