"""Things to put in order, or to bring together with what belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from cnnviz.errors import CnnvizError
from cnnviz.exercises.drawing import Draw
from cnnviz.exercises.item import Formula, Item, Judged, Key, Look, Posed


class Order(Item):
    """Things to put in order; the credit is the share of pairs that stand rightly to each other.

    Attributes
    ----------
    order : list of str
        The right order, of keys of words.
    wrong : dict of str to list of str
        Recognised wrong orders.
    """

    called: ClassVar[str] = "order"

    type: Literal["order"]
    order: Annotated[list[Key], Field(min_length=3, max_length=8)]
    wrong: dict[Key, list[Key]] = Field(default_factory=dict)

    def pose(self, draw: Draw) -> Posed:
        """See `Item.pose`."""
        shown = list(self.order)
        while shown == self.order:
            draw.random.shuffle(shown)
        return Posed({"type": "order", "keys": shown}, list(self.order), dict(self.wrong))

    def judge(self, posed: Posed, draw: Draw, answer: Any) -> Judged:
        """See `Item.judge`; the answer is the list of keys as they were put."""
        if not isinstance(answer, list) or sorted(map(str, answer)) != sorted(self.order):
            raise CnnvizError("the answer is all of them, each once")
        place = {name: number for number, name in enumerate(answer)}
        pairs = list(combinations(self.order, 2))
        right = sum(place[one] < place[other] for one, other in pairs)
        marks = tuple(one == other for one, other in zip(answer, self.order, strict=True))
        slips = tuple(name for name, order in self.wrong.items() if order == answer)
        return Judged(
            right / len(pairs), marks, slips, f"Standing in their place: {sum(marks)} of {len(marks)}."
        )

    def right_answer(self, posed: Posed, draw: Draw) -> list[str]:
        """See `Item.right_answer`."""
        return list(self.order)

    def wrong_answers(self, posed: Posed) -> Mapping[str, list[str]]:
        """See `Item.wrong_answers`."""
        return self.wrong

    def needed_words(self) -> set[str]:
        """See `Item.needed_words`."""
        return {*super().needed_words(), *self.order, *self.wrong}


class Match(Item):
    """Figures, each to be given the name that belongs to it.

    Attributes
    ----------
    match : dict of str to formula
        The numbers of each figure, by the key of its name's words.
    look : str
        How the figures look.
    wrong : dict of str to dict of str to str
        Recognised mix-ups: which name was given to which figure, all other names being right.
    """

    called: ClassVar[str] = "match"

    type: Literal["match"]
    match: Annotated[dict[Key, Formula], Field(min_length=2, max_length=6)]
    look: Look = "map"
    wrong: dict[Key, dict[Key, Key]] = Field(default_factory=dict)

    def pose(self, draw: Draw) -> Posed:
        """See `Item.pose`."""
        figures = {name: np.atleast_2d(draw.value(formula)).tolist() for name, formula in self.match.items()}
        shown, names = list(self.match), list(self.match)
        draw.random.shuffle(shown)
        draw.random.shuffle(names)
        form = {"type": "match", "look": self.look, "keys": names, "figures": [figures[one] for one in shown]}
        wrong = {name: [swapped.get(one, one) for one in shown] for name, swapped in self.wrong.items()}
        return Posed(form, shown, wrong)

    def judge(self, posed: Posed, draw: Draw, answer: Any) -> Judged:
        """See `Item.judge`; the answer is the list of names, one for each figure."""
        if not isinstance(answer, list) or len(answer) != len(self.match):
            raise CnnvizError("the answer is a name for each figure")
        if not set(map(str, answer)) <= set(self.match):
            raise CnnvizError("Give every figure a name first.")
        marks = tuple(one == other for one, other in zip(answer, posed.key, strict=True))
        slips = tuple(name for name, given in posed.wrong.items() if given == answer)
        return Judged(sum(marks) / len(marks), marks, slips, f"Right: {sum(marks)} of {len(marks)}.")

    def right_answer(self, posed: Posed, draw: Draw) -> list[str]:
        """See `Item.right_answer`."""
        return list(posed.key)

    def wrong_answers(self, posed: Posed) -> Mapping[str, list[str]]:
        """See `Item.wrong_answers`."""
        return posed.wrong

    def needed_words(self) -> set[str]:
        """See `Item.needed_words`."""
        return {*super().needed_words(), *self.match, *self.wrong}

    def formulas(self) -> list[str]:
        """See `Item.formulas`."""
        return [*super().formulas(), *self.match.values()]
