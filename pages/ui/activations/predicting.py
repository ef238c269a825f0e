"""Predict first: what the activation makes of the number that is marked."""

from __future__ import annotations

import numpy as np

from cnnviz.activated import Activated
from cnnviz.numbers import format_number
from cnnviz.operators import ACTIVATIONS, activation_trace, glu_trace
from cnnviz.predict.values import Trace, question_of
from pages.ui.linked.questions import ask_number

_HUB = "activations"


def ask_first(result: Activated, plane: int, at: tuple[int, int], predict: bool) -> bool:
    """Ask for the number after the activation; say whether it may be seen."""
    if not predict:
        return True
    value = float(result.before[plane][at])
    gate = None if result.gate is None else float(result.gate[at])
    return ask_number(
        _HUB,
        f"{result.key} {value} {gate}",
        _asked(result.key, value, gate),
        lambda: question_of(_trace(result.key, value, gate), {}),
    )


def _trace(key: str, value: float, gate: float | None) -> Trace:
    if gate is None:
        return activation_trace(key, value)
    return glu_trace(np.array([value, gate], np.float32), at=(0,))


def _asked(key: str, value: float, gate: float | None) -> str:
    if gate is None:
        return f"What does {ACTIVATIONS[key].title} make of {format_number(value)}?"
    return f"What does GLU make of the value {format_number(value)} with the gate {format_number(gate)}?"
