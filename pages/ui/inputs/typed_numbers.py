"""Numbers that are typed: decimals within bounds, and whole numbers whose refusals the page explains."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import streamlit as st

from pages.ui.inputs.controls import Width, read_step
from pages.ui.session import keeping, state

#: Of a decimal number after its point; more are rounded, though the field goes on to show them.
_DIGITS = 9


class Typed(NamedTuple):
    """A number that was typed: what stays, and what was refused last, or None."""

    value: int
    refused: int | None


def pick_typed_number(
    label: str, key: str, first: int, low: int, high: int, width: Width = "stretch", help: str | None = None
) -> Typed:
    """Show a whole number as `pick_number`, whose refusals the page explains.

    Streamlit's own field says nothing lasting of a number out of range, and the page hears nothing of it.
    Here the number before stays, and what was typed is given until another one is accepted.
    """
    read = partial(read_step, first=first, low=low, high=high, step=1)
    accepted, refused = keeping.kept(f"accepted:{key}"), keeping.kept(f"refused:{key}")
    has_just_come, typed = state.has_just_come(key), list[int]()

    def fit(value: int) -> int:
        if low <= value <= high:
            return value
        typed.append(value)
        return first if accepted is None else int(accepted)

    drawn = state.control(key, first, read, fit=fit)
    if typed:
        refused = typed[0]
    elif has_just_come or drawn.value != accepted:
        refused = None
    keeping.keep(f"accepted:{key}", drawn.value)
    keeping.keep(f"refused:{key}", refused)
    value = st.number_input(label, value=drawn.first, step=1, key=drawn.key, width=width, help=help)
    return Typed(value if low <= value <= high else drawn.value, refused)


def pick_decimal(
    label: str, key: str, first: float, size: float, step: float, width: Width = "stretch"
) -> float:
    """Show a number from `-size` to `size` that is typed or stepped; it has nine decimals at most."""
    drawn = state.control(key, first, partial(_read_decimal, size=size), _written)
    value = st.number_input(label, -size, size, drawn.first, step, "%g", key=drawn.key, width=width)
    return _rounded(value)


def _read_decimal(text: str, size: float) -> float | None:
    """Read a number; None if it is none, or lies beyond."""
    try:
        value = float(text)
    except ValueError:
        return None
    return _rounded(value) if abs(value) <= size else None  # not a number, neither


def _rounded(value: float) -> float:
    return round(value, _DIGITS) + 0.0


def _written(value: float) -> str:
    return f"{_rounded(value):.15g}"
