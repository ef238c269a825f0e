"""Parameters of an exercise, drawn from a seed: the same seed gives the same numbers, on every machine."""

from __future__ import annotations

import math
from collections.abc import Mapping
from random import Random
from typing import Annotated, Any, Final

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from cnnviz.exercises.formulas import Formulas

#: So many draws are tried before an exercise is said to have none.
TRIES: Final = 400
_MOST: Final = 12

Step = Annotated[int, Field(ge=1)]
Side = Annotated[int, Field(ge=1, le=_MOST)]


class Parameter(BaseModel):
    """What a parameter is drawn from: whole numbers, numbers in steps, or a list; one, a list or a matrix.

    Attributes
    ----------
    int : (low, high) or (low, high, step)
        Whole numbers, both ends included.
    number : (low, high, step)
    of : list
        One of these; a list of numbers among them becomes an array.
    list : int
        So many of them, as an array ``(n,)``.
    matrix : (rows, columns)
        As an array of this shape.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    whole: Annotated[tuple[int, int] | tuple[int, int, Step] | None, Field(alias="int")] = None
    number: tuple[float, float, Annotated[float, Field(gt=0)]] | None = None
    of: Annotated[list[Any], Field(min_length=1, max_length=100)] | None = None
    many: Annotated[Side | None, Field(alias="list")] = None
    matrix: tuple[Side, Side] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Parameter:
        if sum(one is not None for one in (self.whole, self.number, self.of)) != 1:
            raise ValueError("say one of int, number and of")
        if self.many is not None and self.matrix is not None:
            raise ValueError("say list or matrix, not both")
        low, high = (self.whole or self.number or (0, 0))[:2]
        if low > high:
            raise ValueError(f"the range begins at {low} and ends before it, at {high}")
        return self

    def draw(self, random: Random) -> Any:
        """Draw a number, text or array."""
        shape = self.matrix or (() if self.many is None else (self.many,))
        if not shape:
            return self._one(random)
        return np.array([self._one(random) for _ in range(math.prod(shape))]).reshape(shape)

    def _one(self, random: Random) -> Any:
        if self.of is not None:
            chosen = random.choice(self.of)
            return np.array(chosen) if isinstance(chosen, list) else chosen
        if self.whole is not None:
            first, last, *step = self.whole
            return random.randrange(first, last + 1, *step)
        low, high, apart = self.number or (0.0, 0.0, 1.0)
        return round(low + apart * random.randint(0, round((high - low) / apart)), 10)


class Draw:
    """The numbers of one problem: parameters, and what follows from them.

    Attributes
    ----------
    names : dict of str to value
    random : Random
        For what is shuffled later.
    """

    def __init__(self, parameters: Mapping[str, Parameter], random: Random, formulas: Formulas) -> None:
        self.names = {name: one.draw(random) for name, one in parameters.items()}
        self.random = random
        self._formulas = formulas

    def value(self, formula: str, **more: Any) -> Any:
        """Evaluate a formula of these numbers."""
        return self._formulas.value(formula, {**self.names, **more})

    def holds(self, formula: str, **more: Any) -> bool:
        """Say whether a condition is true of these numbers."""
        return self._formulas.holds(formula, {**self.names, **more})

    def let(self, formulas: Mapping[str, str]) -> None:
        """Add numbers that follow from those before them."""
        for name, formula in formulas.items():
            self.names[name] = self.value(formula)
