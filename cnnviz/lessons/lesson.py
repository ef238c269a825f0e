"""What a lesson is: steps, each a view in a state or a question, with words beside it and maybe a goal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cnnviz.exercises.item import Formula, Key, Level

#: What a step may offer besides the view itself.
OFFERS: Final = ("picture", "tools", "more", "settings")
_MOST_STEPS: Final = 12


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class View(_Strict):
    """A page in a state.

    Attributes
    ----------
    page : str
        Its name in the address.
    start : dict of str to str
        Its settings, by their names in the address (docs/views.md); all else is as at first.
    offers : list of str
        Which controls around the view are shown, of `OFFERS`: the picture's, the tools below it, what is
        folded away below it, and the page's own column of settings.
    """

    page: Key
    start: dict[str, str] = {}
    offers: list[str] = []

    @model_validator(mode="after")
    def _offers_what_there_is(self) -> View:
        if unknown := [one for one in self.offers if one not in OFFERS]:
            raise ValueError(f"“{unknown[0]}” is none of {', '.join(OFFERS)}")
        return self


class Goal(_Strict):
    """What ends a step.

    Attributes
    ----------
    until : formula
        Of the view's settings and of what it computes, ``start.name`` as they were when the step began.
    reached_by : list of dict of str to str
        Settings that reach it, one change after the other; a test tries them.
    """

    until: Formula
    reached_by: Annotated[list[dict[str, str]], Field(min_length=1)]


class Question(_Strict):
    """An exercise, drawn anew, or with these numbers."""

    item: Key
    level: Level = 1
    seed: Annotated[int, Field(ge=0, le=999_999)] = 0


class Step(_Strict):
    """A step: a view, with a goal or without, or a question."""

    id: Key
    view: View | None = None
    goal: Goal | None = None
    question: Question | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Step:
        if (self.view is None) == (self.question is None):
            raise ValueError("a step has a view or a question")
        if self.goal is not None and self.view is None:
            raise ValueError("a goal needs a view")
        return self

    @property
    def page(self) -> str:
        """The page that it is shown on."""
        return "practise" if self.view is None else self.view.page

    @property
    def start(self) -> Mapping[str, str]:
        """The page's settings at its start, as an address has them."""
        if self.question is not None:
            asked = self.question
            return {"item": asked.item, "level": str(asked.level), "seed": str(asked.seed)}
        return {} if self.view is None else self.view.start

    @property
    def until(self) -> str | None:
        """The formula of its goal; a question is reached by a right answer."""
        if self.question is not None:
            return "right"
        return None if self.goal is None else self.goal.until


class Lesson(_Strict):
    """A lesson.

    Attributes
    ----------
    format : int
    id : str
    order : int
        Its place in the course, from 1.
    unit : str
        Of `UNITS` in units.py.
    rows : list of str
        Of the curriculum.
    minutes : int
    needs : list of str
        Ids of the lessons that it builds on.
    myths : list of str
        Of docs/curriculum.md.
    steps : list of Step
    """

    format: Annotated[int, Field(ge=1, le=1)]
    id: Key
    order: Annotated[int, Field(ge=1, le=99)]
    unit: Key
    rows: list[str]
    minutes: Annotated[int, Field(ge=1, le=30)]
    needs: list[Key] = []
    myths: list[str] = []
    steps: Annotated[list[Step], Field(min_length=1, max_length=_MOST_STEPS)]

    @model_validator(mode="after")
    def _has_each_step_once(self) -> Lesson:
        ids = [step.id for step in self.steps]
        if twice := [one for one in ids if ids.count(one) > 1]:
            raise ValueError(f"there are two steps “{twice[0]}”")
        return self
