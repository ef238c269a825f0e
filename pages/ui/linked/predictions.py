"""What a learner predicts in a linked view, and the verdicts on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any, NamedTuple

from cnnviz.errors import CnnvizError
from cnnviz.predict import Verdict, check_size
from cnnviz.predict.reading import LONGEST, read_number
from cnnviz.predict.size_words import Sizes
from cnnviz.predict.sizes import size_answers
from cnnviz.predict.verdict import Question, judge
from pages.ui.figures.sentences import plain_sentence
from pages.ui.linked.left_open import Cells, write_cells
from pages.ui.linked.pins import At, at_of, is_in
from pages.ui.session import keeping

#: As many outputs predicted right are kept.
MOST = 4096


class Task(NamedTuple):
    """What is to be predicted.

    Attributes
    ----------
    name : str
        Changes with what is asked; a verdict holds for its own task only.
    shape : tuple of int
        Of the outputs, (n, H, W).
    size, value : callable or None
        Judge a typed size, and a typed value of the output at a position. None where it is not asked for.
    question, sizes : callable or None
        Give what these compare with, for a page that is saved: the question about an output, and
        `cnnviz.predict.sizes.size_answers`.
    """

    name: str
    shape: tuple[int, ...]
    size: Callable[[str], Verdict] | None
    value: Callable[[str, At], Verdict] | None
    question: Callable[[At], Question] | None = None
    sizes: Callable[[], tuple[dict[Sizes, Verdict], str]] | None = None

    @classmethod
    def judged_by(
        cls,
        name: str,
        shape: tuple[int, ...],
        question: Callable[[At], Question] | None,
        sized: Mapping[str, Any] | None = None,
    ) -> Task:
        """Give a task by what it is judged by, so that a saved page can judge it, too.

        Parameters
        ----------
        name, shape
            Of the task.
        question : callable or None
            Gives the question about an output; None if no values are asked for.
        sized : mapping or None
            What `check_size` is given beside what was typed; None if the size is not asked for.
        """

        def value(typed: str, at: At) -> Verdict:
            assert question is not None
            return judge(read_number(typed), question(at))

        size = None if sized is None else partial(check_size, **sized)
        sizes = None if sized is None else partial(size_answers, **sized)
        return cls(name, shape, size, None if question is None else value, question, sizes)

    def of(self, cells: Cells) -> Task:
        """Give the task to find these outputs, where all others, and with them the size, are there."""
        return self._replace(name=f"{self.name} {write_cells(cells)}", size=None, sizes=None)


def ask(hub: str, sent: object) -> None:
    """Keep what was typed until the result is there that it is compared with."""
    match sent:
        case {"kind": "size" | "value" as kind, "typed": str(typed), "at": at}:
            # One more than is read: what is too long is refused, and not cut off.
            keeping.keep(f"{hub}:asked", (kind, typed[: LONGEST + 1], at_of(at)))


def verdicts(hub: str, task: Task) -> dict[str, object]:
    """Judge what was asked last, and give all verdicts on this task so far: of the size, and of one value."""
    known: dict[str, object] = keeping.kept(f"{hub}:verdicts") or {}
    if known.get("task") != task.name:
        known = {"task": task.name}
    asked, judged = keeping.kept(f"{hub}:asked"), None
    keeping.keep(f"{hub}:asked", None)
    if asked is not None:
        kind, typed, at = asked
        judged = _judged(task, kind, typed, at)
        known = {**known, **({kind: judged} if judged else {})}
    keeping.keep(f"{hub}:verdicts", known)
    _note_found(hub, task, judged)
    return known


def found(hub: str, task: Task) -> frozenset[At]:
    """Give the outputs of a task that were predicted right."""
    of, those = keeping.kept(f"{hub}:found") or ("", frozenset())
    return those if of == task.name else frozenset()


def _note_found(hub: str, task: Task, judged: dict[str, Any] | None) -> None:
    """Keep which output was predicted right, if one was; so many that nobody predicts more."""
    before = found(hub, task)
    if judged is not None and judged["right"] and judged["at"] is not None and len(before) < MOST:
        keeping.keep(f"{hub}:found", (task.name, before | {judged["at"]}))


def _judged(task: Task, kind: str, typed: str, at: At | None) -> dict[str, object] | None:
    try:
        if kind == "size" and task.size is not None:
            verdict = task.size(typed)
        elif kind == "value" and task.value is not None and at is not None and is_in(at, task.shape):
            verdict = task.value(typed, at)
        else:
            return None
    except CnnvizError as error:
        return {"right": False, "sentence": plain_sentence(error), "at": at, "typed": typed, "where": None}
    return {
        "right": verdict.right,
        "sentence": verdict.sentence,
        "at": at,
        "typed": typed,
        "where": verdict.where and asdict(verdict.where),
    }
