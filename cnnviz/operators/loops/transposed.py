"""Transposed convolution written with plain loops: each input is added to all outputs it reaches."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats
from cnnviz.operators.axes_setup import PerAxis
from cnnviz.operators.transposed_setup import set_up_transposed


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
    """Add up kernels, each times one number of a series, one product at a time.

    Parameters, result and errors are those of `cnnviz.operators.conv_transpose1d`.

    Examples
    --------
    >>> conv_transpose1d([2, 1, 3], [1, 2, 1], stride=2).tolist()
    [2.0, 4.0, 3.0, 2.0, 4.0, 6.0, 3.0]
    """
    setup = set_up_transposed(1, input, weight, bias, stride, padding, output_padding, groups, dilation)
    channels, filters, taps = setup.weight.shape
    length = setup.output_shape[2]

    output = np.zeros(setup.output_shape)
    for n, c, x in np.ndindex(setup.input.shape):
        first_filter = c // (channels // setup.groups) * filters
        for f in range(filters):
            for i in range(taps):
                place = x * setup.stride[0] + i * setup.dilation[0] - setup.padding[0]
                if 0 <= place < length:
                    product = float(setup.weight[c, f, i]) * float(setup.input[n, c, x])
                    output[n, first_filter + f, place] += product
    for f in range(output.shape[1]):
        output[:, f] += 0.0 if setup.bias is None else float(setup.bias[f])
    return output.reshape(setup.given_shape).astype(setup.input.dtype)


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
    """Add up kernels, each times one number of a map, one product at a time.

    Parameters, result and errors are those of `cnnviz.operators.conv_transpose2d`.

    Examples
    --------
    >>> conv_transpose2d([[1, 2]], [[1, 1], [0, 3]], stride=2).tolist()
    [[1.0, 1.0, 2.0, 2.0], [0.0, 3.0, 0.0, 6.0]]
    """
    setup = set_up_transposed(2, input, weight, bias, stride, padding, output_padding, groups, dilation)
    channels, filters, tap_rows, tap_columns = setup.weight.shape
    height, width = setup.output_shape[2:]

    output = np.zeros(setup.output_shape)
    for n, c, y, x in np.ndindex(setup.input.shape):
        first_filter = c // (channels // setup.groups) * filters
        for f in range(filters):
            for i in range(tap_rows):
                for j in range(tap_columns):
                    row = y * setup.stride[0] + i * setup.dilation[0] - setup.padding[0]
                    column = x * setup.stride[1] + j * setup.dilation[1] - setup.padding[1]
                    if 0 <= row < height and 0 <= column < width:
                        product = float(setup.weight[c, f, i, j]) * float(setup.input[n, c, y, x])
                        output[n, first_filter + f, row, column] += product
    for f in range(output.shape[1]):
        output[:, f] += 0.0 if setup.bias is None else float(setup.bias[f])
    return output.reshape(setup.given_shape).astype(setup.input.dtype)
