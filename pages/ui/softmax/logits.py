"""What a learner sets on the page on softmax: read from the address, taken over from the view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnviz.operators import cross_entropy, sigmoid, softmax
from pages.ui.inputs.in_view import OneOf, Setting, Whole, known, take
from pages.ui.linked.predictions import ask
from pages.ui.session import state
from pages.ui.session.visit import Reaction

HUB = "softmax"
#: How many classes there may be, how long a name, and how large a logit: e raised to it is still a number.
FEWEST, MOST_CLASSES, LONGEST_NAME, LARGEST = 2, 10, 24, 100
#: e to the largest logit over the lowest temperature is still a number, too.
COLDEST, HOTTEST = 0.2, 10.0


class Example(NamedTuple):
    """Classes to start from: a name and a logit for each."""

    names: tuple[str, ...]
    values: tuple[float, ...]


FIRST = Example(("cat", "dog", "elephant"), (2.5, 1.8, 0.2))
BELOW = Example(("elephant", "cat", "dog"), (-1.0, -5.0, -6.0))
_BETWEEN = "~"

_WAY = OneOf(
    "softmax_by", "Probabilities by", "softmax", {"": dict.fromkeys(("softmax", "sigmoids", "one"), "")}
)
_RIGHT = Whole("softmax_right", "The right class", 0, 0, MOST_CLASSES - 1)
_AT = Whole("softmax_at", "The class that is looked at", 0, 0, MOST_CLASSES - 1)
_STAGE = Whole("softmax_stage", "How much of the working is unfolded", 4, 0, 4)


@dataclass(frozen=True)
class Logits:
    """Classes with their logits, and how they become probabilities.

    Attributes
    ----------
    names : tuple of str
        "" for a class without a name.
    values : tuple of float
        A logit for each class.
    temperature : float
    way : str
        "softmax", "sigmoids", or "one" sigmoid, for the class `at` against all others.
    right, at, stage : int
        The right class, the one that is looked at, and how much of the working is unfolded.
    """

    names: tuple[str, ...]
    values: tuple[float, ...]
    temperature: float
    way: str
    right: int
    at: int
    stage: int

    @property
    def kind(self) -> Literal["softmax", "sigmoid"]:
        """What makes probabilities of the logits: "softmax" or "sigmoid"."""
        return "softmax" if self.way == "softmax" else "sigmoid"

    @property
    def shown(self) -> NDArray[np.float64]:
        """The logits whose probabilities are shown."""
        return np.array(self.values if self.way != "one" else self.values[self.at : self.at + 1])

    @property
    def probabilities(self) -> NDArray[np.float64]:
        """What becomes of them."""
        if self.way == "softmax":
            return np.asarray(softmax(self.shown, temperature=self.temperature))
        return np.asarray(sigmoid(self.shown / self.temperature))

    @property
    def loss(self) -> float | None:
        """The cross-entropy of the right class; None where each class is a question of its own."""
        if self.way == "sigmoids":
            return None
        of_two = self.way == "one"
        logits = np.array([self.values[self.at], 0.0]) if of_two else self.shown
        right = int(self.right != self.at) if of_two else self.right
        return float(cross_entropy(logits / self.temperature, right))

    def fields(self) -> dict[str, object]:
        """Give what the view is told, by its fields."""
        return {
            "classes": classes(self.names, self.values),
            "temperature": self.temperature,
            "way": self.way,
            "right": self.right,
            "at": self.at,
            "stage": self.stage,
        }


def classes(names: Sequence[str], values: Sequence[float]) -> list[list[object]]:
    """Give names and logits as the view has them."""
    return [[name, value] for name, value in zip(names, values, strict=True)]


def set_logits() -> Logits:
    """Give what is set; it stands in the address from now on."""
    values = state.setting("logits", FIRST.values, read_logits, _written)
    count = len(values)
    names = state.setting("names", FIRST.names, read_names, _joined)
    names = (*names[:count], *[""] * (count - len(names)))
    temperature = state.setting("softmax_t", 1.0, _read_temperature, _number)
    right, at = (known(replace(place, high=count - 1)) for place in (_RIGHT, _AT))
    return Logits(names, values, temperature, known(_WAY), right, at, known(_STAGE))


def read_logits(text: str) -> tuple[float, ...] | None:
    """Read logits from an address, ``2.5~1.8~0.2``; None if one is no number, or too large."""
    parts = text.split(_BETWEEN, MOST_CLASSES)
    values = [float(part) for part in parts if part.isascii() and len(part) < LONGEST_NAME]
    is_usable = len(values) == len(parts) and FEWEST <= len(values) <= MOST_CLASSES
    return tuple(values) if is_usable and all(abs(value) <= LARGEST for value in values) else None


def read_names(text: str) -> tuple[str, ...] | None:
    """Read names from an address, ``cat~dog~elephant``; None if there are too many, or one is too long."""
    names = text.split(_BETWEEN, MOST_CLASSES)
    is_usable = FEWEST <= len(names) <= MOST_CLASSES and all(
        len(name) <= LONGEST_NAME and name == " ".join(name.split()) and name.isprintable() for name in names
    )
    return tuple(names) if is_usable else None


def _read_temperature(text: str) -> float | None:
    value = float(text) if len(text) < LONGEST_NAME else 0.0
    return float(_number(value)) if COLDEST <= value <= HOTTEST else None


def _number(value: float) -> str:
    return f"{value:.10g}"


def _joined(names: Sequence[str]) -> str:
    return _BETWEEN.join(names)


def _written(values: Sequence[float]) -> str:
    return _BETWEEN.join(map(_number, values))


def _take_classes(sent: object) -> None:
    """Take over names and logits; what cannot be is ignored."""
    if not isinstance(sent, list) or not sent or not all(_is_class(one) for one in sent):
        return
    names = read_names(_joined([name.replace(_BETWEEN, " ") for name, _ in sent]))
    values = read_logits(_written([value for _, value in sent]))
    if names is not None and values is not None:
        state.put("names", names)
        state.put("logits", values)


def _is_class(sent: object) -> bool:
    match sent:
        case [str(), int() | float()]:
            return True
    return False


def _take_temperature(sent: object) -> None:
    if isinstance(sent, int | float) and COLDEST <= sent <= HOTTEST:
        state.put("softmax_t", float(sent))


_CHOSEN: dict[str, Setting] = {"way": _WAY, "right": _RIGHT, "at": _AT, "stage": _STAGE}
#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "classes": _take_classes,
    "temperature": _take_temperature,
    "guess": partial(ask, HUB),
    **{field: partial(take, setting) for field, setting in _CHOSEN.items()},
}
