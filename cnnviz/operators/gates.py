"""Gates: one half of the values says how much of the other half passes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats
from cnnviz.errors import ShapeError
from cnnviz.operators.activations import sigmoid, sigmoid_slope


def glu(input: ArrayLike, dim: int = -1) -> Floats:
    """Return a·sigmoid(b), a and b being the two halves of `input` along `dim`: b opens a gate for a.

    Raises
    ------
    ShapeError
        If there is no axis `dim`, or its size is odd.

    References
    ----------
    Dauphin, Fan, Auli and Grangier, 2016, "Language Modeling with Gated Convolutional Networks".

    Examples
    --------
    >>> glu([3, 5, 0, 1000])
    array([1.5, 5. ], dtype=float32)
    """
    passed, gate = _halves(input, dim)
    return np.asarray(passed * sigmoid(gate))


def glu_slope(input: ArrayLike, dim: int = -1) -> Floats:
    """Return how fast each output of `glu` grows with its a, then with its b: as many numbers as `input` has.

    With a it grows by sigmoid(b), with b by a·sigmoid(b)·(1 − sigmoid(b)). Errors are those of `glu`.

    >>> glu_slope([4, 0])
    array([0.5, 1. ], dtype=float32)
    """
    passed, gate = _halves(input, dim)
    return np.concatenate([sigmoid(gate), passed * sigmoid_slope(gate)], axis=dim)


def _halves(input: ArrayLike, dim: int) -> tuple[Floats, Floats]:
    values = floats(input)
    check_dim(values, dim)
    if values.shape[dim] % 2:
        raise ShapeError(
            f"GLU halves its input, but axis {dim} has {values.shape[dim]} values; use an even number of them"
        )
    passed, gate = np.split(values, 2, axis=dim)
    return passed, gate


def check_dim(values: Floats, dim: int) -> None:
    """Raise a `ShapeError` unless `values` has an axis `dim` with something in it."""
    if not -values.ndim <= dim < values.ndim:
        raise ShapeError(
            f"there is no axis {dim} in an array with {values.ndim} axes; use one below {values.ndim}"
        )
    if values.shape[dim] == 0:
        raise ShapeError(f"axis {dim} is empty; give it at least one value")
