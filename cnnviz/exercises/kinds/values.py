"""Numbers as an answer: one, several in a row, or a grid with credit for each cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.exercises.drawing import Draw
from cnnviz.exercises.item import Formula, Item, Judged, Key, Posed
from cnnviz.numbers import format_number
from cnnviz.predict.reading import Answer, read_number

#: Grids of at least so many cells, whose cells have no names, name a slip only if two of them show it, or all
#: are as it has them.
_SEVERAL = 4
_MOST_CELLS = 144


class Values(Item):
    """Numbers that are typed.

    Attributes
    ----------
    key : formula
        The number, or an array of at most two dimensions.
    wrong : dict of str to formula
        Recognised wrong answers, of the key's shape.
    tolerance : float
        How far off a number may be, besides the rounding of what was typed, if that is no coarser.
    parts : list of str
        What the numbers of a shape or a row are called.
    """

    called: ClassVar[str] = "numbers"

    type: Literal["whole number", "number", "shape", "grid"]
    key: Formula
    wrong: dict[Key, Formula] = Field(default_factory=dict)
    tolerance: Annotated[float, Field(ge=0)] = 0
    parts: list[str] = Field(default_factory=list)

    def pose(self, draw: Draw) -> Posed:
        """See `Item.pose`."""
        key = _cells(draw.value(self.key))
        if self.type == "whole number" and not float(key.flat[0]).is_integer():
            raise CnnvizError(f"{self.id}: its key is {key.flat[0]}, no whole number")
        wrong = {name: _fitting(draw.value(formula), key) for name, formula in self.wrong.items()}
        form = {"type": "values", "shape": list(key.shape), "parts": self.parts, "whole": self._is_whole()}
        return Posed(form, key, {name: value for name, value in wrong.items() if value is not None})

    def judge(self, posed: Posed, draw: Draw, answer: Any) -> Judged:
        """See `Item.judge`; the answer is a list of texts, a cell each, row by row."""
        key = posed.key.ravel().tolist()
        read = _read(answer, len(key))
        marks = tuple(self._is(cell, truth) for cell, truth in zip(read, key, strict=True))
        wrong = [place for place, right in enumerate(marks) if not right]
        slips = self._slips(posed.wrong, read, wrong) if wrong else ()
        typed = [cell[0].value for cell in read]
        return Judged(sum(marks) / len(marks), marks, slips, _how_far(typed, posed.key, marks), {})

    def _slips(
        self, known: Mapping[str, Floats], read: list[tuple[Answer, ...]], wrong: list[int]
    ) -> tuple[str, ...]:
        """Name the slips that all numbers follow; if there are none, those that all wrong numbers follow."""
        follow = {
            name: [self._is(cell, float(number)) for cell, number in zip(read, value.flat, strict=True)]
            for name, value in known.items()
        }
        if whole := tuple(name for name, cells in follow.items() if all(cells)):
            return whole
        if len(wrong) < 2 and len(read) >= _SEVERAL and not self.parts:
            return ()
        return tuple(name for name, cells in follow.items() if all(cells[place] for place in wrong))

    def right_answer(self, posed: Posed, draw: Draw) -> list[str]:
        """See `Item.right_answer`."""
        return _as_typed(posed.key)

    def wrong_answers(self, posed: Posed) -> Mapping[str, list[str]]:
        """See `Item.wrong_answers`."""
        return {name: _as_typed(value) for name, value in posed.wrong.items()}

    def alike(self, one: Any, other: Any) -> bool:
        """See `Item.alike`: as near as the tolerance, and rounding by as much, or as anybody types them."""
        return bool(np.all(np.abs(one - other) <= 2 * self.tolerance + 1e-9 + 1e-6 * np.abs(one)))

    def needed_words(self) -> set[str]:
        """See `Item.needed_words`."""
        return {*super().needed_words(), *self.wrong}

    def formulas(self) -> list[str]:
        """See `Item.formulas`."""
        return [*super().formulas(), self.key, *self.wrong.values()]

    def _is_whole(self) -> bool:
        return self.type in ("whole number", "shape")

    def _is(self, readings: tuple[Answer, ...], number: float) -> bool:
        if self._is_whole():
            return any(one.value == number for one in readings)
        return any(self._means(one, number) for one in readings)

    def _means(self, typed: Answer, number: float) -> bool:
        """Say whether a typed number stands for another; it may not be rounded beyond the tolerance."""
        is_fine = 0 < typed.half <= self.tolerance
        return typed.is_exactly(number, self.tolerance) or (is_fine and typed.means(number, self.tolerance))


def _cells(value: Any) -> Floats:
    found = np.atleast_1d(np.asarray(value, np.float64))
    if found.ndim > 2 or found.size > _MOST_CELLS:
        raise CnnvizError(f"an answer has at most two dimensions and {_MOST_CELLS} numbers")
    return found


def _fitting(value: Any, key: Floats) -> Floats | None:
    """Return a wrong answer if its shape is the key's: only then it can be typed."""
    found = _cells(value)
    return found if found.shape == key.shape else None


def _read(answer: Any, count: int) -> list[tuple[Answer, ...]]:
    if not isinstance(answer, list) or not all(isinstance(one, str) for one in answer):
        raise CnnvizError("the answer is a list of typed numbers")
    if len(answer) != count:
        raise CnnvizError(f"{count} numbers are asked for, and {len(answer)} came")
    if not all(one.strip() for one in answer):
        raise CnnvizError("Fill in every number first.")
    return [read_number(one) for one in answer]


def _how_far(typed: list[float], key: Floats, marks: tuple[bool, ...]) -> str:
    if len(typed) == 1:
        return f"{format_number(typed[0], 8)} is too {'large' if typed[0] > key.flat[0] else 'small'}."
    first = marks.index(False) if False in marks else 0
    right = f"{sum(marks)} of {len(marks)} numbers {'is' if sum(marks) == 1 else 'are'} right"
    if key.ndim == 1:
        return f"{right}; number {first + 1} is not."
    row, column = divmod(first, key.shape[1])
    return f"{right}; the one in row {row}, column {column} is not."


def _as_typed(value: Floats) -> list[str]:
    return [f"{number + 0.0:.12g}" for number in value.ravel().tolist()]  # −0 is 0
