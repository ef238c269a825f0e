"""Numbers about a result, listed beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True)
class Fact:
    """A number about a result: what it is called, its value, and where it comes from."""

    name: str
    value: str
    origin: str = ""


def show_facts(facts: Sequence[Fact], words: str = "") -> None:
    """List facts in a row that wraps on a phone, and below them a sentence or two."""
    rows = (
        f"<div><dt>{escape(fact.name)}</dt><dd>{escape(fact.value)}<small>{escape(fact.origin)}</small></dd></div>"
        for fact in facts
    )
    st.html(f'<dl class="facts">{"".join(rows)}</dl><p class="words">{escape(words)}</p>')
