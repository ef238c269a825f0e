"""A set of pixels as an answer: they are clicked on a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.exercises.drawing import Draw
from cnnviz.exercises.item import Formula, Item, Judged, Key, Posed

Bools = NDArray[np.bool_]
_MOST_SIDE = 24


class Pixels(Item):
    """Pixels that are clicked; the credit is what is clicked rightly, over all that is clicked or right.

    Attributes
    ----------
    picture : formula
        What is clicked on, an array; its numbers are shown.
    key : formula
        An array of its shape: where it is not 0 is right.
    wrong : dict of str to formula
    """

    called: ClassVar[str] = "pixels"

    type: Literal["pixels"]
    picture: Formula
    key: Formula
    wrong: dict[Key, Formula] = Field(default_factory=dict)

    def pose(self, draw: Draw) -> Posed:
        """See `Item.pose`."""
        picture = np.asarray(draw.value(self.picture), np.float64)
        if picture.ndim != 2 or max(picture.shape) > _MOST_SIDE:
            raise CnnvizError(f"{self.id}: its picture has two sides of at most {_MOST_SIDE}")
        key, *wrong = (self._mask(draw.value(one), picture) for one in (self.key, *self.wrong.values()))
        form = {"type": "pixels", "picture": picture.tolist()}
        return Posed(form, key, dict(zip(self.wrong, wrong, strict=True)))

    def judge(self, posed: Posed, draw: Draw, answer: Any) -> Judged:
        """See `Item.judge`; the answer is a list of [row, column]."""
        clicked = np.zeros_like(posed.key)
        for row, column in _places(answer, posed.key.shape):
            clicked[row, column] = True
        if not clicked.any():
            raise CnnvizError("Click at least one pixel first.")
        both, either = int((clicked & posed.key).sum()), int((clicked | posed.key).sum())
        slips = tuple(name for name, mask in posed.wrong.items() if np.array_equal(mask, clicked))
        missing, extra = int((posed.key & ~clicked).sum()), int((clicked & ~posed.key).sum())
        return Judged(both / either, (), slips, _how_far(missing, extra))

    def right_answer(self, posed: Posed, draw: Draw) -> list[list[int]]:
        """See `Item.right_answer`."""
        return _as_clicked(posed.key)

    def wrong_answers(self, posed: Posed) -> Mapping[str, list[list[int]]]:
        """See `Item.wrong_answers`."""
        return {name: _as_clicked(mask) for name, mask in posed.wrong.items()}

    def needed_words(self) -> set[str]:
        """See `Item.needed_words`."""
        return {*super().needed_words(), *self.wrong}

    def formulas(self) -> list[str]:
        """See `Item.formulas`."""
        return [*super().formulas(), self.picture, self.key, *self.wrong.values()]

    def _mask(self, value: Any, picture: Floats) -> Bools:
        mask: Bools = np.asarray(value) != 0
        if mask.shape != picture.shape:
            raise CnnvizError(f"{self.id}: pixels of another picture are marked")
        return mask


def _places(answer: Any, shape: tuple[int, ...]) -> list[tuple[int, int]]:
    if not isinstance(answer, list) or len(answer) > shape[0] * shape[1]:
        raise CnnvizError("the answer is a list of pixels")
    for place in answer:
        whole = isinstance(place, list) and len(place) == 2 and all(type(one) is int for one in place)
        if not whole or not all(0 <= one < side for one, side in zip(place, shape, strict=True)):
            raise CnnvizError("a pixel is [row, column] inside the picture")
    return [(row, column) for row, column in answer]


def _as_clicked(mask: Bools) -> list[list[int]]:
    return [[int(row), int(column)] for row, column in np.argwhere(mask)]


def _how_far(missing: int, extra: int) -> str:
    parts = [
        f"{count} {'pixel is' if count == 1 else 'pixels are'} {what}"
        for count, what in ((missing, "missing"), (extra, "too many"))
        if count
    ]
    return f"{' and '.join(parts)}.".capitalize()
