"""How one number of a convolved series or volume is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats, floats, position_in
from cnnviz.errors import ShapeError
from cnnviz.geometry.sides import AnyPadding
from cnnviz.operators.axes_setup import AxesSetup, PerAxis, set_up_axes
from cnnviz.operators.convolution_axes import convolve_axes
from cnnviz.operators.padding import BorderMode, source_indices
from cnnviz.operators.products import Products
from cnnviz.operators.spaces import SPACES, Space
from cnnviz.operators.words import named, outside


@dataclass(frozen=True)
class AxesTrace(Products):
    """One output along any number of axes and what it was made of, see `Products`.

    Attributes
    ----------
    sources : tuple of ndarray
        For each axis the input's indices under the kernel's taps, counted from 0; −1 for padded zeros.
    """

    sources: tuple[NDArray[np.intp], ...]

    @property
    def space(self) -> Space:
        """What the axes are called."""
        return SPACES[len(self.sources)]

    @property
    def padded(self) -> NDArray[np.bool_]:
        """Which positions of the window are padded zeros, (*taps)."""
        return missing(self.sources)

    def sentence(self) -> str:
        """Say in words how the output is computed: product by product, or channel by channel.

        >>> conv1d_trace([2, 2, 8], [-1, 1], padding="causal", at=(2,)).sentence()
        'positions 1–2: − 1·2 + 1·8 = 6'
        """
        return f"{where(self.space, self.sources)}: {self.added_up()}{outside(self.padded, self.space.word)}"


def missing(sources: Sequence[NDArray[np.intp]]) -> NDArray[np.bool_]:
    """Which positions of a window lie, along any axis, where there is no input: those with −1."""
    return np.asarray(reduce(np.logical_or.outer, [source < 0 for source in sources]))


def where(space: Space, sources: Sequence[NDArray[np.intp]]) -> str:
    """Name the input's indices along each axis."""
    axes = zip(space.positions, sources, strict=True)
    return ", ".join(named(word, source.tolist()) for word, source in axes)


def under(maps: Floats, sources: Sequence[NDArray[np.intp]]) -> Floats:
    """Return what maps (C, *size) hold at these indices, and 0 where one of them is −1: (C, *taps)."""
    index: tuple[Any, ...] = (slice(None), *np.ix_(*sources))
    found = maps[index]
    return np.where(missing(sources), maps.dtype.type(0), found)


def conv1d_trace(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: PerAxis = 1,
    padding: AnyPadding = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
    mode: BorderMode = "constant",
    *,
    at: Sequence[int],
    output: ArrayLike | None = None,
) -> AxesTrace:
    """Return how the output of `conv1d` at one position is computed.

    Parameters
    ----------
    input, weight, bias, stride, padding, dilation, groups, mode
        As for `cnnviz.operators.conv1d`.
    at : (x,), (f, x) or (n, f, x)
        The output's position, with as many numbers as the output has axes.
    output : array_like, optional
        What `conv1d` gave for these arguments; without it, all of it is computed again.

    Raises
    ------
    KernelError, ShapeError
        As `conv1d` does, and if there is no such position, or `output` has another shape.
    """
    setup = set_up_axes(1, input, weight, bias, stride, padding, dilation, groups, mode)
    return _trace(setup, at, output)


def conv3d_trace(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: PerAxis = 1,
    padding: AnyPadding = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
    mode: BorderMode = "constant",
    *,
    at: Sequence[int],
    output: ArrayLike | None = None,
) -> AxesTrace:
    """Return how the output of `conv3d` at one position is computed, as `conv1d_trace` does for `conv1d`.

    >>> conv3d_trace([[[1, 2]], [[3, 4]]], [[[1]], [[-1]]], at=(0, 0, 1)).sentence()
    'slices 0–1, row 0, column 1: 1·2 − 1·4 = −2'
    """
    setup = set_up_axes(3, input, weight, bias, stride, padding, dilation, groups, mode)
    return _trace(setup, at, output)


def _trace(setup: AxesSetup, at: Sequence[int], output: ArrayLike | None) -> AxesTrace:
    n, f, *place = (0,) * (len(setup.output_shape) - setup.given_axes) + position_in(setup.given_shape, at)
    depth = setup.weight.shape[1]
    first = f // (len(setup.weight) // setup.groups) * depth
    sources = tuple(_sources(setup, axis, step) for axis, step in enumerate(place))
    window = under(setup.input[n, first : first + depth], sources)
    made = convolve_axes(setup) if output is None else same_shape(output, setup.given_shape)
    return AxesTrace(
        window=window,
        weights=setup.weight[f],
        products=setup.weight[f] * window,
        bias=0.0 if setup.bias is None else float(setup.bias[f]),
        total=float(made.reshape(setup.output_shape)[(n, f, *place)]),
        channels=np.arange(first, first + depth),
        sources=sources,
    )


def same_shape(given: ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Read the outputs that a caller has, or raise a `ShapeError` if they have another shape."""
    outputs = floats(given)
    if outputs.shape != shape:
        raise ShapeError(
            f"an output of shape {outputs.shape} is not of this operation, whose output has the shape "
            f"{shape}; give the one made with the same arguments"
        )
    return outputs


def _sources(setup: AxesSetup, axis: int, step: int) -> NDArray[np.intp]:
    shown = source_indices(setup.input.shape[2 + axis], *setup.padding[axis], setup.mode)
    return shown[step * setup.stride[axis] + np.arange(setup.taps[axis]) * setup.dilation[axis]]
