"""Where every window of an operator lies, for all outputs at once: what links an output map to its input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Pair, pair
from cnnviz.geometry.output import output_size
from cnnviz.geometry.padding import Padding, Sides
from cnnviz.operators.adaptive_pooling import OutputSize, adaptive_windows, read_output_size
from cnnviz.operators.fractional_pooling import fractional_windows, read_fractional
from cnnviz.operators.padding import BorderMode, source_indices
from cnnviz.operators.windows import Axis, window_axes


@dataclass(frozen=True)
class Line:
    """The windows along one axis.

    Attributes
    ----------
    before : int
        Positions added before the input.
    indices : ndarray of int, (outputs, taps)
        For each output the positions under its window, counted in the padded input; −1 at the end where its
        window is shorter than others.
    sources : ndarray of int, (before + size + after,)
        For each position in the padded input the one of the input that it shows; −1 where it shows none.
    counted : ndarray of int, (outputs,)
        For each output how many positions count in a mean, along this axis.
    """

    before: int
    indices: NDArray[np.int16]
    sources: NDArray[np.int16]
    counted: NDArray[np.int16]

    @property
    def inside(self) -> int:
        """How many positions under all windows together show one of the input."""
        return int(((self.indices >= 0) & (self.sources[self.indices] >= 0)).sum())


@dataclass(frozen=True)
class Placement:
    """Where the windows lie: any row of windows under any column of them."""

    rows: Line
    columns: Line

    @property
    def values(self) -> int:
        """How many values all windows together are made of; one under several windows counts for each."""
        return self.rows.inside * self.columns.inside


def conv_placement(
    size: tuple[int, int],
    kernel_size: tuple[int, int],
    stride: tuple[int, int],
    padding: Sides,
    dilation: tuple[int, int],
    mode: BorderMode = "constant",
) -> Placement:
    """Place a kernel of `kernel_size` on an input of `size` as `conv2d` does; all are (rows, columns).

    Raises
    ------
    ShapeError
        If the kernel does not fit.

    Examples
    --------
    >>> rows = conv_placement((4, 4), (3, 3), (2, 2), ((1, 1), (0, 0)), (1, 1)).rows
    >>> rows.indices.tolist(), rows.sources.tolist()
    ([[0, 1, 2], [2, 3, 4]], [-1, 0, 1, 2, 3, -1])
    """
    lines = []
    for axis in (0, 1):
        before, after = padding[axis]
        count = output_size(size[axis], kernel_size[axis], stride[axis], padding[axis], dilation[axis]).size
        starts = np.arange(count)[:, None] * stride[axis]
        indices = starts + np.arange(kernel_size[axis]) * dilation[axis]
        sources = source_indices(size[axis], before, after, mode)
        lines.append(_line(before, indices, sources, np.full(count, kernel_size[axis])))
    return Placement(lines[0], lines[1])


def pool_placement(
    size: tuple[int, int],
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Placement:
    """Place the windows of a sliding pool; the arguments are the pools', the errors too."""
    down, across = window_axes(size, kernel_size, stride, padding, dilation, ceil_mode)
    return Placement(_pool_line(down, count_include_pad), _pool_line(across, count_include_pad))


def adaptive_placement(size: tuple[int, int], wanted: OutputSize) -> Placement:
    """Place the windows of an adaptive pool, of which a global one is that of output size 1.

    >>> adaptive_placement((5, 4), (3, 2)).rows.indices.tolist()
    [[0, 1, -1], [1, 2, 3], [3, 4, -1]]
    """
    counts = read_output_size(wanted, size)
    rows, columns = (_spans(size[a], adaptive_windows(size[a], counts[a])) for a in (0, 1))
    return Placement(rows, columns)


def fractional_placement(
    size: tuple[int, int], kernel_size: Pair, wanted: Pair, samples: ArrayLike
) -> Placement:
    """Place the windows of fractional max pooling; `samples` are those it is called with, columns' first."""
    kernels, counts = read_fractional(size, kernel_size, pair(wanted, "output size", 1), None)
    across, down = np.asarray(samples, np.float64).tolist()
    rows, columns = (
        _spans(size[a], fractional_windows(size[a], kernels[a], counts[a], sample))
        for a, sample in ((0, down), (1, across))
    )
    return Placement(rows, columns)


def dense_placement(size: tuple[int, int], outputs: int) -> Placement:
    """Place the windows of a dense layer: each output sees all of the input; they stand below each other.

    >>> dense_placement((2, 3), 2).rows.indices.tolist(), dense_placement((2, 3), 2).columns.indices.tolist()
    ([[0, 1], [0, 1]], [[0, 1, 2]])
    """
    return Placement(_spans(size[0], [(0, size[0])] * outputs), _spans(size[1], [(0, size[1])]))


def _line(
    before: int, indices: NDArray[np.intp], sources: NDArray[np.intp], counted: NDArray[np.intp]
) -> Line:
    return Line(before, *(array.astype(np.int16) for array in (indices, sources, counted)))


def _pool_line(axis: Axis, include_padding: bool) -> Line:
    before, after = axis.padding[0], max(axis.padding[1], axis.after)
    indices = np.arange(axis.count)[:, None] * axis.stride + np.arange(axis.kernel) * axis.dilation
    sources = source_indices(axis.size, before, after)
    return _line(before, indices, sources, axis.counts(include_padding))


def _spans(size: int, spans: Sequence[tuple[int, int]]) -> Line:
    longest = max(stop - start for start, stop in spans)
    indices = np.full((len(spans), longest), -1)
    for index, (start, stop) in enumerate(spans):
        indices[index, : stop - start] = np.arange(start, stop)
    return _line(0, indices, np.arange(size), np.array([stop - start for start, stop in spans]))
