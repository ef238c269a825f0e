"""Windows laid out as columns, which turns a convolution into one matrix product."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import as_strided

from cnnviz.arguments import Floats
from cnnviz.operators.convolution_setup import ConvolutionSetup
from cnnviz.operators.padding import pad

BLOCK = 500_000
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
    sizes = [
        (length - gap * (count - 1) - 1) // step + 1
        for length, count, step, gap in zip(padded.shape[2:], taps, stride, dilation, strict=True)
    ]
    image, channel, row, column = padded.strides
    return as_strided(
        padded,
        shape=(*padded.shape[:2], *taps, *sizes),
        strides=(
            image,
            channel,
            row * dilation[0],
            column * dilation[1],
            row * stride[0],
            column * stride[1],
        ),
        writeable=False,
    )


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
    row_size = views[0, ..., 0, :].size
    limit = BLOCK // padded.itemsize
    images = max(1, limit // (row_size * rows))
    height = min(rows, max(1, limit // row_size))
    buffer = np.empty(images * row_size * height, padded.dtype)  # one for all: fresh memory is slow
    for n in range(0, batch, images):
        for y in range(0, rows, height):
            part = views[n : n + images, ..., y : y + height, :]
            buffer[: part.size].reshape(part.shape)[...] = part
            seen = buffer[: part.size].reshape(len(part), setup.groups, -1, part.shape[4] * columns)
            np.matmul(kernels, seen, out=flat[n : n + images, ..., y * columns : (y + height) * columns])
