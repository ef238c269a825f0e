"""What all exercises have: parameters, figures, and a solution. A kind adds how it is answered."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Final, Literal

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cnnviz.exercises.drawing import Draw, Parameter

Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,30}$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,40}$")]


def _as_text(value: Any) -> Any:
    """Take a number or a list for its text, true for what an address has: quotes are easily forgotten."""
    if isinstance(value, list):
        return f"[{', '.join(str(_as_text(one)) for one in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


Formula = Annotated[
    str,
    Field(min_length=1, max_length=300),
    BeforeValidator(lambda value: value if isinstance(value, bool) else _as_text(value)),
]
Text = Annotated[str, Field(max_length=2000), BeforeValidator(_as_text)]
Level = Literal[1, 2, 3]

#: How a figure is coloured and framed.
Look = Literal["picture", "map", "kernel", "table"]
#: Keys of words that every exercise may have, besides those of its kind.
COMMON: Final = ("title", "right", "answer")


class View(BaseModel):
    """A page in a state, where the solution can be played through.

    Attributes
    ----------
    page : str
        Its name in the address.
    start : dict of str to str
        Its settings, as an address has them; ``{n}`` is put in, a matrix row by row.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    page: Key
    start: dict[Key, Text] = {}


class Figure(BaseModel):
    """Numbers that an exercise shows: a formula of them, how they look, and what sign stands before them.

    What they are called is among the words, under their key.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    values: Formula
    look: Look = "table"
    sign: Literal["", "∗", "+", "·", "−", "→"] = ""


@dataclass(frozen=True)
class Posed:
    """What a kind asks with one draw.

    Attributes
    ----------
    form : dict
        What the page draws, for JSON: fields, choices, cells.
    key : object
        The right answer, in the form in which answers are judged; None for a condition.
    wrong : dict of str to object
        Recognised wrong answers, by the key of their sentence.
    """

    form: dict[str, Any]
    key: Any = None
    wrong: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """What became of an answer.

    Attributes
    ----------
    score : float
        0 to 1.
    marks : tuple of bool
        Which parts are right, in the form's order.
    slips : tuple of str
        Keys of all recognised wrong answers that fit; one is named, two name neither.
    told : str
        How far off it is, if nothing is recognised: a sentence.
    names : dict
        Numbers of the answer that the sentences may put in.
    """

    score: float
    marks: tuple[bool, ...] = ()
    slips: tuple[str, ...] = ()
    told: str = ""
    names: Mapping[str, Any] = field(default_factory=dict)


class Item(BaseModel):
    """An exercise.

    Attributes
    ----------
    id : str
    kind : int or None
        Of the forty kinds of questions in docs/teaching.md.
    lesson : int or None
        The lesson of the course that it belongs to.
    diagnostic : bool
        Whether it is a question of the concept test (standing.py), which is not offered for practice. Its
        levels are the test's forms; ``choice.tells`` says what each wrong choice tells a teacher.
    parameters : dict of str to Parameter
    levels : dict of int to dict of str to Parameter
        What is drawn in other ways at a level; an exercise without has one.
    let : dict of str to formula
        Numbers that follow from parameters, in this order.
    constraints : list of formula
        Conditions that a draw has to meet.
    distinct : bool
        Whether draws are left out in which a recognised wrong answer equals the key or another one. If not,
        one that equals the key is none with these numbers, and of two that are equal neither is named.
    show : dict of str to Figure
    solution : View or None
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Key
    kind: Annotated[int, Field(ge=1, le=40)] | None = None
    lesson: Annotated[int, Field(ge=1, le=99)] | None = None
    diagnostic: bool = False
    parameters: dict[Name, Parameter] = {}
    levels: dict[Level, dict[Name, Parameter]] = {}
    let: dict[Name, Formula] = {}
    constraints: list[Formula] = []
    distinct: bool = True
    show: dict[Key, Figure] = {}
    solution: View | None = None

    #: What this kind is called for those who search.
    called: ClassVar[str]

    @abstractmethod
    def pose(self, draw: Draw) -> Posed:
        """Work out what is asked, what is right and which wrong answers are recognised."""

    @abstractmethod
    def judge(self, posed: Posed, draw: Draw, answer: Any) -> Judged:
        """Judge what a page reports of its form.

        Raises
        ------
        CnnvizError
            If it can't be read; the sentence says what to write.
        """

    @abstractmethod
    def right_answer(self, posed: Posed, draw: Draw) -> Any:
        """Give a right answer as a page would report it."""

    def wrong_answers(self, posed: Posed) -> Mapping[str, Any]:
        """Give each recognised wrong answer as a page would report it, by its key."""
        return {}

    def alike(self, one: Any, other: Any) -> bool:
        """Say whether two answers are the same for whoever judges them."""
        return np.array_equal(one, other) if isinstance(one, np.ndarray) else bool(one == other)

    def needed_words(self) -> set[str]:
        """Name the keys that the words must have, besides the prompt."""
        return {"title", "right", *self.show}

    def levels_offered(self) -> tuple[Level, ...]:
        """List the levels that can be drawn."""
        return tuple(sorted(self.levels)) or (1,)

    def formulas(self) -> list[str]:
        """List all formulas, for a check of the names in them."""
        return [*self.let.values(), *self.constraints, *(one.values for one in self.show.values())]
