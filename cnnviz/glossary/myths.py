"""The misconceptions of the course, by their numbers there, in its order: each is a slip."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cnnviz.glossary.slip import Slip
from cnnviz.glossary.slips import SLIPS

_IDS: Final = (
    "filters-are-deep",
    "partial-maps",
    "channels-are-filters",
    "picture-size",
    "padding-once",
    "fraction",
    "subtracted",
    "stride-skips",
    "flipped",
    "turned",
    "invariant",
    "pool-learns",
    "sensitive",
    "larger",
    "doubled",
    "dropout-in-test",
    "norm-in-test",
    "normalised-first",
    "does-nothing",
    "more-layers",
    "measured",
    "confident",
    "negative",
)
_BY_ID: Final = {slip.id: slip for slip in SLIPS}

#: "M1" to "M23": lessons and the concept test name them so.
MYTHS: Final[Mapping[str, Slip]] = MappingProxyType(
    {f"M{number}": _BY_ID[name] for number, name in enumerate(_IDS, 1)}
)
