"""Convolution of series and of volumes written with plain loops."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats
from cnnviz.geometry.sides import AnyPadding
from cnnviz.operators.axes_setup import PerAxis, set_up_axes
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
    """Slide kernels along series, one product at a time.

    Parameters, result and errors are those of `cnnviz.operators.conv1d`.

    Examples
    --------
    >>> conv1d([2, 2, 2, 8, 8, 8], [-1, 1]).tolist()
    [0.0, 0.0, 6.0, 0.0, 0.0]
    """
    setup = set_up_axes(1, input, weight, bias, stride, padding, dilation, groups, mode)
    filters, depth, taps = setup.weight.shape
    # the number of the series that each position of the padded one shows, −1 where it shows zero
    source_of = source_indices(setup.input.shape[2], *setup.padding[0], setup.mode)

    output = np.zeros(setup.output_shape, setup.input.dtype)
    for n, f, x in np.ndindex(output.shape):
        first_channel = f // (filters // setup.groups) * depth
        total = 0.0 if setup.bias is None else float(setup.bias[f])
        for c in range(depth):
            for i in range(taps):
                source = source_of[x * setup.stride[0] + i * setup.dilation[0]]
                if source >= 0:
                    total += float(setup.weight[f, c, i]) * float(setup.input[n, first_channel + c, source])
        output[n, f, x] = total
    return output.reshape(setup.given_shape)


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
    """Slide kernels through volumes, one product at a time.

    Parameters, result and errors are those of `cnnviz.operators.conv3d`.

    Examples
    --------
    >>> conv3d([[[1, 2]], [[3, 4]]], [[[1]], [[-1]]]).tolist()
    [[[-2.0, -2.0]]]
    """
    setup = set_up_axes(3, input, weight, bias, stride, padding, dilation, groups, mode)
    filters, depth, tap_slices, tap_rows, tap_columns = setup.weight.shape
    # the slice (row, column) of the input that each one of the padded volume shows, −1 where it shows zeros
    slice_of, row_of, column_of = (
        source_indices(size, *sides, setup.mode)
        for size, sides in zip(setup.input.shape[2:], setup.padding, strict=True)
    )

    output = np.zeros(setup.output_shape, setup.input.dtype)
    for n, f, z, y, x in np.ndindex(output.shape):
        first_channel = f // (filters // setup.groups) * depth
        total = 0.0 if setup.bias is None else float(setup.bias[f])
        for c in range(depth):
            for h in range(tap_slices):
                for i in range(tap_rows):
                    for j in range(tap_columns):
                        layer = slice_of[z * setup.stride[0] + h * setup.dilation[0]]
                        row = row_of[y * setup.stride[1] + i * setup.dilation[1]]
                        column = column_of[x * setup.stride[2] + j * setup.dilation[2]]
                        if layer >= 0 and row >= 0 and column >= 0:
                            voxel = setup.input[n, first_channel + c, layer, row, column]
                            total += float(setup.weight[f, c, h, i, j]) * float(voxel)
        output[n, f, z, y, x] = total
    return output.reshape(setup.given_shape)
