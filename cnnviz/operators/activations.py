"""Activations: what a neuron makes of its weighted sum.

All take arrays of any shape; ``float64`` stays ``float64``, everything else becomes ``float32``.
No finite value overflows or warns. `cnnviz.operators.activation_table` has a row for each.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats
from cnnviz.errors import CnnvizError


def relu(input: ArrayLike) -> Floats:
    """Return the larger of x and 0: negative values are silenced, positive ones pass.

    >>> relu([53.85, -39.5])
    array([53.85,  0.  ], dtype=float32)
    """
    return np.asarray(np.maximum(floats(input), 0))


def sigmoid(input: ArrayLike) -> Floats:
    """Return 1 / (1 + e⁻ˣ), between 0 and 1.

    For negative x it is computed as eˣ / (1 + eˣ), so that e is never raised to a large power.

    >>> sigmoid([-1000, 0, 1000])
    array([0. , 0.5, 1. ], dtype=float32)
    """
    values = floats(input)
    small = np.exp(-np.abs(values))
    return np.asarray(np.where(values < 0, small, 1) / (1 + small))


def tanh(input: ArrayLike) -> Floats:
    """Return the hyperbolic tangent, between −1 and 1.

    >>> tanh([-1000, 0, 1000])
    array([-1.,  0.,  1.], dtype=float32)
    """
    return np.tanh(floats(input))


def gelu(input: ArrayLike, approximate: Literal["none", "tanh"] = "none") -> Floats:
    """Return x·Φ(x), Φ being the normal distribution's probability of a value below x.

    Parameters
    ----------
    input : array_like
        Any shape.
    approximate : {"none", "tanh"}
        "none" uses the error function; "tanh" the formula used
        when that was slow, off by at most 0.0005.

    Raises
    ------
    CnnvizError
        If `approximate` is something else.

    References
    ----------
    Hendrycks and Gimpel, 2016, "Gaussian Error Linear Units (GELUs)".

    Examples
    --------
    >>> gelu([-1.0, 0.0, 1.0]).round(3)
    array([-0.159,  0.   ,  0.841], dtype=float32)
    """
    values = floats(input)
    if approximate == "none":
        return values * normal_below(values)
    if approximate == "tanh":
        with np.errstate(over="ignore"):  # x² may become infinite; its tanh is 1 all the same
            inner = math.sqrt(2 / math.pi) * values * (1 + 0.044715 * values**2)
        return values * (0.5 * (1 + np.tanh(inner)))
    raise CnnvizError(f'approximate={approximate!r} is not a way to compute GELU; use "none" or "tanh"')


def normal_below(values: Floats) -> Floats:
    """Return Φ(x): the probability that a standard normal variable is below x."""
    from scipy.special import erf  # loaded only once it is asked for: SciPy makes a page start later

    return np.asarray(0.5 * (1 + erf(values * math.sqrt(0.5))))


def linear_slope(input: ArrayLike) -> Floats:
    """Return 1 for each value: the slope of a linear unit."""
    return np.ones_like(floats(input))


def relu_slope(input: ArrayLike) -> Floats:
    """Return the slope of `relu`; at 0 it is taken as 0."""
    values = floats(input)
    return (values > 0).astype(values.dtype)


def sigmoid_slope(input: ArrayLike) -> Floats:
    """Return the slope of `sigmoid`."""
    value = sigmoid(input)
    return np.asarray(value * (1 - value))


def tanh_slope(input: ArrayLike) -> Floats:
    """Return the slope of `tanh`."""
    return np.asarray(1 - tanh(input) ** 2)


def gelu_slope(input: ArrayLike) -> Floats:
    """Return the slope of `gelu` that uses the error function."""
    values = floats(input)
    with np.errstate(over="ignore"):  # x² may become infinite; the bell curve is 0 there
        bell = np.exp(-(values**2) / 2) / math.sqrt(2 * math.pi)
    return np.asarray(normal_below(values) + values * bell)
