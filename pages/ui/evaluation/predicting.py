"""Predict first: the recall of the chosen cell's true class, and the precision of its predicted one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from cnnviz.images import digest
from cnnviz.numbers import format_number
from cnnviz.predict.share_slips import Measure, share_question, whole
from pages.ui.classifier import current
from pages.ui.linked.questions import ask_number

_MEASURES: Final[tuple[Measure, ...]] = ("recall", "precision")
Confusion = Sequence[Sequence[int]]
#: What is hidden: a measure of a class.
Hidden = tuple[Measure, int]


def ask_first(confusion: Confusion, cell: tuple[int, int], predict: bool) -> set[Hidden]:
    """Ask for both, and give what is not known yet; of a class without images nothing is asked."""
    if not predict:
        return set()
    hidden = set()
    for measure, label, other in zip(_MEASURES, cell, reversed(cell), strict=True):
        if whole(confusion, label, measure) and not _is_known(confusion, measure, label, other):
            hidden.add((measure, label))
    return hidden


def _is_known(confusion: Confusion, measure: Measure, label: int, other: int) -> bool:
    name = f"{measure} {digest(str(confusion).encode())[:16]} {label}"
    question = partial(share_question, confusion, label, measure, other)
    return ask_number(f"evaluation_{measure}", name, _asked(confusion, measure, label), question)


def _asked(confusion: Confusion, measure: Measure, label: int) -> str:
    """Put the question; row and column are added up, which of them counts is left to the learner."""
    row, column = (format_number(whole(confusion, label, one)) for one in _MEASURES)
    name = current.labels()[label]
    sums = f"Its row adds up to {row}, its column to {column}."
    return f"{measure.capitalize()} of {name}, such as 0.55 or 55 %? {sums}"
