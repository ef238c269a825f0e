"""How a convolution passes a gradient back, written with plain loops: window by window."""

from __future__ import annotations

import numpy as np

from cnnviz.arguments import Floats


def conv2d_gradients(
    output_gradient: Floats, input: Floats, weight: Floats, stride: int = 1, padding: int = 0
) -> tuple[Floats, Floats]:
    """Add up what each window passes to the weights and to the input, one product at a time.

    Parameters and results are those of `cnnviz.operators.conv2d_gradients`.

    Examples
    --------
    >>> image, weight = np.array([[[[1.0, 2, 3]]]]), np.array([[[[1.0, -1]]]])
    >>> by_input, by_weight = conv2d_gradients(np.array([[[[0.0, 2]]]]), image, weight)
    >>> by_input.tolist(), by_weight.tolist()
    ([[[[0.0, 2.0, -2.0]]]], [[[[4.0, 6.0]]]])
    """
    by_input, by_weight = np.zeros(input.shape), np.zeros(weight.shape)
    height, width = input.shape[2:]
    for n, f, row, column in np.ndindex(output_gradient.shape):
        gradient = float(output_gradient[n, f, row, column])
        for c, i, j in np.ndindex(weight.shape[1:]):
            y, x = row * stride + i - padding, column * stride + j - padding
            if 0 <= y < height and 0 <= x < width:
                by_weight[f, c, i, j] += gradient * float(input[n, c, y, x])
                by_input[n, c, y, x] += gradient * float(weight[f, c, i, j])
    return by_input, by_weight
