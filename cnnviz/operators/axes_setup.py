"""What a convolution along one or three axes agrees on before it computes; two have a setup of their own."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats, per_axis
from cnnviz.errors import KernelError, ShapeError
from cnnviz.geometry.output import output_size
from cnnviz.geometry.sides import AnyPadding, EachSide, resolve_sides
from cnnviz.operators.convolution_checks import check_depth, check_groups, checked_bias
from cnnviz.operators.limits import check_products, check_values
from cnnviz.operators.padding import BORDER_MODES, BorderMode, no_such_mode
from cnnviz.operators.spaces import SPACES, Space
from cnnviz.operators.windows import by

PerAxis = int | tuple[int, ...]


@dataclass(frozen=True)
class AxesSetup:
    """A convolution along any number of axes, ready to be computed.

    Attributes
    ----------
    space : Space
        Says how many axes there are.
    input : ndarray, (N, C, *size)
    weight : ndarray, (F, C/groups, *taps)
    bias : ndarray, (F,), or None
    stride, dilation : tuple of int
    padding : tuple of (before, after)
    groups : int
    mode : str
        The border mode.
    output_shape : (N, F, *size)
    given_axes : int
        Axes of the output that the caller gets: one less without a batch, two less for a plain input under a
        plain kernel.
    """

    space: Space
    input: Floats
    weight: Floats
    bias: Floats | None
    stride: tuple[int, ...]
    padding: EachSide
    dilation: tuple[int, ...]
    groups: int
    mode: BorderMode
    output_shape: tuple[int, ...]
    given_axes: int

    @property
    def taps(self) -> tuple[int, ...]:
        """The kernels' size."""
        return self.weight.shape[2:]

    @property
    def given_shape(self) -> tuple[int, ...]:
        """The output's shape as the caller gets it."""
        return self.output_shape[len(self.output_shape) - self.given_axes :]


def set_up_axes(
    axes: int,
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: PerAxis = 1,
    padding: AnyPadding = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
    mode: BorderMode = "constant",
) -> AxesSetup:
    """Check that an input, a kernel and the options fit together.

    Parameters are those of `cnnviz.operators.conv1d`, and the number of axes.

    Raises
    ------
    KernelError, ShapeError
        With a sentence on what doesn't fit and what would.
    """
    space = SPACES[axes]
    given, kernel = floats(input), floats(weight)
    maps, filters = read_maps(space, given), read_filters(space, kernel)
    if mode not in BORDER_MODES:
        raise no_such_mode(mode)
    steps = per_axis(stride, "stride", space.order, 1)
    gaps = per_axis(dilation, "dilation", space.order, 1)
    size, taps = maps.shape[2:], filters.shape[2:]
    sides = resolve_sides(padding, taps, gaps, steps, size, space.order)
    check_groups(maps.shape[1], len(filters), groups)
    check_depth(maps.shape[1], filters.shape[1], groups)
    _check_room(space, size, taps, sides, gaps)
    rows = zip(size, taps, steps, sides, gaps, strict=True)
    shape = (len(maps), len(filters), *(output_size(*row).size for row in rows))
    padded = tuple(n + sum(side) for n, side in zip(size, sides, strict=True))
    check_values("the padded input", (*maps.shape[:2], *padded), "less padding")
    check_values("the result", shape, "fewer filters, a larger stride or less padding")
    check_products(prod(shape) * filters[0].size)
    return AxesSetup(
        space=space,
        input=maps,
        weight=floats(filters, given.dtype),
        bias=checked_bias(bias, len(filters), given.dtype),
        stride=steps,
        padding=sides,
        dilation=gaps,
        groups=groups,
        mode=mode,
        output_shape=shape,
        given_axes=given_axes(space, given, kernel),
    )


def given_axes(space: Space, given: Floats, kernel: Floats) -> int:
    """Return how many axes the caller's output has."""
    return space.axes if given.ndim == kernel.ndim == space.axes else max(given.ndim, space.axes + 1)


def read_maps(space: Space, given: Floats) -> Floats:
    """Return an input as (N, C, *size), or raise a `ShapeError`."""
    if given.ndim - space.axes not in (0, 1, 2) or 0 in given.shape:
        article = "an" if space.word[0] == "i" else "a"
        raise ShapeError(
            f"an input of shape {given.shape} is not {article} {space.word}; use ({space.shape}), "
            f"(channels, {space.shape}) or (batch, channels, {space.shape}), none of them 0"
        )
    return given.reshape((1,) * (space.axes + 2 - given.ndim) + given.shape)


def read_filters(space: Space, kernel: Floats, leading: str = "filters, channels") -> Floats:
    """Return weights with both of their leading axes, or raise a `KernelError`."""
    if kernel.ndim - space.axes not in (0, 2) or 0 in kernel.shape:
        raise KernelError(
            f"a kernel of shape {kernel.shape} can't be used; give ({space.order}), "
            f"or ({leading}, {space.order}), none of them 0"
        )
    if not np.isfinite(kernel).all():
        raise KernelError("the kernel holds a value that is not a finite number; replace it by a number")
    return kernel.reshape((1,) * (space.axes + 2 - kernel.ndim) + kernel.shape)


def _check_room(
    space: Space, size: tuple[int, ...], taps: tuple[int, ...], sides: EachSide, gaps: tuple[int, ...]
) -> None:
    rows = list(zip(size, taps, sides, gaps, strict=True))
    missing = [gap * (count - 1) + 1 - length - sum(side) for length, count, side, gap in rows]
    if max(missing) <= 0:
        return
    flat = {amount for side in sides for amount in side}
    now = str(flat.pop()) if len(flat) == 1 else " and ".join(map(str, sides))
    spread = f" with dilation {by(gaps) if len(set(gaps)) > 1 else gaps[0]}" if max(gaps) > 1 else ""
    enough = max((lack + sum(side) + 1) // 2 for lack, side in zip(missing, sides, strict=True))
    raise ShapeError(
        f"{space.kernel(taps)}{spread} does not fit {space.input(size)} with padding {now}; "
        f"use padding ≥ {enough} or a smaller kernel"
    )
