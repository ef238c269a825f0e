"""What answers are worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cnnviz.classes.assignment import Assignment, Counts, Task
from cnnviz.classes.attempt import Attempt, Override

#: Which of the attempts makes the mark; of equally good ones the first.
_CHOSEN: Final[Mapping[Counts, Callable[[Sequence[Attempt]], Attempt]]] = MappingProxyType(
    {
        "best": lambda attempts: max(attempts, key=lambda one: one.score),
        "last": lambda attempts: attempts[-1],
        "first": lambda attempts: attempts[0],
    }
)


@dataclass(frozen=True)
class Mark:
    """What a student has for a task.

    Attributes
    ----------
    points : float or None
        Rounded to hundredths; None if nothing was answered.
    of : int
        The most there is.
    attempts : int
        How many answers there are, to all variants.
    by : str
        "attempt 2" for the answer that counts, "override" for the teacher's word, or empty.
    """

    points: float | None
    of: int
    attempts: int
    by: str


def mark(
    assignment: Assignment, task: Task, attempts: Sequence[Attempt], override: Override | None = None
) -> Mark:
    """Mark a task.

    Parameters
    ----------
    attempts : sequence of Attempt
        A student's, to this task, in any order. Those to the latest variant that was answered count: earlier
        ones were put aside with their numbers.
    override : Override or None
        Counts instead, whatever was answered.
    """
    if override is not None:
        return Mark(override.points, task.points, len(attempts), "override")
    if not attempts:
        return Mark(None, task.points, 0, "")
    chosen = _CHOSEN[assignment.counts](current(attempts))
    return Mark(round(chosen.score * task.points, 2), task.points, len(attempts), f"attempt {chosen.number}")


def current(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Give the attempts to the latest variant that was answered, in their order."""
    latest = max((one.variant for one in attempts), default=0)
    return sorted((one for one in attempts if one.variant == latest), key=lambda one: one.number)
