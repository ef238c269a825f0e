"""The dense layer: every output is a weighted sum of all inputs."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.errors import ShapeError
from cnnviz.operators.windows import Floats, as_floats


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
    values = as_floats(input)
    rows = np.asarray(weight, values.dtype)
    check_linear(values, rows, bias)
    total = np.asarray(values @ rows.T)
    return total if bias is None else np.asarray(total + np.asarray(bias, values.dtype))


def check_linear(values: Floats, rows: Floats, bias: ArrayLike | None) -> None:
    """Raise a `ShapeError` unless `values` (…, n_in), `rows` (n_out, n_in) and `bias` (n_out,) match."""
    if rows.ndim not in (1, 2) or values.ndim == 0:
        raise ShapeError(
            f"weights of shape {rows.shape} can't meet an input of shape {values.shape}; "
            "use weights (outputs, inputs) and an input (…, inputs)"
        )
    if values.shape[-1] != rows.shape[-1]:
        raise ShapeError(
            f"the weights are for {rows.shape[-1]} inputs, but there are {values.shape[-1]}; make the two the same"
        )
    if bias is not None and np.shape(bias) != rows.shape[:-1]:
        raise ShapeError(
            f"a bias of shape {np.shape(bias)} does not match the outputs' {rows.shape[:-1]}; give one per output"
        )
