"""What training minimises: softmax cross-entropy for classes, the mean squared error for pictures."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.operators import log_softmax

Array = NDArray[Any]


def cross_entropy(
    logits: Array, labels: NDArray[np.integer[Any]], label_smoothing: float = 0.0
) -> tuple[float, Callable[[], Array]]:
    """Mean cross-entropy between softmax(logits) and the labels.

    Parameters
    ----------
    logits : ndarray, shape (N, classes)
        Any numbers that are finite in float32.
    labels : ndarray of int, shape (N,)
        0 ≤ label < classes.
    label_smoothing : float
        Share of the target spread evenly over all classes, as in torch; Szegedy et al. (2016), "Rethinking
        the Inception Architecture".

    Returns
    -------
    loss : float
        ≥ 0, in nats.
    backward : callable
        Returns the gradient with respect to the logits, (N, classes), in their precision:
        (softmax − target) / N.

    Raises
    ------
    ShapeError
        If there is not one label an item, or a label is not a class.

    Examples
    --------
    >>> loss, backward = cross_entropy(np.zeros((1, 2)), np.array([0]))
    >>> round(loss, 4)  # ln 2: two classes, no idea
    0.6931
    >>> backward()
    array([[-0.5,  0.5]])
    """
    n, classes = logits.shape
    if n == 0 or labels.shape != (n,) or not 0 <= labels.min() <= labels.max() < classes:
        raise ShapeError(
            f"{n} items need {n} labels from 0 to {classes - 1}, one each, and at least one item"
        )
    logarithms = log_softmax(logits.astype(np.float64))
    target = np.full(logits.shape, label_smoothing / classes)
    target[np.arange(n), labels] += 1 - label_smoothing
    loss = -float((target * logarithms).sum()) / n
    kind = np.result_type(logits.dtype, np.float32)
    return loss, lambda: ((np.exp(logarithms) - target) / n).astype(kind)


def mse_loss(input: Array, target: Array) -> tuple[float, Callable[[], Array]]:
    """Mean of the squared differences, over all numbers of a batch.

    Parameters
    ----------
    input, target : ndarray of one shape
        What a network gave, and what it should have given.

    Returns
    -------
    loss : float
        ≥ 0, in the numbers' unit squared.
    backward : callable
        Returns the gradient with respect to ``input``: 2 · (input − target) / how many numbers there are.

    Raises
    ------
    ShapeError
        If the shapes differ, or there is no number.

    Examples
    --------
    >>> loss, backward = mse_loss(np.array([[1.0, 2.0]]), np.array([[1.0, 4.0]]))
    >>> loss, backward().tolist()
    (2.0, [[0.0, -2.0]])
    """
    if input.shape != target.shape or input.size == 0:
        raise ShapeError(
            f"{input.shape} and {target.shape} can't be compared number by number; give two arrays of one "
            "shape, with at least one number"
        )
    difference = input - target
    loss = float(np.square(difference, dtype=np.float64).mean())
    return loss, lambda: difference * difference.dtype.type(2 / difference.size)
