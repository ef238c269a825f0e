"""Plain controls, all bound to the URL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

import streamlit as st

Key = TypeVar("Key", bound=str)
Width = int | Literal["stretch"]

#: Two controls of this width, in CSS pixels, fit side by side into the column of controls.
HALF = 148


def pick_number(
    label: str, key: str, first: int | None, low: int, high: int, width: Width = "stretch"
) -> int:
    """Show a whole number that can be typed or stepped.

    Parameters
    ----------
    key
        Its name in the URL.
    first
        The value to start with; None where `state.offer` gives it.
    low, high
        Both allowed.
    width
        In CSS pixels.
    """
    if first is None:
        return st.number_input(label, low, high, step=1, key=key, bind="query-params", width=width)
    return st.number_input(label, low, high, first, 1, key=key, bind="query-params", width=width)


def pick_one(
    label: str, options: Mapping[Key, str], key: str, help: str | None = None, width: Width = "stretch"
) -> Key:
    """Show a list to choose from; `options` says what each value is called, on the page and in the URL."""
    return st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        help=help,
        bind="query-params",
        width=width,
    )
