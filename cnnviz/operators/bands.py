"""Convolution as a product with a band matrix: the kernel repeated along a diagonal.

A band matrix turns a strip of the image into several rows of output with one matrix product. Most of its
elements are zeros, and multiplying by them is wasted; but the product runs out of the cache at the
processor's full speed, which is two to four times as fast as adding shifted images for kernels of 5×5 to
11×11.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.operators.convolution_setup import ConvolutionSetup
from cnnviz.operators.padding import source_indices

BAND = 16
"""Output rows that one product gives."""
CACHE = 400_000
"""Bytes that a strip, shifted once per kernel column, may take: a little less than a core's L2 cache."""


def band_matrix(kernel: Floats, outputs: int, stride: int, dilation: int) -> Floats:
    """Repeat a kernel `outputs` times, each `stride` further down, so that a product applies it everywhere.

    Parameters
    ----------
    kernel : ndarray, shape (C, k, l)
        One filter.
    outputs : int
        How many output rows the matrix is to give.
    stride, dilation : int
        Along the rows.

    Returns
    -------
    ndarray, shape (outputs, C·l·height)
        Where height = (outputs − 1)·stride + dilation·(k − 1) + 1 is the number of input rows needed. It is
        to be multiplied by the strip shifted once per kernel column, shape (C·l·height, W').

    Examples
    --------
    >>> band_matrix(np.array([[[1.0], [2.0], [3.0]]]), outputs=2, stride=1, dilation=1)
    array([[1., 2., 3., 0.],
           [0., 1., 2., 3.]])
    """
    depth, taps, width = kernel.shape
    height = (outputs - 1) * stride + dilation * (taps - 1) + 1
    bands = np.zeros((outputs, depth, width, height), kernel.dtype)
    for number, band in enumerate(bands):
        first = number * stride
        band[:, :, first : first + dilation * (taps - 1) + 1 : dilation] = kernel.transpose(0, 2, 1)
    return bands.reshape(outputs, -1)


def fill_strip(
    strip: Floats, maps: Floats, rows: NDArray[np.intp], columns: NDArray[np.intp], left: int
) -> None:
    """Copy some padded rows of the maps into a buffer.

    Parameters
    ----------
    strip : ndarray, shape (C, height, W + left + right)
        The buffer, zero at first. Rows beyond those given become zero.
    maps : ndarray, shape (C, H, W)
        The input.
    rows, columns : ndarray of int
        The input's row (or column) that each row (or column) of the strip shows; −1 for zeros.
    left : int
        Columns added before the first.
    """
    width = maps.shape[2]
    inner = strip[:, :, left : left + width]
    for number, source in enumerate(rows):
        inner[:, number] = maps[:, source] if source >= 0 else 0.0
    inner[:, len(rows) :] = 0.0
    for border in (slice(0, left), slice(left + width, None)):
        sources = columns[border]
        if sources.size and sources[0] >= 0:
            strip[:, :, border] = inner[:, :, sources]


def by_bands(maps: Floats, kernel: Floats, setup: ConvolutionSetup, output: Floats) -> None:
    """Correlate maps with one filter, a strip of rows at a time.

    Parameters
    ----------
    maps : ndarray, shape (C, H, W)
        The input, finite.
    kernel : ndarray, shape (C, k, l)
        The filter.
    setup : ConvolutionSetup
        Stride, padding, dilation and border mode.
    output : ndarray, shape (H', W')
        Is overwritten with the result.
    """
    (top, bottom), (left, right) = setup.padding
    rows = source_indices(maps.shape[1], top, bottom, setup.mode)
    columns = source_indices(maps.shape[2], left, right, setup.mode)
    bands = band_matrix(kernel, min(BAND, len(output)), setup.stride[0], setup.dilation[0])
    depth, width = len(maps), kernel.shape[2]
    height = bands.shape[1] // (depth * width)
    strip = np.zeros((depth, height, columns.size), maps.dtype)
    reach = setup.dilation[1] * (width - 1) + 1
    views = sliding_window_view(strip, reach, axis=2)[:, :, :: setup.stride[1], :: setup.dilation[1]]
    views = views.transpose(0, 3, 1, 2)  # (C, l, height, W')
    chunk = min(output.shape[1], max(64, CACHE // (bands[0].nbytes)))
    shifted = np.empty((depth, width, height, chunk), maps.dtype)
    stacked = shifted.reshape(-1, chunk)
    for y in range(0, len(output), BAND):
        part = output[y : y + BAND]
        fill_strip(strip, maps, rows[y * setup.stride[0] :][:height], columns, left)
        for x in range(0, output.shape[1], chunk):
            piece = part[:, x : x + chunk]
            shifted[..., : piece.shape[1]] = views[..., x : x + chunk]
            np.matmul(bands[: len(part)], stacked[:, : piece.shape[1]], out=piece)
