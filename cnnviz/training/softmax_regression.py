"""Softmax regression with weight decay, fitted until it stands still."""

import numpy as np
from numpy.typing import NDArray

from cnnviz.network.losses import cross_entropy
from cnnviz.network.sequential import Array

#: Columns whose values hardly differ are not stretched further than this would.
LEAST_SPREAD = 1e-3


def fit(
    inputs: Array, labels: NDArray[np.int64], decay: float, classes: int, steps: int = 300
) -> tuple[Array, Array]:
    r"""Find the weights that minimise the mean cross-entropy + decay/2 · Σ weight².

    It is convex, so that there is one minimum; SciPy's L-BFGS goes there. The decay is counted on inputs
    whose columns were brought to mean 0 and variance 1, and the weights given back are those of the inputs as
    they are.

    Parameters
    ----------
    inputs : ndarray, shape (N, D)
    labels : ndarray of int, shape (N,)
    decay : float
    classes : int
    steps : int
        It ends after so many at the latest.

    Returns
    -------
    weight : ndarray, shape (classes, D)
    bias : ndarray, shape (classes,)
    """
    from scipy.optimize import minimize  # for training alone; the app does without SciPy

    mean, spread = inputs.mean(axis=0, dtype=np.float64), inputs.std(axis=0, dtype=np.float64)
    spread = np.maximum(spread, LEAST_SPREAD)
    x = (inputs - mean) / spread

    def loss_and_gradient(flat: Array) -> tuple[float, Array]:
        weight, bias = flat[classes:].reshape(classes, -1), flat[:classes]
        loss, backward = cross_entropy(x @ weight.T + bias, labels)
        gradient = backward()
        at_weight = gradient.T @ x + decay * weight
        return loss + decay / 2 * float((weight**2).sum()), np.concatenate(
            [gradient.sum(axis=0), at_weight.ravel()]
        )

    start = np.zeros(classes * (1 + x.shape[1]))
    found = minimize(loss_and_gradient, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    weight = found[classes:].reshape(classes, -1) / spread
    return weight, found[:classes] - weight @ mean
