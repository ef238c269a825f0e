"""Pushing an image towards classes by gradient steps, each time within a bound of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import whole
from cnnviz.attribution.checks import class_of, number_in, one_image
from cnnviz.errors import ShapeError
from cnnviz.network.losses import cross_entropy
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]
#: Gradient steps that a push takes unless told otherwise.
STEPS = 12
#: A step is this many times the bound over the number of steps, so that any point within it can be reached.
STRIDE = 2.5


def push(
    network: Sequential,
    image: ArrayLike,
    targets: ArrayLike,
    bounds: ArrayLike,
    steps: int = STEPS,
    stop: bool = False,
) -> Array:
    """Take signed gradient steps that lower a target's loss, within a bound around the image and 0–1.

    Parameters
    ----------
    network : Sequential
        Ends with one number for each class.
    image : array_like, shape (C, H, W)
        0–1.
    targets : array_like of int, shape (N,)
        The class of each push.
    bounds : array_like, shape (N,)
        By how much a pixel may change at most in each push, 0–1.
    steps : int
    stop : bool
        Whether a push ends once its target is predicted, or uses all of its steps.

    Returns
    -------
    ndarray, shape (N, C, H, W)
        0–1.

    Raises
    ------
    CnnvizError
        If there are not as many targets as bounds, or an argument makes no sense.
    """
    image, goals, steps = one_image(image), np.asarray(targets), whole(steps, "the number of steps")
    most = np.asarray(bounds, dtype=image.dtype)
    if goals.ndim != 1 or goals.shape != most.shape or not len(goals):
        raise ShapeError(
            f"{goals.shape} targets and {most.shape} bounds are not pushes; give one of each for each push"
        )
    for bound in most:
        number_in(float(bound), "the bound", 0, 1)
    most = most[:, None, None, None]
    low, high = np.maximum(image - most, 0), np.minimum(image + most, 1)
    stride = STRIDE * most / steps
    x, moving = np.repeat(image[None], len(goals), axis=0), np.arange(len(goals))
    for _ in range(steps):
        logits, backward = network.forward(x[moving])
        wanted = np.array([class_of(int(goal), logits.shape[1]) for goal in goals[moving]])
        going = logits.argmax(axis=1) != wanted if stop else np.full(len(moving), True)
        if not going.any():
            break
        slope = backward(cross_entropy(logits, wanted)[1]())[0][going]
        moving = moving[going]
        x[moving] = np.clip(x[moving] - stride[moving] * np.sign(slope), low[moving], high[moving])
    return x
