"""A convolution as a dense layer: one large, sparse matrix of shared weights, times the flat input."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats, Pair, floats, whole
from cnnviz.errors import ShapeError
from cnnviz.geometry.padding import Padding
from cnnviz.operators.convolution_setup import ConvolutionSetup, set_up
from cnnviz.operators.padding import source_indices

MOST_ENTRIES: Final = 4_000_000
"""The largest matrix: that of 44×44 pixels under 3×3, far more than a screen shows."""


@dataclass(frozen=True)
class ConvMatrix:
    """The matrix that does what a convolution does.

    Attributes
    ----------
    matrix : ndarray, (F·H'·W', C·H·W)
        Its product with the flat input, and each filter's bias, is the flat output.
    shares : ndarray of int, the same shape
        Which weight each entry is, counted through all kernels as they lie in memory; −1 where there is none.
    weight : ndarray, (F, C/groups, k, l)
    input_shape, output_shape : (C, H, W) and (F, H', W')
    """

    matrix: Floats
    shares: NDArray[np.intp]
    weight: Floats
    input_shape: tuple[int, int, int]
    output_shape: tuple[int, int, int]

    @property
    def filled(self) -> int:
        """How many entries are weights; a weight may happen to be 0."""
        return int((self.shares >= 0).sum())

    @property
    def different(self) -> int:
        """How many weights these entries are, each counted once."""
        return np.unique(self.shares[self.shares >= 0]).size

    def entries_of(self, weight_index: int) -> NDArray[np.intp]:
        """Rows and columns of the matrix, (entries, 2), that hold one weight."""
        return np.argwhere(self.shares == weight_index)

    def sentence(self) -> str:
        """Say how sparse the matrix is and how many weights it shares."""
        rows, columns = self.matrix.shape
        return (
            f"a {rows:,}×{columns:,} matrix: {self.filled:,} of its {rows * columns:,} entries are weights, "
            f"and these are {self.different:,} different ones"
        )


def conv2d_matrix(
    size: tuple[int, ...],
    weight: ArrayLike,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> ConvMatrix:
    """Write a convolution as a matrix; what is padded shows zeros.

    Its transpose is the matrix of the transposed convolution with the same weights.

    Parameters
    ----------
    size : (H, W) or (C, H, W)
        Of the input.
    weight, stride, padding, dilation, groups
        As for `cnnviz.operators.conv2d`.

    Raises
    ------
    KernelError, ShapeError
        As `conv2d` does, and if the matrix has more than `MOST_ENTRIES` entries.

    Examples
    --------
    >>> conv2d_matrix((6, 6), np.arange(9.0).reshape(3, 3)).sentence()
    'a 16×36 matrix: 144 of its 576 entries are weights, and these are 9 different ones'
    """
    if len(size) not in (2, 3):
        raise ShapeError(f"the size is {size}; give (height, width) or (channels, height, width)")
    kernels = floats(weight)
    blank = np.broadcast_to(kernels.dtype.type(0), [whole(length, "a size") for length in size])
    setup = set_up(blank, kernels, None, stride, padding, dilation, groups)
    input_shape, output_shape = setup.input.shape[1:], setup.output_shape[1:]
    columns, rows = prod(input_shape), prod(output_shape)
    if rows * columns > MOST_ENTRIES:
        raise ShapeError(
            f"the matrix of this convolution has {rows:,} × {columns:,} = {rows * columns:,} entries, and at "
            f"most {MOST_ENTRIES:,} are written out; use a smaller input or fewer filters"
        )
    shares = _shares(setup).reshape(rows, columns)
    weights = setup.weight.ravel()
    matrix = np.where(shares >= 0, weights[shares], weights.dtype.type(0))
    c, h, w = input_shape
    return ConvMatrix(matrix, shares, setup.weight, (c, h, w), output_shape)


def _shares(setup: ConvolutionSetup) -> NDArray[np.intp]:
    """Which weight leads from each input to each output, (F, H', W', C, H, W); −1 where none does."""
    filters, depth, *taps = setup.weight.shape
    height, width = setup.input.shape[2:]
    shares = np.full((*setup.output_shape[1:], *setup.input.shape[1:]), -1)
    rows, columns = (
        source_indices(length, *setup.padding[axis])[
            np.arange(setup.output_shape[2 + axis])[:, None] * setup.stride[axis]
            + np.arange(taps[axis]) * setup.dilation[axis]
        ]
        for axis, length in enumerate((height, width))
    )  # (H', k) and (W', l)
    numbers = np.arange(setup.weight.size).reshape(setup.weight.shape)
    for f, c in np.ndindex(filters, depth):
        channel = f // (filters // setup.groups) * depth + c
        for i, j in np.ndindex(*taps):
            down, across = np.flatnonzero(rows[:, i] >= 0), np.flatnonzero(columns[:, j] >= 0)
            y, x = down[:, None], across[None, :]
            shares[f, y, x, channel, rows[down, i][:, None], columns[across, j]] = numbers[f, c, i, j]
    return shares
