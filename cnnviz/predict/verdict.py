"""What a learner is told about a predicted number, and how it is found."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cnnviz.numbers import format_number
from cnnviz.predict.place import Place
from cnnviz.predict.reading import ROUNDING, Answer, shown

_ROUND = "Round to the nearest, and keep at least two digits (leading zeros do not count)."


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
        How the right number is computed; it ends with the answer, so it is for when that is revealed.
    where : Place or None
        Where the slip lies, for a figure to mark it; None if nowhere in particular.
    """

    right: bool
    slip: str | None
    sentence: str
    working: str
    where: Place | None = None


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
    where : Place or None
        See `Verdict`.
    """

    key: str
    value: float
    did: str
    instead: str
    where: Place | None = None

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
        How the number is computed, with the answer and without.
    slips : sequence of Slip
        The simplest first.
    finest : float
        An answer is precise enough if half a unit of its last digit is at most this, however few digits it
        has.
    is_counted : bool
        Whether it is a whole number that was counted: no rounding brings it to its neighbour.
    """

    truth: float
    slack: float
    working: str
    hint: str
    slips: Sequence[Slip]
    finest: float = 0.0
    is_counted: bool = False

    @property
    def possible(self) -> list[Slip]:
        """Those of the slips that lead to another number than the right one."""
        return [slip for slip in self.slips if _is_slip(slip, self)]

    @property
    def rounding(self) -> float:
        """How far off an exact answer may be, as a part of the number."""
        return 0.0 if self.is_counted else ROUNDING


def ranked(slips: Iterable[Slip], order: Sequence[str]) -> list[Slip]:
    """Sort slips by where their keys are in `order`; those that are compounds (``a+b``) come last."""
    return sorted(slips, key=lambda slip: ("+" in slip.key, order.index(slip.key.split("+")[0])))


def placed(slips: Iterable[Slip], places: Mapping[str, Place | None]) -> list[Slip]:
    """Give slips without a place the one that `places` has for their keys, of a compound for its first."""
    return [replace(slip, where=slip.where or places.get(slip.key.split("+")[0])) for slip in slips]


def judge(answers: Sequence[Answer], question: Question, reveal: bool = False) -> Verdict:
    """Compare what was typed, in each way to read it, with the truth and then with each slip.

    The first slip that gives what was typed is named, one that gives it exactly before one that must be
    rounded. A slip that gives the right number is none.
    """
    truth, working = question.truth, question.working
    for answer in answers:
        if _means(answer, truth, question):
            return Verdict(True, None, f"Right: {_as_told(answer, truth)}.", working)
    for answer in answers:
        if told := _badly_rounded(answer, truth):
            return Verdict(False, *told, working)
        if slip := _slipped(answer, question):
            return Verdict(False, slip.key, slip.sentence(), working, slip.where)
    return Verdict(False, None, _missed(answers[0], question, reveal), working)


def _slipped(answer: Answer, question: Question) -> Slip | None:
    """Return the first slip that gives the answer exactly, or else when rounded."""
    slips = question.possible
    exact = (slip for slip in slips if answer.is_exactly(slip.value, question.slack, question.rounding))
    rounded = (slip for slip in slips if _means(answer, slip.value, question))
    return next(exact, None) or next(rounded, None)


def _means(answer: Answer, number: float, question: Question) -> bool:
    """Say whether an answer stands for a number, as exactly as the question asks."""
    return answer.means(number, question.slack, question.finest, question.rounding)


def _is_slip(slip: Slip, question: Question) -> bool:
    """Say whether a slip leads to another number than the right one."""
    truth = question.truth
    apart = math.isfinite(slip.value) and shown(slip.value) != shown(truth)
    return apart and abs(slip.value - truth) > question.slack + question.rounding * abs(truth)


def _badly_rounded(answer: Answer, truth: float) -> tuple[str, str] | None:
    """Return key and sentence for what is nearly right: too few digits, or digits cut off.

    One digit is called rounded too far if it is within a fifth of the truth: 1 for 0.6 is something else.
    """
    distance = abs(answer.value - truth)
    if answer.digits == 1 and distance <= min(answer.half, abs(truth) / 5):
        return "too_coarse", f"You rounded too far. {_ROUND}"
    cut = answer.digits > 1 and abs(answer.value) < abs(truth) and answer.value * truth > 0
    if cut and distance < 2 * answer.half:
        return "cut_off", f"You cut off the last digits instead of rounding. {_ROUND}"
    return None


def _as_told(answer: Answer, truth: float) -> str:
    word = format_number(truth)
    return word if answer.value == shown(truth) else f"{format_number(answer.value)}, in full {word}"


def _missed(answer: Answer, question: Question, reveal: bool) -> str:
    size = "large" if answer.value > question.truth else "small"
    side = ", on the wrong side of 0" if answer.value * question.truth < 0 else ""
    rest = f"Here is the working: {question.working}." if reveal else question.hint
    return f"{format_number(answer.value, 8)} is too {size}{side}. {rest}"
