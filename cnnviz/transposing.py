"""A small map through a transposed convolution, and the two ways that one compares with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz import operators
from cnnviz.arguments import Floats
from cnnviz.geometry import TransposedSize, output_size, overlaps, transposed_output_size
from cnnviz.operators.sampling import Mode
from cnnviz.operators.trace_transposed import GatherTrace, ScatterTrace


@dataclass(frozen=True)
class Back:
    """A map that was convolved, and transposed back with the same options.

    Attributes
    ----------
    convolved, restored : ndarray, (H, W)
        What the convolution gives, and what becomes of that: of the shape that was convolved.
    output_padding : tuple of int
        What leads back to that shape, for each axis of the operation.
    """

    convolved: Floats
    restored: Floats
    output_padding: tuple[int, ...]


@dataclass(frozen=True)
class Transposing:
    """A map, a kernel and the options of a transposed convolution, equal along all axes.

    Attributes
    ----------
    values : ndarray, (H, W)
    kernel : ndarray, (k, l)
        If both have one row they are a series and its kernel, and the operation has one axis.
    stride, padding, output_padding, dilation : int
        As of `cnnviz.operators.conv_transpose2d`.

    Examples
    --------
    >>> ones = np.ones((1, 3))
    >>> Transposing(ones, ones, stride=2).output.tolist()
    [[1.0, 1.0, 2.0, 1.0, 2.0, 1.0, 1.0]]
    """

    values: Floats
    kernel: Floats
    stride: int = 1
    padding: int = 0
    output_padding: int = 0
    dilation: int = 1

    @property
    def is_row(self) -> bool:
        """Whether it is done along one axis only."""
        return len(self.values) == len(self.kernel) == 1

    @property
    def name(self) -> str:
        """The operation's name in `cnnviz.operators`."""
        return "conv_transpose1d" if self.is_row else "conv_transpose2d"

    @property
    def given(self) -> tuple[Floats, Floats]:
        """Input and kernel with as many axes as the operation has."""
        return (self.values[0], self.kernel[0]) if self.is_row else (self.values, self.kernel)

    @property
    def options(self) -> dict[str, Any]:
        """The operation's options by their names."""
        names = ("stride", "padding", "output_padding", "dilation")
        return {name: getattr(self, name) for name in names}

    @cached_property
    def sizes(self) -> tuple[TransposedSize, ...]:
        """The output's size along each axis of the operation.

        Raises
        ------
        ShapeError
            If there is no output; so do all that follow from it.
        """
        values, kernel = self.given
        pairs = zip(values.shape, kernel.shape, strict=True)
        return tuple(transposed_output_size(*pair, **self.options) for pair in pairs)

    @cached_property
    def output(self) -> Floats:
        """What the operation gives, (H', W')."""
        return np.atleast_2d(getattr(operators, self.name)(*self.given, **self.options))

    @cached_property
    def coverage(self) -> NDArray[np.intp]:
        """How many stamps of the kernel each output collects, (H', W')."""
        along = [overlaps(size) for size in self.sizes]
        return np.outer(along[0] if len(along) > 1 else 1, along[-1])

    @property
    def phases(self) -> tuple[NDArray[np.intp], Floats]:
        """What falls on each output between two stamps, away from the ends: how many weights, and their sum.

        Where the counts differ, a checkerboard may show; where the sums do, equal inputs come out unequal.

        Returns
        -------
        Two arrays, (s, s), or (1, s) where it is done along one axis.

        Examples
        --------
        >>> counts, sums = Transposing(np.ones((1, 3)), np.array([[0.5, 1, 0.5]]), stride=2).phases
        >>> counts.tolist(), sums.tolist()
        ([[2, 1]], [[1.0, 1.0]])
        """
        size = (1 if self.is_row else self.stride, self.stride)
        counts, sums = np.zeros(size, np.intp), np.zeros(size)
        for (row, column), weight in np.ndenumerate(self.kernel):
            at = (row * self.dilation % size[0], column * self.dilation % size[1])
            counts[at] += 1
            sums[at] += weight
        return counts, sums

    def gather(self, row: int, column: int) -> GatherTrace:
        """Say what one output was gathered from."""
        trace: GatherTrace = self._traced("gather", row, column, output=self._given_output)
        return trace

    def scatter(self, row: int, column: int) -> ScatterTrace:
        """Say where one input is scattered to."""
        trace: ScatterTrace = self._traced("scatter", row, column)
        return trace

    def resized(self, mode: Mode) -> Floats:
        """Repeat or mix the input's numbers, as many times as the stride, (H·s, W·s)."""
        times = (1 if self.is_row else self.stride, self.stride)
        return operators.interpolate(self.values, scale_factor=times, mode=mode)

    @property
    def around(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """What is added before and after the resized map, so that the convolution keeps its size."""
        reach = [self.dilation * (taps - 1) for taps in self.kernel.shape]
        (top, left), (bottom, right) = ([one // 2 for one in reach], [one - one // 2 for one in reach])
        return (top, bottom), (left, right)

    def smooth(self, mode: Mode) -> Floats:
        """Resize, then convolve by the same kernel, with the border repeated, (H·s, W·s)."""
        return self._convolved(self.resized(mode), self.kernel)

    def smooth_coverage(self, mode: Mode) -> NDArray[np.intp]:
        """How many numbers each output of `smooth` collects."""
        ones = np.ones_like(self.resized(mode))
        return np.rint(self._convolved(ones, np.ones_like(self.kernel))).astype(np.intp)

    def back(self) -> Back:
        """Convolve the input by this kernel, and transpose that with the same options.

        Raises
        ------
        ShapeError
            If no window fits into the input.
        """
        values, kernel = self.given
        there = [
            output_size(size, taps, self.stride, self.padding, self.dilation)
            for size, taps in zip(values.shape, kernel.shape, strict=True)
        ]
        left = tuple(int(one.unused) for one in there)
        options = {name: value for name, value in self.options.items() if name != "output_padding"}
        down = getattr(operators, "conv1d" if self.is_row else "conv2d")(values, kernel, **options)
        up = getattr(operators, self.name)(down, kernel, **options, output_padding=left)
        return Back(np.atleast_2d(down), np.atleast_2d(up), left)

    @property
    def _given_output(self) -> Floats:
        return self.output[0] if self.is_row else self.output

    def _traced(self, way: str, row: int, column: int, **more: Any) -> Any:
        trace = getattr(operators, f"{self.name}_{way}")
        return trace(*self.given, **self.options, at=(column,) if self.is_row else (row, column), **more)

    def _convolved(self, values: Floats, kernel: Floats) -> Floats:
        return operators.conv2d(values, kernel, padding=self.around, dilation=self.dilation, mode="nearest")
