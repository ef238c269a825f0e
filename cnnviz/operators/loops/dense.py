"""Dense layer and softmax written as plain loops; the fast twins are in `cnnviz.operators.dense`."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats


def linear(input: ArrayLike, weight: ArrayLike, bias: ArrayLike | None = None) -> Floats:
    """Return for each output the sum of all inputs times its weights, plus its bias."""
    values, rows = floats(input), floats(weight)
    if values.ndim > 1:
        return np.stack([linear(example, weight, bias) for example in values])
    offsets = np.zeros(len(rows)) if bias is None else floats(bias)
    output = np.empty(len(rows), values.dtype)
    for j in range(len(rows)):
        total = float(offsets[j])
        for i in range(len(values)):
            total += float(values[i]) * float(rows[j, i])
        output[j] = total
    return output


def softmax(input: ArrayLike, dim: int = -1, temperature: float = 1.0) -> Floats:
    """Return each e^(x/T) divided by the sum of all of them along `dim`."""
    values = np.moveaxis(floats(input), dim, -1)
    output = np.empty_like(values)
    for index in np.ndindex(values.shape[:-1]):
        scores = [float(score) for score in values[index]]
        largest = max(scores)
        powers = [math.exp((score - largest) / temperature) for score in scores]  # − largest: no overflow
        for i, power in enumerate(powers):
            output[(*index, i)] = power / sum(powers)
    return np.moveaxis(output, -1, dim)
