"""Dense layer, softmax and its loss as plain loops; the fast twins are in `cnnviz.operators`."""

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


def log_softmax(input: ArrayLike, dim: int = -1) -> Floats:
    """Return each x less the logarithm of the sum of all e^x along `dim`."""
    values = np.moveaxis(floats(input), dim, -1)
    output = np.empty_like(values)
    for index in np.ndindex(values.shape[:-1]):
        scores = [float(score) for score in values[index]]
        largest = max(scores)
        total = sum(math.exp(score - largest) for score in scores)  # − largest: no overflow
        for i, score in enumerate(scores):
            output[(*index, i)] = score - largest - math.log(total)
    return np.moveaxis(output, -1, dim)


def cross_entropy(
    input: ArrayLike, target: ArrayLike, reduction: str = "mean", label_smoothing: float = 0.0
) -> Floats:
    """Return −ln of the share that softmax gives the right class; of several examples the mean."""
    logits = floats(input)
    losses = []
    for scores, right in zip(np.atleast_2d(logits), np.atleast_1d(target), strict=True):
        largest = max(map(float, scores))
        total = sum(math.exp(float(score) - largest) for score in scores)
        logarithms = [float(score) - largest - math.log(total) for score in scores]
        evenly = sum(logarithms) / len(logarithms)
        losses.append(-(1 - label_smoothing) * logarithms[right] - label_smoothing * evenly)
    if reduction == "none":
        return np.array(losses, logits.dtype).reshape(np.shape(target))
    return np.array(sum(losses) / (len(losses) if reduction == "mean" else 1), logits.dtype)
