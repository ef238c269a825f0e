"""The products that a number of a training step is the sum of, as pairs of their factors."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cnnviz.backward.step import Place, Step

Term = tuple[float, float]


def output_terms(step: Step, at: Place) -> list[Term]:
    """Pair each weight with the number under it, at one output; what is padded is 0."""
    row, column = (place * step.stride for place in at)
    rows, columns = step.weight.shape
    window = np.pad(step.input, step.padding)[row : row + rows, column : column + columns]
    return list(zip(step.weight.flat, window.flat, strict=True))


def weight_terms(step: Step, at: Place) -> list[Term]:
    """Pair the gradient of each output with the number that lay under one weight there."""
    padded, gradient = np.pad(step.input, step.padding), step.gradients["conv"]
    rows, columns = (
        np.arange(count) * step.stride + tap for count, tap in zip(gradient.shape, at, strict=True)
    )
    return list(zip(gradient.flat, padded[np.ix_(rows, columns)].flat, strict=True))


def input_terms(step: Step, at: Place) -> list[Term]:
    """Pair the gradient of each output whose window holds one input with the weight that lay over it."""
    gradient = step.gradients["conv"]
    return [
        (gradient[row, column], step.weight[i, j])
        for row, i in _reached(step, at, 0)
        for column, j in _reached(step, at, 1)
    ]


def _reached(step: Step, at: Place, axis: int) -> Iterator[tuple[int, int]]:
    """Yield the outputs along an axis whose windows hold an input, each with the weight's place over it."""
    for output in range(step.gradients["conv"].shape[axis]):
        tap = at[axis] + step.padding - output * step.stride
        if 0 <= tap < step.weight.shape[axis]:
            yield output, tap
