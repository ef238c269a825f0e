"""A problem: an exercise with the numbers of one seed, what is asked, and what is said of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

import numpy as np

from cnnviz.errors import CnnvizError
from cnnviz.exercises.catalogue import Exercise
from cnnviz.exercises.drawing import TRIES, Draw
from cnnviz.exercises.formulas import Formulas
from cnnviz.exercises.functions import FUNCTIONS
from cnnviz.exercises.item import Item, Level, Posed, View
from cnnviz.exercises.words import put_in
from cnnviz.kernels import to_text

#: Seeds are from 0 to this, so that an address with one stays short.
LARGEST_SEED: Final = 999_999


@dataclass(frozen=True)
class Shown:
    """Numbers that a problem shows.

    Attributes
    ----------
    name : str
    look : str
    sign : str
        What stands before them, such as "∗"; empty if nothing does.
    values : list of list of float
        Row by row.
    """

    name: str
    look: str
    sign: str
    values: list[list[float]]


@dataclass(frozen=True)
class Verdict:
    """What became of an answer.

    Attributes
    ----------
    score : float
        0 to 1; 1 is right.
    right : bool
    sentence : str
        Why it is right, or the slip, or how far off it is.
    slip : str or None
        The key of the recognised wrong answer.
    marks : tuple of bool
        Which parts are right.
    """

    score: float
    right: bool
    sentence: str
    slip: str | None
    marks: tuple[bool, ...]


@dataclass(frozen=True)
class Problem:
    """An exercise with the numbers of a seed.

    Attributes
    ----------
    exercise : Exercise
    level : {1, 2, 3}
    seed : int
    draw : Draw
    posed : Posed
    """

    exercise: Exercise
    level: Level
    seed: int
    draw: Draw
    posed: Posed

    @property
    def prompt(self) -> str:
        """What is asked, in Markdown."""
        return self._said(self.exercise.words.prompt)

    @property
    def title(self) -> str:
        """What it is called."""
        return self._said(self.exercise.words.said["title"])

    @property
    def hints(self) -> list[str]:
        """Hints, the gentlest first."""
        return [self._said(hint) for hint in self.exercise.words.hints]

    @property
    def labels(self) -> dict[str, str]:
        """What the choices, names and settings of the form are called."""
        said = self.exercise.words.said
        return {key: self._said(said[key]) for key in self.posed.form.get("keys", ()) if key in said}

    @property
    def figures(self) -> list[Shown]:
        """The numbers that are shown."""
        return [
            Shown(
                self._said(self.exercise.words.said[key]),
                figure.look,
                figure.sign,
                np.atleast_2d(np.asarray(self.draw.value(figure.values), np.float64)).tolist(),
            )
            for key, figure in self.exercise.item.show.items()
        ]

    @property
    def answer_name(self) -> str:
        """What the answer is called where it stands beside the figures."""
        return self._said(self.exercise.words.said.get("answer", "Your answer"))

    @property
    def solution(self) -> View | None:
        """The page on which the solution can be played through, its numbers put in."""
        view = self.exercise.item.solution
        if view is None:
            return None
        start = {key: put_in(text, self.draw.value, _typed) for key, text in view.start.items()}
        return View(page=view.page, start=start)

    @property
    def right_answer(self) -> Any:
        """A right answer, as a page reports one."""
        return self.exercise.item.right_answer(self.posed, self.draw)

    @property
    def explanation(self) -> str:
        """Why the right answer is right."""
        return self._why(self.exercise.item.judge(self.posed, self.draw, self.right_answer).names)

    def said(self, key: str) -> str:
        """Give words by their key, such as a choice's, with this problem's numbers put in."""
        return self._said(self.exercise.words.said[key])

    def judge(self, answer: Any) -> Verdict:
        """Judge an answer.

        Raises
        ------
        CnnvizError
            If it can't be read; the sentence says what to write.
        """
        judged = self.exercise.item.judge(self.posed, self.draw, answer)
        if judged.score == 1:
            return Verdict(1.0, True, self._why(judged.names), None, judged.marks)
        slip = judged.slips[0] if len(judged.slips) == 1 else None
        said = self.exercise.words.said
        sentence = self._said(said[slip], judged.names) if slip else judged.told
        return Verdict(judged.score, False, sentence, slip, judged.marks)

    def _why(self, names: Mapping[str, Any]) -> str:
        """Say why an answer is right, with its own numbers where any that works is right."""
        said = self.exercise.words.said
        if "right" in said:
            return self._said(said["right"], names)
        return " ".join(self._said(said[f"{key}.why"]) for key in sorted(self.posed.key))

    def _said(self, text: str, names: Mapping[str, Any] | None = None) -> str:
        return put_in(text, lambda formula: self.draw.value(formula, **(names or {})))


def pose(exercise: Exercise, level: Level, seed: int) -> Problem:
    """Draw a problem.

    Parameters
    ----------
    exercise : Exercise
    level : {1, 2, 3}
        One that it offers.
    seed : int
        0 to `LARGEST_SEED`; the same gives the same problem.

    Raises
    ------
    CnnvizError
        If a formula can't be evaluated, or no draw meets the constraints.
    """
    item = exercise.item
    parameters = {**item.parameters, **item.levels.get(level, {})}
    formulas = Formulas(FUNCTIONS)
    for attempt in range(TRIES):
        draw = Draw(parameters, Random(f"{item.id} {level} {seed} {attempt}"), formulas)
        draw.let(item.let)
        if not all(draw.holds(formula) for formula in item.constraints):
            continue
        posed = item.pose(draw)
        if not item.distinct:
            posed = _without_the_key(item, posed)
        elif not _are_distinct(item, posed):
            continue
        return Problem(exercise, level, seed, draw, posed)
    raise CnnvizError(f"{item.id}: no draw in {TRIES} meets its constraints")


def _are_distinct(item: Item, posed: Posed) -> bool:
    """Say whether no recognised wrong answer equals the key or another one."""
    answers = [] if posed.key is None else [posed.key, *posed.wrong.values()]
    return not any(item.alike(one, other) for number, one in enumerate(answers) for other in answers[:number])


def _without_the_key(item: Item, posed: Posed) -> Posed:
    """Leave out recognised wrong answers that are right with these numbers."""
    wrong = {name: value for name, value in posed.wrong.items() if not item.alike(posed.key, value)}
    return replace(posed, wrong=wrong)


def _typed(value: Any) -> str:
    """Write a value as an address has it: a matrix row by row, plain signs, all digits."""
    if isinstance(value, str):
        return value
    if isinstance(value, np.ndarray) and value.ndim == 2:
        return to_text(value)
    return " ".join(f"{one:.10g}" for one in np.atleast_1d(value).tolist())
