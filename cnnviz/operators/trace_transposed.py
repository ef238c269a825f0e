"""A transposed convolution read both ways: what one output gathers, and where one input is scattered to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats, position_in
from cnnviz.numbers import format_number
from cnnviz.operators.products import Products
from cnnviz.operators.spaces import SPACES, Space
from cnnviz.operators.trace_axes import missing, same_shape, under, where
from cnnviz.operators.transposed import scatter
from cnnviz.operators.transposed_setup import TransposedSetup, set_up_transposed


@dataclass(frozen=True)
class GatherTrace(Products):
    """One output and the inputs it was gathered from, see `Products`.

    Attributes
    ----------
    sources : tuple of ndarray
        For each axis the input's index that each tap brings to this output; −1 where a tap brings none, as
        between two strides.
    """

    sources: tuple[NDArray[np.intp], ...]

    @property
    def space(self) -> Space:
        """What the axes are called."""
        return SPACES[len(self.sources)]

    @property
    def met(self) -> NDArray[np.bool_]:
        """Which taps of the kernel bring an input to this output, (*taps)."""
        return ~missing(self.sources)

    def sentence(self) -> str:
        """Say in words how the output is computed, with the products of the taps that bring an input."""
        if not self.met.any():
            return f"no input reaches this output: {self.added_up(self.met)}"
        return f"from {where(self.space, self.sources)}: {self.added_up(self.met)}"


@dataclass(frozen=True)
class ScatterTrace:
    """One input and the outputs it is added to.

    Attributes
    ----------
    value : float
        The input.
    weights : ndarray, (F/groups, *taps)
        The kernels that it is multiplied with.
    stamp : ndarray, (F/groups, *taps)
        The products: what is added.
    filters : ndarray, (F/groups,)
        Indices of the output's maps that they are added to.
    targets : tuple of ndarray
        For each axis the output's indices that the taps are added at; −1 where padding cut them off.
    """

    value: float
    weights: Floats
    stamp: Floats
    filters: NDArray[np.intp]
    targets: tuple[NDArray[np.intp], ...]

    @property
    def space(self) -> Space:
        """What the axes are called."""
        return SPACES[len(self.targets)]

    @property
    def cut(self) -> NDArray[np.bool_]:
        """Which taps fall on what padding cut off, (*taps)."""
        return missing(self.targets)

    def sentence(self) -> str:
        """Say in words where the input goes."""
        place = where(self.space, self.targets)
        count = int(self.cut.sum())
        falls = "falls" if count == 1 else "fall"
        lost = f"; {count} of {self.cut.size} products {falls} outside" if count else ""
        return f"{format_number(self.value)} times the kernel is added to {place} of the output{lost}"


def conv_transpose1d_gather(
    *arguments: Any, at: Sequence[int], output: ArrayLike | None = None, **options: Any
) -> GatherTrace:
    """Return what the output of `conv_transpose1d` at one position was gathered from.

    Parameters
    ----------
    *arguments, **options
        Those of `cnnviz.operators.conv_transpose1d`.
    at : (x,), (f, x) or (n, f, x)
        The output's position, with as many numbers as the output has axes.
    output : array_like, optional
        What `conv_transpose1d` gave for these arguments; without it, all of it is computed again.

    Raises
    ------
    KernelError, ShapeError
        As `conv_transpose1d` does, and if there is no such position, or `output` has another shape.

    Examples
    --------
    >>> conv_transpose1d_gather([2, 1, 3], [1, 2, 1], stride=2, at=(2,)).sentence()
    'from positions 1 and 0: 1·1 + 1·2 = 3'
    """
    return _gather(set_up_transposed(1, *arguments, **options), at, output)


def conv_transpose2d_gather(
    *arguments: Any, at: Sequence[int], output: ArrayLike | None = None, **options: Any
) -> GatherTrace:
    """Return what the output of `conv_transpose2d` at one position was gathered from.

    As `conv_transpose1d_gather` does; `at` is (y, x), (f, y, x) or (n, f, y, x).
    """
    return _gather(set_up_transposed(2, *arguments, **options), at, output)


def conv_transpose1d_scatter(*arguments: Any, at: Sequence[int], **options: Any) -> ScatterTrace:
    """Return where `conv_transpose1d` adds one input.

    Parameters
    ----------
    *arguments, **options
        Those of `cnnviz.operators.conv_transpose1d`.
    at : (x,), (c, x) or (n, c, x)
        The input's position, with as many numbers as the input has axes.

    Raises
    ------
    KernelError, ShapeError
        As `conv_transpose1d` does, and if there is no such position.

    Examples
    --------
    >>> conv_transpose1d_scatter([2, 1, 3], [1, 2, 1], stride=2, padding=1, at=(0,)).sentence()
    '2 times the kernel is added to positions 0–1 of the output; 1 of 3 products falls outside'
    """
    return _scatter(set_up_transposed(1, *arguments, **options), at)


def conv_transpose2d_scatter(*arguments: Any, at: Sequence[int], **options: Any) -> ScatterTrace:
    """Return where `conv_transpose2d` adds one input, as `conv_transpose1d_scatter` does."""
    return _scatter(set_up_transposed(2, *arguments, **options), at)


def _gather(setup: TransposedSetup, at: Sequence[int], output: ArrayLike | None) -> GatherTrace:
    n, f, *place = (0,) * (len(setup.output_shape) - setup.given_axes) + position_in(setup.given_shape, at)
    channels = np.asarray(setup.channels_of(f))
    sources = tuple(setup.met(axis, index) for axis, index in enumerate(place))
    weights = setup.weight[channels, f % setup.weight.shape[1]]
    window = under(setup.input[n, channels], sources)
    made = scatter(setup) if output is None else same_shape(output, setup.given_shape)
    return GatherTrace(
        window=window,
        weights=weights,
        products=weights * window,
        bias=0.0 if setup.bias is None else float(setup.bias[f]),
        total=float(made.reshape(setup.output_shape)[(n, f, *place)]),
        channels=channels,
        sources=sources,
    )


def _scatter(setup: TransposedSetup, at: Sequence[int]) -> ScatterTrace:
    shape = setup.input.shape
    hidden = len(shape) - setup.input_axes
    n, c, *place = (0,) * hidden + position_in(shape[hidden:], at, "input", "an input")
    channels, count = len(setup.weight) // setup.groups, setup.weight.shape[1]
    value = setup.input[(n, c, *place)]
    return ScatterTrace(
        value=float(value),
        weights=setup.weight[c],
        stamp=setup.weight[c] * value,
        filters=c // channels * count + np.arange(count),
        targets=tuple(setup.stamped(axis, index) for axis, index in enumerate(place)),
    )
