"""How one output of a dense layer or a softmax, or the loss after it, is computed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats, position_in
from cnnviz.errors import ShapeError
from cnnviz.numbers import format_number
from cnnviz.operators.cross_entropy import cross_entropy
from cnnviz.operators.dense import linear, softmax
from cnnviz.operators.words import ends, factor, summed


@dataclass(frozen=True)
class LinearTrace:
    """One output of a dense layer: `inputs`, `weights`, `products` (all (n_in,)), `bias` and sum `total`."""

    inputs: Floats
    weights: Floats
    products: Floats
    bias: float
    total: float

    def sentence(self) -> str:
        """Write the weighted sum out; of a long one only the ends."""
        products = [f"{factor(x)}·{factor(w)}" for x, w in zip(self.inputs, self.weights, strict=True)]
        terms = ends(products, "…")
        if self.bias:
            terms.append(factor(self.bias))
        return f"{' + '.join(terms)} = {format_number(self.total)}"


def linear_trace(
    input: ArrayLike, weight: ArrayLike, bias: ArrayLike | None = None, at: int = 0
) -> LinearTrace:
    """Return how output `at` of a dense layer is computed.

    Parameters
    ----------
    input : array_like, (n_in,)
        One example.
    weight, bias
        As for `cnnviz.operators.dense.linear`, with a row of weights for each output.
    at : int
        Which output, counted from 0.

    Raises
    ------
    ShapeError
        If the sizes don't match, or there is no such output.

    Examples
    --------
    >>> linear_trace([155, 60], [[0.27, 0.2], [-0.1, -0.4]], at=1).sentence()
    '155·(−0.1) + 60·(−0.4) = −39.5'
    """
    values, rows = floats(input), floats(weight)
    if values.ndim != 1 or rows.ndim != 2:
        raise ShapeError(
            f"an input of shape {values.shape} and weights of shape {rows.shape} can't be traced; "
            "use one example (inputs,) and weights (outputs, inputs)"
        )
    outputs = linear(values, rows, bias)
    (at,) = position_in(outputs.shape, (at,))
    weights = floats(rows[at], values.dtype)
    offset = 0.0 if bias is None else float(floats(bias)[at])
    return LinearTrace(values, weights, values * weights, offset, float(outputs[at]))


@dataclass(frozen=True)
class SoftmaxTrace:
    """One share of a softmax.

    Attributes
    ----------
    scores : ndarray, (n,)
        What the softmax was given.
    at : int
        Which share this is.
    temperature : float
        What the scores were divided by.
    powers : ndarray, (n,), float64
        e^((score − largest score) / temperature), so 1 for the largest.
    total : float
        Their sum.
    value : float
        The share.
    """

    scores: Floats
    at: int
    temperature: float
    powers: Floats
    total: float
    value: float

    def sentence(self) -> str:
        """Write the share out as a fraction."""
        power = format_number(self.powers[self.at])
        above = f"{factor(self.scores[self.at])} − {factor(self.scores.max())}"
        above = f"({above})" if self.temperature == 1 else f"(({above}) / {format_number(self.temperature)})"
        share = format_number(self.value)
        equals = "≈" if share == "1" and np.count_nonzero(self.powers) > 1 else "="  # others have some, too
        return f"e^{above} = {power}; {power} / ({summed(self.powers)}) {equals} {share}"


def softmax_trace(input: ArrayLike, temperature: float = 1.0, at: int = 0) -> SoftmaxTrace:
    """Return how share `at` of a softmax over scores (n,) is computed.

    Raises
    ------
    ShapeError
        If `input` isn't one row of scores, or there is no such share.
    CnnvizError
        If `temperature` isn't a positive, finite number.

    Examples
    --------
    >>> softmax_trace([2.5, 1.8, 0.2], at=1).sentence()
    'e^(1.8 − 2.5) = 0.4966; 0.4966 / (1 + 0.4966 + 0.1003) = 0.311'
    """
    scores = floats(input)
    if scores.ndim != 1:
        raise ShapeError(f"logits of shape {scores.shape} can't be traced; use one row of them")
    shares = softmax(scores.astype(np.float64), temperature=temperature)
    (at,) = position_in(shares.shape, (at,))
    value = float(softmax(scores, temperature=temperature)[at])
    return SoftmaxTrace(scores, at, temperature, shares / shares.max(), float(1 / shares.max()), value)


@dataclass(frozen=True)
class CrossEntropyTrace:
    """The loss of one example: all `shares` (n,), the `share` of the right class `at`, and its −ln."""

    shares: Floats
    at: int
    share: float
    loss: float

    def sentence(self) -> str:
        """Write the logarithm out."""
        return f"−ln {format_number(self.share)} = {format_number(self.loss)}"


def cross_entropy_trace(input: ArrayLike, target: int) -> CrossEntropyTrace:
    """Return how the cross-entropy of one row of logits (n,) is computed, `target` being the right class.

    Raises
    ------
    ShapeError
        If `input` isn't one row of logits, or there is no such class.

    Examples
    --------
    >>> cross_entropy_trace([2.5, 1.8, 0.2], 0).sentence()
    '−ln 0.6262 = 0.468'
    """
    logits = floats(input)
    if logits.ndim != 1:
        raise ShapeError(f"logits of shape {logits.shape} can't be traced; use one row of them")
    loss = float(cross_entropy(logits, target))
    shares = softmax(logits)
    return CrossEntropyTrace(shares, target, float(shares[target]), loss)
