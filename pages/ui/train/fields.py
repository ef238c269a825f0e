"""Fields in which a design is chosen, each with a slot behind it for why something was refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.live import Design
from cnnviz.live.limits import DEPTH, FILTERS, MOST_SEED, STAGES
from cnnviz.numbers import format_number
from pages.ui.inputs.controls import pick_one
from pages.ui.inputs.typed_numbers import Typed, pick_typed_number

FIRST: Final = Design()
#: Two controls of this width, in CSS pixels, stand side by side.
HALF: Final = 136
_FILTERS: Final = tuple(f"t_f{n}" for n in range(1, STAGES[1] + 1))
#: The least and the most of each field of a whole number.
_ENDS: Final = MappingProxyType(
    {"t_stages": STAGES, "t_depth": DEPTH, "t_seed": (0, MOST_SEED), **dict.fromkeys(_FILTERS, FILTERS)}
)
#: What is shown first in each.
_FIRSTS: Final = MappingProxyType(
    {
        "t_stages": len(FIRST.filters),
        "t_depth": FIRST.depth,
        "t_seed": FIRST.seed,
        **{key: FIRST.filters[min(n, len(FIRST.filters) - 1)] for n, key in enumerate(_FILTERS)},
    }
)
#: Why there can be no fewer, and why no more.
_LIMITED: Final = MappingProxyType(
    {
        "t_stages": ("a network has at least one stage", "more would train too slowly to watch"),
        "t_depth": ("a stage has at least one convolution", "more would train too slowly to watch"),
        "t_seed": ("a seed is 0 or more", "seeds end there"),
        **dict.fromkeys(
            _FILTERS, ("a convolution has at least one filter", "more would train too slowly to watch")
        ),
    }
)


class Fields:
    """Shows fields, and remembers the slot behind each by its key in the address."""

    def __init__(self) -> None:
        self._slots: dict[str, DeltaGenerator] = {}

    def refuse(self, key: str, why: str) -> None:
        """Say why what is chosen in a field cannot be had, right behind it."""
        self._slots[key].error(why)

    def pick_count(self, label: str, key: str, width: int = HALF, help: str | None = None) -> int:
        """Show a number, and right behind it why another one was refused."""
        typed = pick_typed_number(label, key, _FIRSTS[key], *_ENDS[key], width, help)
        self._slots[key] = st.empty()
        if typed.refused is not None:
            self.refuse(key, _refusal(key, typed))
        return typed.value

    def pick_listed(
        self, label: str, key: str, options: Mapping[Any, str], first: str | None, help: str | None = None
    ) -> Any:
        """Show a list."""
        chosen = pick_one(label, options, key, first=first, width=HALF, help=help)
        self._slots[key] = st.empty()
        return chosen


def _refusal(key: str, typed: Typed) -> str:
    """Say why a number cannot be had, what can, and what stays."""
    low, high = _ENDS[key]
    asked = cast(int, typed.refused)
    why = _LIMITED[key][asked > high]
    choices = f"{format_number(low)} to {format_number(high)}"
    return (
        f"{format_number(asked)} is not available here, as {why}. Choose {choices}; it stays {typed.value}."
    )
