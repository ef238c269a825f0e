"""What every way of computing a transposed convolution agrees on first: shapes checked, output sized."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats, floats, per_axis
from cnnviz.errors import ShapeError
from cnnviz.geometry.transposed import transposed_output_size
from cnnviz.operators.axes_setup import PerAxis, given_axes, read_filters, read_maps
from cnnviz.operators.convolution_checks import check_groups, checked_bias
from cnnviz.operators.limits import check_products, check_values
from cnnviz.operators.spaces import SPACES, Space


@dataclass(frozen=True)
class TransposedSetup:
    """A transposed convolution ready to be computed.

    Attributes
    ----------
    space : Space
        Says how many axes there are.
    input : ndarray, (N, C, *size)
    weight : ndarray, (C, F/groups, *taps)
    bias : ndarray, (F,), or None
    stride, padding, output_padding, dilation : tuple of int
    groups : int
    output_shape : (N, F, *size)
    input_axes, given_axes : int
        Axes of the input as it was given, and of the output that the caller gets.
    """

    space: Space
    input: Floats
    weight: Floats
    bias: Floats | None
    stride: tuple[int, ...]
    padding: tuple[int, ...]
    output_padding: tuple[int, ...]
    dilation: tuple[int, ...]
    groups: int
    output_shape: tuple[int, ...]
    input_axes: int
    given_axes: int

    @property
    def taps(self) -> tuple[int, ...]:
        """The kernels' size."""
        return self.weight.shape[2:]

    @property
    def reach(self) -> tuple[int, ...]:
        """Outputs from a kernel's first tap to its last, along each axis."""
        return tuple(gap * (count - 1) for gap, count in zip(self.dilation, self.taps, strict=True))

    @property
    def given_shape(self) -> tuple[int, ...]:
        """The output's shape as the caller gets it."""
        return self.output_shape[len(self.output_shape) - self.given_axes :]

    def channels_of(self, filter_index: int) -> range:
        """The channels that a filter's map collects from."""
        channels, count = len(self.weight) // self.groups, self.weight.shape[1]
        first = filter_index // count * channels
        return range(first, first + channels)

    def met(self, axis: int, output: int) -> NDArray[np.intp]:
        """For each tap along an axis the input that it brings to an output; −1 if there is none."""
        ahead = output + self.padding[axis] - np.arange(self.taps[axis]) * self.dilation[axis]
        found, rest = np.divmod(ahead, self.stride[axis])
        inside = (rest == 0) & (found >= 0) & (found < self.input.shape[2 + axis])
        return np.where(inside, found, -1)

    def stamped(self, axis: int, input: int) -> NDArray[np.intp]:
        """For each tap along an axis the output that an input is added to; −1 if it was cut off."""
        first = input * self.stride[axis] - self.padding[axis]
        places = first + np.arange(self.taps[axis]) * self.dilation[axis]
        return np.where((places >= 0) & (places < self.output_shape[2 + axis]), places, -1)


def set_up_transposed(
    axes: int,
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: PerAxis = 1,
    padding: PerAxis = 0,
    output_padding: PerAxis = 0,
    groups: int = 1,
    dilation: PerAxis = 1,
) -> TransposedSetup:
    """Check that an input, a kernel and the options fit together.

    Parameters are those of `cnnviz.operators.conv_transpose2d`, and the number of axes.

    Raises
    ------
    KernelError, ShapeError
        With a sentence on what doesn't fit and what would.
    """
    space = SPACES[axes]
    given, kernel = floats(input), floats(weight)
    maps, filters = read_maps(space, given), read_filters(space, kernel, "channels, filters")
    check_groups(maps.shape[1], filters.shape[1] * groups, groups)
    if len(filters) != maps.shape[1]:
        raise ShapeError(
            f"weights for {len(filters)} channels do not fit an input of {maps.shape[1]}; here the channels "
            f"come first: give weights of shape (channels, filters, {space.order})"
        )
    steps, gaps = (
        per_axis(value, name, space.order, 1) for value, name in ((stride, "stride"), (dilation, "dilation"))
    )
    cut = per_axis(padding, "padding", space.order)
    more = per_axis(output_padding, "output padding", space.order)
    rows = zip(maps.shape[2:], filters.shape[2:], steps, cut, more, gaps, strict=True)
    size = tuple(transposed_output_size(*row).size for row in rows)
    shape = (len(maps), filters.shape[1] * groups, *size)
    uncut = tuple(length + 2 * amount for length, amount in zip(size, cut, strict=True))
    check_values("the result", (*shape[:2], *uncut), "a smaller stride or dilation, or fewer filters")
    check_products(maps.size * prod(filters.shape[1:]))
    return TransposedSetup(
        space=space,
        input=maps,
        weight=floats(filters, given.dtype),
        bias=checked_bias(bias, shape[1], given.dtype),
        stride=steps,
        padding=cut,
        output_padding=more,
        dilation=gaps,
        groups=groups,
        output_shape=shape,
        input_axes=given.ndim,
        given_axes=given_axes(space, given, kernel),
    )
