"""Controls for whole numbers, all bound to the URL."""

from __future__ import annotations

import streamlit as st


def pick_number(label: str, key: str, first: int | None, low: int, high: int) -> int:
    """Show a number that can be typed or stepped.

    Parameters
    ----------
    key
        Its name in the URL.
    first
        The value to start with; None where `state.offer` gives it.
    low, high
        Both allowed.
    """
    return st.number_input(
        label, low, high, "min" if first is None else first, 1, key=key, bind="query-params"
    )
