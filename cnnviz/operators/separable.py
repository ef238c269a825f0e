"""Kernels that are a column times a row, and the two cheap passes they allow."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnviz.arguments import Floats
from cnnviz.operators.bands import band_matrix, fill_strip
from cnnviz.operators.convolution_setup import ConvolutionSetup
from cnnviz.operators.padding import source_indices

STRIP = 64
"""Output rows done together: enough work for each matrix product, few enough to stay in the cache."""
BAND = 16
"""Outputs that one band matrix gives at a time, in each of the two passes."""


def factors(kernel: Floats) -> tuple[Floats, Floats] | None:
    """Split a kernel into a column and a row whose product it is, if there are such.

    The row through the largest element, divided by that element, times the column through it is the only
    candidate. Unlike an SVD this leaves whole numbers whole: Sobel splits into 1, 2, 1 and −1, 0, 1.

    Parameters
    ----------
    kernel : ndarray, shape (k, l)
        Any kernel.

    Returns
    -------
    (column (k,), row (l,)) or None
        None if the kernel isn't a product of the two to within a few roundings of its largest element.

    Examples
    --------
    >>> factors(np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]))
    (array([-1., -2., -1.]), array([ 1., -0., -1.]))
    >>> factors(np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])) is None
    True
    """
    y, x = np.unravel_index(np.abs(kernel).argmax(), kernel.shape)
    largest = kernel[y, x]
    if largest == 0:
        return np.zeros_like(kernel[:, 0]), np.zeros_like(kernel[0])
    column, row = kernel[:, x], kernel[y] / largest
    gap = np.abs(np.outer(column, row) - kernel).max()
    return (column, row) if gap <= 4 * np.finfo(kernel.dtype).eps * abs(largest) else None


def by_two_passes(
    plane: Floats, column: Floats, row: Floats, setup: ConvolutionSetup, output: Floats
) -> None:
    """Correlate one map with a column, then with a row, strip by strip.

    Parameters
    ----------
    plane : ndarray, shape (H, W)
        The map, finite.
    column, row : ndarray, shapes (k,) and (l,)
        The kernel's factors.
    setup : ConvolutionSetup
        Stride, padding, dilation and border mode.
    output : ndarray, shape (H', W')
        Is overwritten with the result.
    """
    (top, bottom), (left, right) = setup.padding
    step = setup.stride[0]
    rows = source_indices(plane.shape[0], top, bottom, setup.mode)
    columns = source_indices(plane.shape[1], left, right, setup.mode)
    down = band_matrix(column[None, :, None], min(BAND, len(output)), step, setup.dilation[0])
    across = band_matrix(row[None, :, None], min(BAND, output.shape[1]), setup.stride[1], setup.dilation[1]).T
    height = down.shape[1]
    strip = np.zeros((1, height, columns.size), plane.dtype)
    half = np.zeros((STRIP, columns.size), plane.dtype)
    for first in range(0, len(output), STRIP):
        part = output[first : first + STRIP]
        for y in range(0, len(part), len(down)):
            count = min(len(down), len(part) - y)
            fill_strip(strip, plane[None], rows[(first + y) * step :][:height], columns, left)
            np.matmul(down[:count], strip[0], out=half[y : y + count])
        _along_rows(half[: len(part)], across, setup.stride[1], part)


def _along_rows(half: Floats, across: Floats, step: int, output: Floats) -> None:
    span, band = across.shape
    whole = output.shape[1] // band * band
    blocks = sliding_window_view(half, span, axis=1)[:, :: band * step].transpose(1, 0, 2)[: whole // band]
    np.matmul(blocks, across, out=output[:, :whole].reshape(len(output), -1, band).transpose(1, 0, 2))
    rest = output.shape[1] - whole
    if rest:
        reach = span - (band - rest) * step
        np.matmul(half[:, whole * step :][:, :reach], across[:reach, :rest], out=output[:, whole:])
