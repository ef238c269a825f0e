"""What a learner is told about a predicted number, and how it is found."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cnnviz.numbers import format_number
from cnnviz.predict.reading import Answer, shown


@dataclass(frozen=True)
class Verdict:
    """What became of a prediction.

    Attributes
    ----------
    right : bool
    slip : str or None
        The key of the slip that gives what was typed, two keys joined by ``+`` if it took two; None if the
        prediction is right, or nothing fits.
    sentence : str
        What to tell the learner.
    working : str
        How the right number comes about; it ends with the answer, so it is for when that is revealed.
    """

    right: bool
    slip: str | None
    sentence: str
    working: str


@dataclass(frozen=True)
class Slip:
    """A known way to a wrong number.

    Attributes
    ----------
    key : str
        Its name.
    value : float
        What it gives.
    did : str
        What the learner did, behind the word "You".
    instead : str
        What would be right, as a sentence without the answer.
    """

    key: str
    value: float
    did: str
    instead: str

    def sentence(self) -> str:
        """Say what was done, what that gives and what would be right."""
        return f"You {self.did}: that gives {format_number(self.value)}. {self.instead}"


@dataclass(frozen=True)
class Question:
    """A number to be predicted.

    Attributes
    ----------
    truth : float
        The number.
    slack : float
        How far off someone may be who reckons with the numbers as they are printed.
    working, hint : str
        How the number comes about with the answer, and the same without it.
    slips : sequence of Slip
        The simplest first.
    finest : float
        An answer is precise enough if half a unit of its last digit is at most this, however few digits it
        has.
    """

    truth: float
    slack: float
    working: str
    hint: str
    slips: Sequence[Slip]
    finest: float = 0.0


def ranked(slips: Iterable[Slip], order: Sequence[str]) -> list[Slip]:
    """Sort slips by the place of their keys in `order`; those that are compounds (``a+b``) come last."""
    return sorted(slips, key=lambda slip: ("+" in slip.key, order.index(slip.key.split("+")[0])))


def judge(answers: Sequence[Answer], question: Question, reveal: bool = False) -> Verdict:
    """Compare what was typed, in each way to read it, with the truth and then with each slip.

    The first slip that gives what was typed is named. A slip that gives the right number is none.
    """
    truth, slack = question.truth, question.slack
    working = question.working
    for answer in answers:
        if answer.means(truth, slack, question.finest):
            return Verdict(True, None, f"Right: {_as_told(answer, truth)}.", working)
    for answer in answers:
        for slip in (*_rounding_slips(answer, truth), *question.slips):
            if _is_slip(slip, truth, slack) and answer.means(slip.value, slack, question.finest):
                return Verdict(False, slip.key, slip.sentence(), working)
    return Verdict(False, None, _missed(answers[0], question, reveal), working)


def _is_slip(slip: Slip, truth: float, slack: float) -> bool:
    if slip.key in ("too_coarse", "cut_off"):
        return True
    apart = math.isfinite(slip.value) and shown(slip.value) != shown(truth)
    return apart and not abs(slip.value - truth) <= slack + 1e-6 * abs(truth)


def _rounding_slips(answer: Answer, truth: float) -> list[Slip]:
    """Return what is nearly right: a number with too few digits, or with digits cut off."""
    distance = abs(answer.value - truth)
    instead = "Round to the nearest, and keep at least two digits (zeros in front are none)."
    if answer.digits == 1 and distance <= answer.half:
        return [Slip("too_coarse", answer.value, "rounded too far", instead)]
    cut = answer.digits > 1 and abs(answer.value) < abs(truth) and answer.value * truth > 0
    if cut and distance < 2 * answer.half:
        return [Slip("cut_off", answer.value, "cut the last digits off instead of rounding", instead)]
    return []


def _as_told(answer: Answer, truth: float) -> str:
    word = format_number(truth)
    return word if answer.value == shown(truth) else f"{format_number(answer.value)}, in full {word}"


def _missed(answer: Answer, question: Question, reveal: bool) -> str:
    size = "large" if answer.value > question.truth else "small"
    side = ", on the wrong side of 0" if answer.value * question.truth < 0 else ""
    told = f"{format_number(answer.value, 8)} is too {size}{side}."
    return f"{told} It comes about so: {question.working}." if reveal else f"{told} {question.hint}"
