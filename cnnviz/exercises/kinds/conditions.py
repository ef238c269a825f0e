"""Answers judged by what they do, any that works is right: a kernel on hidden pictures, or settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.exercises.drawing import Draw
from cnnviz.exercises.item import Formula, Item, Judged, Key, Name, Posed
from cnnviz.predict.reading import read_number

_LARGEST = 10**6
#: So many numbers beside each other can be read at a glance.
_MOST_TRIED = 8


class Condition(Item):
    """What is judged by a condition.

    Attributes
    ----------
    key : formula
        The condition, of the numbers of the draw and of the answer.
    wrong : dict of str to formula
        Conditions of a wrong answer, the first that holds is named.
    """

    key: Formula
    wrong: dict[Key, Formula] = Field(default_factory=dict)

    def judged(self, draw: Draw, names: Mapping[str, Any], told: str) -> Judged:
        """Judge by the conditions."""
        if draw.holds(self.key, **names):
            return Judged(1.0, names=names)
        slip = next((name for name, formula in self.wrong.items() if draw.holds(formula, **names)), None)
        return Judged(0.0, slips=(slip,) if slip else (), told=told, names=names)

    def needed_words(self) -> set[str]:
        """See `Item.needed_words`."""
        return {*super().needed_words(), *self.wrong}

    def formulas(self) -> list[str]:
        """See `Item.formulas`."""
        return [*super().formulas(), self.key, *self.wrong.values()]


class Kernel(Condition):
    """A kernel, judged by its answers to pictures that are not shown.

    Attributes
    ----------
    kernel : (rows, columns)
    example : formula
        A kernel that is right.
    tries : formula, optional
        A picture on which one sees what the kernel does while it is written; not one that it is judged by.
    """

    called: ClassVar[str] = "kernel"

    type: Literal["kernel"]
    kernel: tuple[Annotated[int, Field(ge=1, le=7)], Annotated[int, Field(ge=1, le=7)]]
    example: Formula
    tries: Formula | None = None

    def pose(self, draw: Draw) -> Posed:
        """See `Item.pose`."""
        form: dict[str, Any] = {"type": "kernel", "shape": list(self.kernel)}
        if self.tries is not None:
            form["picture"] = self._tried(draw.value(self.tries)).tolist()
        return Posed(form)

    def _tried(self, value: Any) -> Floats:
        picture = np.asarray(value, np.float64)
        if picture.ndim != 2 or max(picture.shape) > _MOST_TRIED:
            raise CnnvizError(f"{self.id}: the picture to try has two sides of at most {_MOST_TRIED}")
        if picture.shape[0] < self.kernel[0] or picture.shape[1] < self.kernel[1]:
            raise CnnvizError(f"{self.id}: the picture to try is smaller than the kernel")
        return picture

    def formulas(self) -> list[str]:
        """See `Item.formulas`."""
        return [*super().formulas(), self.example, *([self.tries] if self.tries is not None else [])]

    def judge(self, posed: Posed, draw: Draw, answer: Any) -> Judged:
        """See `Item.judge`; the answer is a list of texts, a weight each, row by row."""
        rows, columns = self.kernel
        numbers = _numbers(answer, rows * columns)
        kernel = np.array(numbers).reshape(rows, columns)
        return self.judged(draw, {"kernel": kernel}, "This kernel does not do what is asked yet.")

    def right_answer(self, posed: Posed, draw: Draw) -> list[str]:
        """See `Item.right_answer`."""
        return [f"{one + 0.0:.12g}" for one in np.ravel(draw.value(self.example)).tolist()]


class Settings(Condition):
    """Whole numbers, judged by a condition.

    Attributes
    ----------
    settings : dict of str to (low, high)
        The numbers to choose, by their names in the condition; what each is called is among the words.
    example : dict of str to formula
        Numbers that are right.
    """

    called: ClassVar[str] = "settings"

    type: Literal["settings"]
    settings: Annotated[dict[Name, tuple[int, int]], Field(min_length=1, max_length=6)]
    example: dict[Name, Formula]

    def pose(self, draw: Draw) -> Posed:
        """See `Item.pose`."""
        return Posed(
            {"type": "settings", "keys": list(self.settings), "ranges": list(self.settings.values())}
        )

    def judge(self, posed: Posed, draw: Draw, answer: Any) -> Judged:
        """See `Item.judge`; the answer is a list of texts, one for each setting."""
        numbers = _numbers(answer, len(self.settings))
        for number, (name, (low, high)) in zip(numbers, self.settings.items(), strict=True):
            if not low <= number <= high or not number.is_integer():
                raise CnnvizError(f"{name} is a whole number from {low} to {high}.")
        names = {name: int(number) for name, number in zip(self.settings, numbers, strict=True)}
        return self.judged(draw, names, "These numbers do not meet the condition yet.")

    def right_answer(self, posed: Posed, draw: Draw) -> list[str]:
        """See `Item.right_answer`."""
        return [str(int(draw.value(self.example[name]))) for name in self.settings]

    def needed_words(self) -> set[str]:
        """See `Item.needed_words`."""
        return {*super().needed_words(), *self.settings}


def _numbers(answer: Any, count: int) -> list[float]:
    if (
        not isinstance(answer, list)
        or len(answer) != count
        or not all(isinstance(one, str) for one in answer)
    ):
        raise CnnvizError(f"the answer is {count} typed numbers")
    if not all(one.strip() for one in answer):
        raise CnnvizError("Fill in every number first.")
    numbers = [read_number(one)[0].value for one in answer]
    if not all(abs(number) <= _LARGEST for number in numbers):
        raise CnnvizError(f"a number here is at most {_LARGEST:,} in size")
    return numbers
