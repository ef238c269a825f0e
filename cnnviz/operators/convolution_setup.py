"""What every way of computing a convolution agrees on first: shapes checked, options read, output sized."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, Pair, floats, pair
from cnnviz.errors import KernelError, ShapeError
from cnnviz.geometry.output import output_size
from cnnviz.geometry.padding import Padding, Sides, resolve_padding
from cnnviz.operators.convolution_checks import check_depth, check_groups, checked_bias
from cnnviz.operators.padding import BORDER_MODES, BorderMode, no_such_mode


@dataclass(frozen=True)
class ConvolutionSetup:
    """A convolution ready to be computed.

    Attributes
    ----------
    input : ndarray, shape (N, C, H, W)
    weight : ndarray, shape (F, C/groups, k, l)
    bias : ndarray, shape (F,), or None
    stride, dilation : (rows, columns)
    padding : ((top, bottom), (left, right))
    groups : int
    mode : str
        The border mode.
    output_shape : (N, F, H', W')
    given_axes : int
        Axes of the output that the caller gets: 4, 3, or 2 for a grey image under a plain kernel.
    """

    input: Floats
    weight: Floats
    bias: Floats | None
    stride: tuple[int, int]
    padding: Sides
    dilation: tuple[int, int]
    groups: int
    mode: BorderMode
    output_shape: tuple[int, int, int, int]
    given_axes: int

    @property
    def taps(self) -> tuple[int, int]:
        """Rows and columns of the kernels."""
        return self.weight.shape[2], self.weight.shape[3]

    def as_given(self, output: Floats) -> Floats:
        """Take (N, F, H', W') back to as many axes as the input had."""
        return output.reshape(output.shape[4 - self.given_axes :])


def set_up(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    groups: int = 1,
    mode: BorderMode = "constant",
) -> ConvolutionSetup:
    """Check that an image, a kernel and the options fit together.

    Parameters are those of `cnnviz.operators.convolution.conv2d`.

    Returns
    -------
    ConvolutionSetup

    Raises
    ------
    KernelError, ShapeError
        With a sentence on what doesn't fit and what would.
    """
    image, kernel = floats(input), floats(weight)
    maps, filters = _four_axes(image, kernel)
    steps, gaps = pair(stride, "stride", 1), pair(dilation, "dilation", 1)
    taps = (filters.shape[2], filters.shape[3])
    sides = resolve_padding(padding, taps, gaps, steps, (maps.shape[2], maps.shape[3]))
    if mode not in BORDER_MODES:
        raise no_such_mode(mode)
    check_groups(maps.shape[1], filters.shape[0], groups)
    _check_one_channel(maps.shape[1], filters, kernel.ndim)
    check_depth(maps.shape[1], filters.shape[1], groups)
    _check_room((maps.shape[2], maps.shape[3]), taps, sides, gaps)
    rows, columns = (
        output_size(maps.shape[2 + axis], taps[axis], steps[axis], sides[axis], gaps[axis]).size
        for axis in (0, 1)
    )
    return ConvolutionSetup(
        input=maps,
        weight=floats(filters, image.dtype),
        bias=checked_bias(bias, filters.shape[0], image.dtype),
        stride=steps,
        padding=sides,
        dilation=gaps,
        groups=groups,
        mode=mode,
        output_shape=(maps.shape[0], filters.shape[0], rows, columns),
        given_axes=2 if image.ndim == kernel.ndim == 2 else max(image.ndim, 3),
    )


def _four_axes(image: Floats, kernel: Floats) -> tuple[Floats, Floats]:
    if image.ndim not in (2, 3, 4) or 0 in image.shape:
        raise ShapeError(
            f"an input of shape {image.shape} is not an image; use (height, width), (channels, height, "
            "width) or (batch, channels, height, width), none of them 0"
        )
    if kernel.ndim not in (2, 4) or 0 in kernel.shape:
        raise KernelError(
            f"a kernel of shape {kernel.shape} can't be used; give (rows, columns), "
            "or (filters, channels, rows, columns), none of them 0"
        )
    if not np.isfinite(kernel).all():
        raise KernelError("the kernel holds a value that is not a finite number; replace it by a number")
    maps = image.reshape((1,) * (4 - image.ndim) + image.shape)  # (N, C, H, W)
    return maps, kernel.reshape((1,) * (4 - kernel.ndim) + kernel.shape)  # (F, C/groups, k, l)


def _check_one_channel(channels: int, filters: Floats, kernel_axes: int) -> None:
    if kernel_axes == 2 and channels > 1:
        raise ShapeError(
            f"a single {filters.shape[2]}×{filters.shape[3]} kernel is for one channel, but the input has "
            f"{channels}; give weights of shape (filters, {channels}, rows, columns), or turn the image grey"
        )


def _check_room(size: tuple[int, int], taps: tuple[int, int], sides: Sides, gaps: tuple[int, int]) -> None:
    missing = [gaps[a] * (taps[a] - 1) + 1 - size[a] - sum(sides[a]) for a in (0, 1)]
    if max(missing) <= 0:
        return
    flat = {amount for side in sides for amount in side}
    now = str(flat.pop()) if len(flat) == 1 else f"{sides[0]} and {sides[1]}"
    enough = max((missing[a] + sum(sides[a]) + 1) // 2 for a in (0, 1))
    spread = f" with dilation {gaps[0]}" if gaps[0] == gaps[1] > 1 else f" with dilation {gaps}"
    raise ShapeError(
        f"a {taps[0]}×{taps[1]} kernel{spread if max(gaps) > 1 else ''} does not fit "
        f"a {size[0]}×{size[1]} image with padding {now}; use padding ≥ {enough} or a smaller kernel"
    )
