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
from cnnviz.operators.normal import normal_below

#: Softplus is taken to be x above it.
_THRESHOLD = 20.0
#: How much of a negative value Leaky ReLU lets through.
_LEAK = 0.01


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


def softplus(input: ArrayLike, beta: float = 1.0, threshold: float = _THRESHOLD) -> Floats:
    """Return log(1 + e^(beta·x)) / beta, a smooth ReLU that is always above 0.

    Parameters
    ----------
    input : array_like
        Any shape.
    beta : float
        How sharp the corner is, above 0: the larger, the nearer to ReLU.
    threshold : float
        Where beta·x is above it, x itself is returned.

    Raises
    ------
    CnnvizError
        If `beta` is not above 0.

    References
    ----------
    Dugas, Bengio, Bélisle, Nadeau and Garcia, 2001, "Incorporating Second-Order Functional
    Knowledge for Better Option Pricing".

    Examples
    --------
    >>> softplus([-1000, 0, 50]).round(3)
    array([ 0.   ,  0.693, 50.   ], dtype=float32)
    """
    if not beta > 0:
        raise CnnvizError(f"beta={beta!r} gives no softplus; use a number above 0")
    values = floats(input)
    with np.errstate(over="ignore"):  # beta·x may become infinite; x itself is returned there
        steep = values * beta
    soft = (np.maximum(steep, 0) + np.log1p(np.exp(-np.abs(steep)))) / beta
    return np.asarray(np.where(steep > threshold, values, soft))


def elu(input: ArrayLike, alpha: float = 1.0) -> Floats:
    """Return x where it is positive, and alpha·(eˣ − 1) elsewhere: negative values level off at −alpha.

    References
    ----------
    Clevert, Unterthiner and Hochreiter, 2015, "Fast and Accurate Deep Network Learning by Exponential
    Linear Units (ELUs)".

    Examples
    --------
    >>> elu([-1000, 0, 2])
    array([-1.,  0.,  2.], dtype=float32)
    """
    values = floats(input)
    return np.asarray(np.where(values > 0, values, alpha * np.expm1(np.minimum(values, 0))))


def leaky_relu(input: ArrayLike, negative_slope: float = _LEAK) -> Floats:
    """Return x where it is positive, and negative_slope·x elsewhere: a little of each negative value leaks.

    References
    ----------
    Maas, Hannun and Ng, 2013, "Rectifier Nonlinearities Improve Neural Network Acoustic Models".

    Examples
    --------
    >>> leaky_relu([-100, 0, 2])
    array([-1.,  0.,  2.], dtype=float32)
    """
    values = floats(input)
    return np.asarray(np.where(values > 0, values, values * negative_slope))


def silu(input: ArrayLike) -> Floats:
    """Return x·sigmoid(x), also called swish: each value is let through by a gate that it opens itself.

    References
    ----------
    Elfwing, Uchibe and Doya, 2017, "Sigmoid-Weighted Linear Units for Neural Network Function Approximation
    in Reinforcement Learning".

    Examples
    --------
    >>> silu([-1, 0, 1]).round(3)
    array([-0.269,  0.   ,  0.731], dtype=float32)
    """
    values = floats(input)
    return np.asarray(values * sigmoid(values))


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


def softplus_slope(input: ArrayLike) -> Floats:
    """Return the slope of `softplus` with its defaults."""
    values = floats(input)
    return np.asarray(np.where(values > _THRESHOLD, 1, sigmoid(values)), values.dtype)


def elu_slope(input: ArrayLike) -> Floats:
    """Return the slope of `elu` with alpha 1."""
    return np.exp(np.minimum(floats(input), 0))


def leaky_relu_slope(input: ArrayLike) -> Floats:
    """Return the slope of `leaky_relu` with its default; at 0 it is that of negative values."""
    values = floats(input)
    return np.asarray(np.where(values > 0, 1, _LEAK), values.dtype)


def silu_slope(input: ArrayLike) -> Floats:
    """Return the slope of `silu`."""
    values = floats(input)
    return np.asarray(sigmoid(values) * (1 + values * sigmoid(-values)))
