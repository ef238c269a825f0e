"""Predict first: what is left of a logit without the map that is followed."""

from __future__ import annotations

from functools import partial

from cnnviz.figures import format_number
from cnnviz.network.evidence import Evidence
from cnnviz.predict.evidence_slips import without_question
from pages.ui.linked.questions import ask_number

_HUB = "why_without"


def ask_first(found: Evidence, unit: int, at: tuple[int, int], label: str, predict: bool) -> bool:
    """Ask for the logit of a class without a map, and say whether it may be seen."""
    if not predict:
        return True
    name = f"{found.logit} {found.bias} {unit} {found.of_maps[unit]}"
    text = f"The logit of {label} is {format_number(found.logit)}. What would it be without map {unit}?"
    return ask_number(_HUB, name, text, partial(without_question, found, unit, at))
