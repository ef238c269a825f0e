"""Activations written for one number at a time; `each_value` takes them over an array.

The same names and arguments as in `cnnviz.operators.activations`, which also checks what it is given.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats
from cnnviz.operators.loops.maps import each_value


@each_value
def relu(x: float) -> float:
    """Return x, or 0 if x is negative."""
    if x < 0:
        return 0.0
    return x


@each_value
def sigmoid(x: float) -> float:
    """Return 1 / (1 + e⁻ˣ)."""
    if x < 0:  # the same value; e⁻ˣ would be too large for the computer if x were −1000
        return math.exp(x) / (1 + math.exp(x))
    return 1 / (1 + math.exp(-x))


@each_value
def tanh(x: float) -> float:
    """Return (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)."""
    size = abs(x)
    shrunk = math.exp(-2 * size)  # above and below the line divided by the larger power
    return math.copysign((1 - shrunk) / (1 + shrunk), x)


@each_value
def gelu(x: float, approximate: Literal["none", "tanh"] = "none") -> float:
    """Return x times the probability that a standard normal variable is below x."""
    if approximate == "tanh":
        inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)
        return x * 0.5 * (1 + math.tanh(inner))
    return x * 0.5 * (1 + math.erf(x / math.sqrt(2)))


@each_value
def softplus(x: float, beta: float = 1.0, threshold: float = 20.0) -> float:
    """Return log(1 + e^(beta·x)) / beta; x itself where they are as good as the same."""
    if beta * x > threshold:
        return x
    return math.log1p(math.exp(beta * x)) / beta


@each_value
def elu(x: float, alpha: float = 1.0) -> float:
    """Return x, or alpha·(eˣ − 1) if x is negative."""
    if x > 0:
        return x
    return alpha * math.expm1(x)  # eˣ − 1, exact also where eˣ is nearly 1


@each_value
def leaky_relu(x: float, negative_slope: float = 0.01) -> float:
    """Return x, or only a small share of it if x is negative."""
    if x > 0:
        return x
    return negative_slope * x


@each_value
def silu(x: float) -> float:
    """Return x times its sigmoid."""
    return x * float(sigmoid(x))


def glu(input: ArrayLike, dim: int = -1) -> Floats:
    """Return the first half of the values along `dim`, each let through by a gate from the second half."""
    values = np.moveaxis(floats(input), dim, 0)
    half = len(values) // 2
    output = np.empty_like(values[:half])
    for i in range(half):
        for index in np.ndindex(values.shape[1:]):
            gate = sigmoid(values[half + i][index])
            output[i][index] = values[i][index] * gate
    return np.moveaxis(output, 0, dim)
