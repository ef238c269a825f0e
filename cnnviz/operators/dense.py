"""The end of a classifier: dense layers, in which every output sees all inputs, and softmax."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats
from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.operators.gates import check_dim


def linear(input: ArrayLike, weight: ArrayLike, bias: ArrayLike | None = None) -> Floats:
    """Return input · weightᵀ + bias, as ``torch.nn.functional.linear`` does.

    Parameters
    ----------
    input : array_like, (…, n_in)
        Any range. ``float64`` stays ``float64``, everything else becomes ``float32``.
    weight : array_like, (n_out, n_in) or (n_in,)
        One row for each output; a single row gives a single output without an axis of its own.
    bias : array_like, (n_out,), optional
        Added to the outputs.

    Returns
    -------
    ndarray, (…, n_out)

    Raises
    ------
    ShapeError
        If the sizes don't match.

    Examples
    --------
    Two neurons look at the same two inputs:

    >>> linear([155, 60], weight=[[0.27, 0.2], [-0.1, -0.4]])
    array([ 53.850002, -39.5     ], dtype=float32)
    """
    values = floats(input)
    rows = floats(weight, values.dtype)
    check_linear(values, rows, bias)
    total = np.asarray(values @ rows.T)
    return total if bias is None else np.asarray(total + floats(bias, values.dtype))


def check_linear(values: Floats, rows: Floats, bias: ArrayLike | None) -> None:
    """Raise a `ShapeError` unless `values` (…, n_in), `rows` (n_out, n_in) and `bias` (n_out,) match."""
    if rows.ndim not in (1, 2) or values.ndim == 0:
        raise ShapeError(
            f"weights of shape {rows.shape} can't meet an input of shape {values.shape}; "
            "use weights (outputs, inputs) and an input (…, inputs)"
        )
    if values.shape[-1] != rows.shape[-1]:
        raise ShapeError(
            f"the weights are for {rows.shape[-1]} inputs, but there are {values.shape[-1]}; "
            "make the two the same"
        )
    if bias is not None and np.shape(bias) != rows.shape[:-1]:
        raise ShapeError(
            f"a bias of shape {np.shape(bias)} does not match {rows.shape[:-1]} outputs; give one per output"
        )


def softmax(input: ArrayLike, dim: int = -1, temperature: float = 1.0) -> Floats:
    """Return e^(x/T) divided by the sum of all of them along `dim`: scores become shares that add up to 1.

    Parameters
    ----------
    input : array_like
        Scores, any shape, any values whose largest is finite.
    dim : int
        The axis along which the shares add up to 1.
    temperature : float
        T > 0. Small: the largest score takes all. Large: all get the same.

    Raises
    ------
    ShapeError
        If there is no axis `dim`.
    CnnvizError
        If `temperature` isn't a positive, finite number, or the largest score isn't finite. (−∞ beside finite
        scores is no score at all: its share is 0.)

    Notes
    -----
    The largest score is subtracted first, which changes no share and keeps e^x from overflowing.

    Examples
    --------
    >>> softmax([2.5, 1.8, 0.2]).round(3)
    array([0.626, 0.311, 0.063], dtype=float32)
    >>> softmax([2.5, 1.8, 0.2], temperature=0.1).round(3)
    array([0.999, 0.001, 0.   ], dtype=float32)
    """
    values = floats(input)
    check_dim(values, dim)
    if not 0 < temperature < math.inf:
        raise CnnvizError(f"a temperature of {temperature} has no meaning; use a number above 0, such as 1")
    halves = values.astype(np.float64) / 2  # halved, for the difference of two huge numbers to stay finite
    largest = halves.max(axis=dim, keepdims=True)
    if not np.isfinite(largest).all():
        raise CnnvizError(
            "the largest logit is not a finite number, so softmax is undefined; use finite logits"
        )
    with np.errstate(over="ignore"):  # a difference far below 0 may become −∞, whose share is 0
        powers = np.exp((halves - largest) / temperature * 2)
    shares: Floats = powers / powers.sum(axis=dim, keepdims=True)
    return shares.astype(values.dtype, copy=False)


def log_softmax(input: ArrayLike, dim: int = -1) -> Floats:
    """Return the natural logarithm of `softmax` along `dim`, exact where a share is too small for a float.

    Parameters
    ----------
    input, dim
        As for `softmax`.

    Raises
    ------
    ShapeError
        If there is no axis `dim`.

    Examples
    --------
    >>> log_softmax([0.0, 1000.0])
    array([-1000.,     0.], dtype=float32)
    """
    values = floats(input)
    check_dim(values, dim)
    wide = values.astype(np.float64)  # holds the difference of any two float32
    shifted = wide - wide.max(axis=dim, keepdims=True)
    logarithms: Floats = shifted - np.log(np.exp(shifted).sum(axis=dim, keepdims=True))
    return logarithms.astype(values.dtype, copy=False)
