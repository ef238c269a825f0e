"""The kinds of answers: each a row that says how it is posed and judged."""

from typing import Final

from cnnviz.exercises.item import Item
from cnnviz.exercises.kinds.arranging import Match, Order
from cnnviz.exercises.kinds.choosing import Choice
from cnnviz.exercises.kinds.conditions import Kernel, Settings
from cnnviz.exercises.kinds.pixels import Pixels
from cnnviz.exercises.kinds.values import Values

#: By the word that an exercise's `type` has.
KINDS: Final[dict[str, type[Item]]] = {
    "whole number": Values,
    "number": Values,
    "shape": Values,
    "grid": Values,
    "pixels": Pixels,
    "choice": Choice,
    "choices": Choice,
    "order": Order,
    "match": Match,
    "kernel": Kernel,
    "settings": Settings,
}

__all__ = ["KINDS"]
