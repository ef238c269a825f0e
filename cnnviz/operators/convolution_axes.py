"""Convolution along one axis (a series) and along three (a volume)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats
from cnnviz.geometry.sides import AnyPadding
from cnnviz.operators.axes_setup import AxesSetup, PerAxis, set_up_axes
from cnnviz.operators.convolution_setup import ConvolutionSetup
from cnnviz.operators.fast import correlate
from cnnviz.operators.padding import BorderMode, source_indices


def conv1d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: PerAxis = 1,
    padding: AnyPadding = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
    mode: BorderMode = "constant",
) -> Floats:
    """Slide kernels along series: at each position multiply element by element, add up, add the bias.

    Parameters
    ----------
    input : array_like, shape (L,), (C, L) or (N, C, L)
        One series, channels of one, or a batch of them; finite. float64 is computed in float64, all else in
        float32.
    weight : array_like, shape (k,) or (F, C/groups, k)
        One kernel, or F of them, each as deep as the channels it sees.
    bias : array_like, shape (F,), optional
        Added to each filter's outputs.
    stride, dilation : int
        Steps from one window to the next, and from one tap of the kernel to the next.
    padding : int, (before, after) or a name
        See `cnnviz.geometry.resolve_sides`; with "causal" no output sees what comes after it.
    groups : int
        Parts the channels are split into; each filter sees one part only.
    mode : {"constant", "nearest", "mirror", "reflect", "wrap"}
        What the padding shows, see `cnnviz.operators.padding.source_indices`.

    Returns
    -------
    ndarray, shape (L',) for one series under one (k,) kernel, else (F, L') or (N, F, L')
        L' = (L + before + after − dilation·(k − 1) − 1) // stride + 1.

    Raises
    ------
    KernelError, ShapeError
        With a sentence on what doesn't fit and what would.

    Examples
    --------
    A difference finds where a series steps; with a dilation of 2 it is as wide.

    >>> conv1d([2, 2, 2, 8, 8, 8], [-1, 1]).tolist()
    [0.0, 0.0, 6.0, 0.0, 0.0]
    >>> conv1d([2, 2, 2, 8, 8, 8], [-1, 1], dilation=2).tolist()
    [0.0, 6.0, 6.0, 0.0]
    """
    setup = set_up_axes(1, input, weight, bias, stride, padding, dilation, groups, mode)
    return convolve_axes(setup).reshape(setup.given_shape)


def conv3d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: PerAxis = 1,
    padding: AnyPadding = 0,
    dilation: PerAxis = 1,
    groups: int = 1,
    mode: BorderMode = "constant",
) -> Floats:
    """Slide kernels through volumes: at each position multiply element by element, add up, add the bias.

    Parameters
    ----------
    input : array_like, shape (D, H, W), (C, D, H, W) or (N, C, D, H, W)
        One volume, channels of one, or a batch of them; finite. float64 is computed in float64, all else in
        float32.
    weight : array_like, shape (h, k, l) or (F, C/groups, h, k, l)
        One kernel, or F of them, each as deep as the channels it sees.
    stride, dilation : int or (slices, rows, columns)
    padding : int, (slices, rows, columns), (before, after) for each of these, or a name
        See `cnnviz.geometry.resolve_sides`.
    bias, groups, mode
        As for `conv1d`.

    Returns
    -------
    ndarray, shape (D', H', W') for one volume under one (h, k, l) kernel, else (F, D', H', W') or with (N,)

    Raises
    ------
    KernelError, ShapeError
        With a sentence on what doesn't fit and what would.

    Examples
    --------
    >>> conv3d(np.ones((4, 4, 4)), np.ones((3, 3, 3))).tolist()
    [[[27.0, 27.0], [27.0, 27.0]], [[27.0, 27.0], [27.0, 27.0]]]
    """
    setup = set_up_axes(3, input, weight, bias, stride, padding, dilation, groups, mode)
    return convolve_axes(setup).reshape(setup.given_shape)


def convolve_axes(setup: AxesSetup) -> Floats:
    """Compute a convolution along one or three axes that was checked: (N, F, *size)."""
    output = _series(setup) if setup.space.axes == 1 else _volumes(setup)
    if setup.bias is not None:
        output += setup.bias.reshape(-1, *(1,) * setup.space.axes)
    return output


def _series(setup: AxesSetup) -> Floats:
    """A series is an image of one row."""
    (stride,), (sides,), (gap,) = setup.stride, setup.padding, setup.dilation
    batch, count, length = setup.output_shape
    image = ConvolutionSetup(
        input=setup.input[:, :, None],
        weight=setup.weight[:, :, None],
        bias=None,
        stride=(1, stride),
        padding=((0, 0), sides),
        dilation=(1, gap),
        groups=setup.groups,
        mode=setup.mode,
        output_shape=(batch, count, 1, length),
        given_axes=4,
    )
    return correlate(image)[:, :, 0]


def _volumes(setup: AxesSetup) -> Floats:
    """Each slice of a kernel convolves images, and these add up."""
    output = np.zeros(setup.output_shape, setup.input.dtype)
    shown = source_indices(setup.input.shape[2], *setup.padding[0], setup.mode)
    for tap in range(setup.taps[0]):
        sources = shown[np.arange(output.shape[2]) * setup.stride[0] + tap * setup.dilation[0]]
        inside = np.flatnonzero(sources >= 0)
        if inside.size:
            output[:, :, inside] += _slices(setup, tap, sources[inside])
    return output


def _slices(setup: AxesSetup, tap: int, sources: NDArray[np.intp]) -> Floats:
    """Convolve some slices of all volumes with one slice of the kernels: (N, F, slices, H', W')."""
    batch, count, _, rows, columns = setup.output_shape
    images = setup.input[:, :, sources].swapaxes(1, 2)  # (N, slices, C, H, W)
    (down, across), (tall, wide) = setup.stride[1:], setup.dilation[1:]
    (above, beside) = setup.padding[1:]
    flat = ConvolutionSetup(
        input=images.reshape(-1, *images.shape[2:]),
        weight=setup.weight[:, :, tap],
        bias=None,
        stride=(down, across),
        padding=(above, beside),
        dilation=(tall, wide),
        groups=setup.groups,
        mode=setup.mode,
        output_shape=(batch * sources.size, count, rows, columns),
        given_axes=4,
    )
    return correlate(flat).reshape(batch, sources.size, count, rows, columns).swapaxes(1, 2)
