"""What a classifier is trained by: how little it expected the right class."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, floats
from cnnviz.errors import ShapeError
from cnnviz.operators.dense import log_softmax

Reduction = Literal["mean", "sum", "none"]


def cross_entropy(
    input: ArrayLike, target: ArrayLike, reduction: Reduction = "mean", label_smoothing: float = 0.0
) -> Floats:
    """Return −ln of the share that softmax gives the right class, as ``torch.nn.functional.cross_entropy``.

    Parameters
    ----------
    input : array_like, (C,) or (N, C)
        Logits, one for each class; softmax is part of the loss.
    target : array_like of int, () or (N,)
        The right class of each example, counted from 0.
    reduction : {"mean", "sum", "none"}
        What is made of the losses of N examples.
    label_smoothing : float
        The part of the target, 0 to 1, that is spread evenly over all classes.

    Returns
    -------
    ndarray
        The loss in nats, at least 0; (N,) without a reduction of several examples.

    Raises
    ------
    ShapeError
        If there is not one class an example, or no such class.

    Examples
    --------
    >>> cross_entropy([2.5, 1.8, 0.2], 0).round(3)
    np.float32(0.468)
    """
    logits, classes = floats(input), np.asarray(target)
    check_classes(logits, classes)
    rows = log_softmax(logits.astype(np.float64)).reshape(-1, logits.shape[-1])
    of_right = np.take_along_axis(rows, classes.reshape(-1, 1), axis=1)[:, 0]
    losses = -(1 - label_smoothing) * of_right - label_smoothing * rows.mean(axis=1)
    if reduction != "none":
        losses = losses.mean() if reduction == "mean" else losses.sum()
    return np.asarray(losses, logits.dtype).reshape(classes.shape if reduction == "none" else ())


def check_classes(logits: Floats, classes: np.ndarray) -> None:
    """Raise a `ShapeError` unless `logits` (C,) or (N, C) have one of their classes an example."""
    is_whole = np.issubdtype(classes.dtype, np.integer)
    if logits.ndim not in (1, 2) or 0 in logits.shape or not is_whole or classes.shape != logits.shape[:-1]:
        raise ShapeError(
            f"logits of shape {logits.shape} and right classes of shape {classes.shape} can't be compared; "
            "use logits (classes,) and one whole number, or (examples, classes) and (examples,)"
        )
    if not 0 <= classes.min() <= classes.max() < logits.shape[-1]:
        raise ShapeError(
            f"there are {logits.shape[-1]} classes, counted from 0; use a right class from 0 to "
            f"{logits.shape[-1] - 1}"
        )
