"""What each number of a training step is made of, in words."""

from __future__ import annotations

from typing import Final

import numpy as np

from cnnviz.backward.passing import Float64
from cnnviz.backward.sayings import SAID
from cnnviz.backward.step import Place, Step
from cnnviz.errors import ShapeError

#: What the numbers of a step are called, by short names: forward, backward, and the weights after.
TITLES: Final = {
    "z": "Output",
    "a": "ReLU",
    "m": "Max pool",
    "p": "Prediction",
    "L": "Loss",
    "dp": "∂L/∂prediction",
    "dm": "∂L/∂max pool",
    "da": "∂L/∂ReLU",
    "dz": "∂L/∂output",
    "dw": "∂L/∂weight",
    "dx": "∂L/∂input",
    "nw": "New weight",
}
_MAPS = {"z": "conv", "a": "relu", "m": "pool"}


def numbers(step: Step, name: str) -> Float64:
    """Give all numbers of a short name in `TITLES`, (rows, columns); empty where the step has none.

    >>> step = Step(np.eye(3), np.eye(2), 1, 0.1)
    >>> numbers(step, "p").tolist(), numbers(step, "a").size
    ([[2.0]], 0)
    """
    if name[-1] in _MAPS:
        found = step.maps if len(name) == 1 else step.gradients
        return found.get(_MAPS[name[-1]], np.zeros((0, 0)))
    single = {"p": "prediction", "L": "loss", "dp": "by_prediction"}
    if name in single:
        return np.array([[getattr(step, single[name])]])
    return np.asarray(getattr(step, {"dw": "by_weight", "dx": "by_input", "nw": "new_weight"}[name]))


def sentence(step: Step, name: str, at: Place) -> str:
    """Say how one number is made, without a full stop.

    Raises
    ------
    ShapeError
        If there is no such number.

    Examples
    --------
    >>> step = Step(np.array([[1.0, 2, 0], [3, 1, 2], [0, 1, 1]]), np.array([[1.0, -1], [0, 2]]), 4, 0.05)
    >>> sentence(step, "dw", (0, 0))
    '∂L/∂weight, row 0, column 0: 2·2 = 4; the other 3 windows pass nothing'
    >>> sentence(step, "nw", (0, 0))
    'New weight, row 0, column 0: 1 − 0.05·4 = 0.8'
    """
    of = numbers(step, name)
    if not all(0 <= place < side for place, side in zip(at, of.shape, strict=True)):
        raise ShapeError(f"{TITLES[name]} has no number at row {at[0]}, column {at[1]}")
    where = "" if name in ("p", "L", "dp") else f", row {at[0]}, column {at[1]}"
    return f"{TITLES[name]}{where}: {SAID[name](step, at)}"
