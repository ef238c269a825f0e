"""What every lesson's page has around it: the look, a title line, and facts about a result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

_CSS = (Path(__file__).parents[2] / "assets" / "components" / "page.css").read_text("utf-8")


@dataclass(frozen=True)
class Fact:
    """A number about a result: what it is called, its value, and where it comes from."""

    name: str
    value: str
    origin: str = ""


def lesson(title: str, lead: str) -> None:
    """Begin a page: its look, its title and one sentence beside it."""
    st.html(f"<style>{_CSS}</style>")
    st.html(f'<div class="lesson"><h1>{escape(title)}</h1><p>{escape(lead)}</p></div>')


def show_facts(facts: Sequence[Fact]) -> None:
    """List facts in a row that wraps on a phone."""
    rows = (
        f"<div><dt>{escape(fact.name)}</dt><dd>{escape(fact.value)}<small>{escape(fact.origin)}</small></dd></div>"
        for fact in facts
    )
    st.html(f'<dl class="facts">{"".join(rows)}</dl>')
