"""Transposed convolution: each input stamps the kernel, times its value, on the output, a stride apart."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats
from cnnviz.operators.axes_setup import PerAxis
from cnnviz.operators.transposed_setup import TransposedSetup, set_up_transposed


def conv_transpose1d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: PerAxis = 1,
    padding: PerAxis = 0,
    output_padding: PerAxis = 0,
    groups: int = 1,
    dilation: PerAxis = 1,
) -> Floats:
    """Add up kernels, each times one number of a series, `stride` apart.

    Parameters
    ----------
    input : array_like, shape (L,), (C, L) or (N, C, L)
    weight : array_like, shape (k,) or (C, F/groups, k)
    bias, stride, padding, output_padding, groups, dilation
        As for `conv_transpose2d`, along one axis.

    Returns
    -------
    ndarray, shape (L',), (F, L') or (N, F, L')
        L' = (L − 1)·stride + dilation·(k − 1) + 1 − 2·padding + output_padding.

    Raises
    ------
    KernelError, ShapeError
        With a sentence on what doesn't fit and what would.

    Examples
    --------
    Equal inputs do not come out equal where kernels overlap unevenly.

    >>> conv_transpose1d([1, 1, 1], [1, 1, 1], stride=2).tolist()
    [1.0, 1.0, 2.0, 1.0, 2.0, 1.0, 1.0]
    """
    setup = set_up_transposed(1, input, weight, bias, stride, padding, output_padding, groups, dilation)
    return scatter(setup).reshape(setup.given_shape)


def conv_transpose2d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: PerAxis = 1,
    padding: PerAxis = 0,
    output_padding: PerAxis = 0,
    groups: int = 1,
    dilation: PerAxis = 1,
) -> Floats:
    """Add up kernels, each times one number of a map, `stride` apart.

    It restores the shape that `conv2d` with the same options had as its input, not the values.

    Parameters
    ----------
    input : array_like, shape (H, W), (C, H, W) or (N, C, H, W)
        Finite. float64 is computed in float64, all else in float32.
    weight : array_like, shape (k, l) or (C, F/groups, k, l)
        Channels of the input come first: it is the weight of the convolution that leads the other way.
    bias : array_like, shape (F,), optional
        Added to each filter's map.
    stride : int or (rows, columns)
        Pixels of the output from one kernel to the next.
    padding : int or (rows, columns)
        Pixels cut off the output at each end.
    output_padding : int or (rows, columns)
        Pixels added at the output's end; less than the stride or less than the dilation.
    groups : int
        Parts the channels are split into; each filter collects from one part only.
    dilation : int or (rows, columns)
        Pixels of the output from one tap of the kernel to the next.

    Returns
    -------
    ndarray, shape (H', W') for a grey map under one (k, l) kernel, else (F, H', W') or (N, F, H', W')
        H' = (H − 1)·stride + dilation·(k − 1) + 1 − 2·padding + output_padding, and so for W'.

    Raises
    ------
    KernelError, ShapeError
        With a sentence on what doesn't fit and what would.

    Examples
    --------
    >>> conv_transpose2d([[1, 2]], [[1, 1], [0, 3]], stride=2).tolist()
    [[1.0, 1.0, 2.0, 2.0], [0.0, 3.0, 0.0, 6.0]]
    """
    setup = set_up_transposed(2, input, weight, bias, stride, padding, output_padding, groups, dilation)
    return scatter(setup).reshape(setup.given_shape)


def scatter(setup: TransposedSetup) -> Floats:
    """Compute a transposed convolution that was checked, one tap of the kernels at a time: (N, F, *size)."""
    batch, channels, *size = setup.input.shape
    values = setup.input.reshape(batch, setup.groups, channels // setup.groups, -1)
    kernels = setup.weight.reshape(setup.groups, channels // setup.groups, -1, *setup.taps)
    count, axes = setup.output_shape[1], range(setup.space.axes)
    ends = [setup.padding[a] + setup.output_shape[2 + a] for a in axes]
    stamped = [(size[a] - 1) * setup.stride[a] + 1 + setup.reach[a] for a in axes]
    canvas = np.zeros((batch, count, *map(max, ends, stamped)), setup.input.dtype)
    for tap in np.ndindex(setup.taps):
        every: list[Any] = [slice(None), slice(None)]
        for a in axes:
            first = tap[a] * setup.dilation[a]
            every.append(slice(first, first + (size[a] - 1) * setup.stride[a] + 1, setup.stride[a]))
        weights = kernels[(..., *tap)].swapaxes(1, 2)  # (groups, F/groups, C/groups)
        canvas[tuple(every)] += (weights @ values).reshape(batch, count, *size)
    inside: list[Any] = [slice(begin, end) for begin, end in zip(setup.padding, ends, strict=True)]
    output = canvas[(slice(None), slice(None), *inside)]
    if setup.bias is not None:
        output += setup.bias.reshape(-1, *(1,) * setup.space.axes)
    return np.ascontiguousarray(output)
