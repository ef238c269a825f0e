"""Answers to choose from: one right one, or any number of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from cnnviz.errors import CnnvizError
from cnnviz.exercises.drawing import Draw
from cnnviz.exercises.item import Formula, Item, Judged, Key, Posed


class Choice(Item):
    """One or several of a few answers, each with why it is right or wrong.

    Attributes
    ----------
    choices : dict of str to bool or formula
        Whether each is right; its words are under its key, and why under ``key.why``.
    shuffled : bool
        Whether they stand in an order drawn from the seed.
    myths : dict of str to str
        Which misconception of the course (`cnnviz.glossary.MYTHS`) a wrong choice shows.
    """

    called: ClassVar[str] = "choice"

    type: Literal["choice", "choices"]
    choices: Annotated[dict[Key, bool | Formula], Field(min_length=2, max_length=8)]
    shuffled: bool = True
    myths: dict[Key, Annotated[str, Field(pattern=r"^M\d{1,2}$")]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _blames_wrong_choices(self) -> Choice:
        if unknown := [name for name in self.myths if self.choices.get(name, True) is True]:
            raise ValueError(f"“{unknown[0]}”, which has a myth, is none of the wrong choices")
        return self

    def pose(self, draw: Draw) -> Posed:
        """See `Item.pose`."""
        right = {
            name: value if isinstance(value, bool) else draw.holds(value)
            for name, value in self.choices.items()
        }
        if self.type == "choice" and sum(right.values()) != 1:
            raise CnnvizError(f"{self.id}: exactly one choice is right, not {sum(right.values())}")
        order = list(self.choices)
        if self.shuffled:
            draw.random.shuffle(order)
        key = frozenset(name for name, is_right in right.items() if is_right)
        form = {"type": "choice", "several": self.type == "choices", "keys": order}
        return Posed(form, key, {name: frozenset({name}) for name in self.choices if name not in key})

    def judge(self, posed: Posed, draw: Draw, answer: Any) -> Judged:
        """See `Item.judge`; the answer is a list of the keys that were chosen."""
        if not isinstance(answer, list) or not set(map(str, answer)) <= set(self.choices):
            raise CnnvizError("the answer is one of the choices")
        if len(answer) > len(self.choices):
            raise CnnvizError("each choice is named once")
        chosen = frozenset(map(str, answer))
        if self.type == "choice" and len(chosen) != 1:
            raise CnnvizError("Choose one answer first.")
        marks = tuple((name in chosen) == (name in posed.key) for name in posed.form["keys"])
        if self.type == "choice":
            slips = tuple(f"{name}.why" for name in chosen - posed.key)
            return Judged(float(chosen == posed.key), marks, slips)
        wrong = [name for name in posed.form["keys"] if (name in chosen) != (name in posed.key)]
        slips = (f"{wrong[0]}.why",) if wrong else ()
        return Judged(sum(marks) / len(marks), marks, slips, f"Right: {sum(marks)} of {len(marks)}.")

    def right_answer(self, posed: Posed, draw: Draw) -> list[str]:
        """See `Item.right_answer`."""
        return sorted(posed.key)

    def wrong_answers(self, posed: Posed) -> Mapping[str, list[str]]:
        """See `Item.wrong_answers`."""
        if self.type == "choices":
            return {}
        return {f"{name}.why": [name] for name in posed.wrong}

    def needed_words(self) -> set[str]:
        """See `Item.needed_words`."""
        why = {f"{name}.why" for name in self.choices}
        tells = {f"{name}.tells" for name in self.choices if self.diagnostic and name not in self._always()}
        return {*super().needed_words(), *self.choices, *why, *tells} - {"right"}

    def _always(self) -> set[str]:
        """Name the choices that are right with any numbers."""
        return {name for name, value in self.choices.items() if value is True}

    def formulas(self) -> list[str]:
        """See `Item.formulas`."""
        return [*super().formulas(), *(one for one in self.choices.values() if isinstance(one, str))]
