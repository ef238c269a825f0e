"""Convolution written with plain loops: slow, and nothing to hide."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, Pair
from cnnviz.geometry.padding import Padding
from cnnviz.operators.convolution_setup import set_up
from cnnviz.operators.padding import BorderMode, source_indices


def conv2d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    groups: int = 1,
    mode: BorderMode = "constant",
) -> Floats:
    """Slide kernels over maps, one product at a time.

    Parameters, result and errors are those of `cnnviz.operators.convolution.conv2d`.

    Examples
    --------
    >>> conv2d([[1, 2, 3], [4, 5, 6]], [[0, 1], [1, 0]])
    array([[6., 8.]], dtype=float32)
    """
    setup = set_up(input, weight, bias, stride, padding, dilation, groups, mode)
    height, width = setup.input.shape[2:]
    filters, depth, tap_rows, tap_columns = setup.weight.shape
    # the row (column) of the input that each row (column) of the padded image shows, −1 where it shows zeros
    row_of = source_indices(height, *setup.padding[0], setup.mode)
    column_of = source_indices(width, *setup.padding[1], setup.mode)

    output = np.zeros(setup.output_shape, setup.input.dtype)
    for n, f, y, x in np.ndindex(output.shape):
        first_channel = f // (filters // setup.groups) * depth
        total = 0.0 if setup.bias is None else float(setup.bias[f])
        for c in range(depth):
            for i in range(tap_rows):
                for j in range(tap_columns):
                    row = row_of[y * setup.stride[0] + i * setup.dilation[0]]
                    column = column_of[x * setup.stride[1] + j * setup.dilation[1]]
                    if row >= 0 and column >= 0:
                        pixel = setup.input[n, first_channel + c, row, column]
                        total += float(setup.weight[f, c, i, j]) * float(pixel)
        output[n, f, y, x] = total
    return setup.as_given(output)
