"""The table of terms, read from the TOML files beside this one.

A row's heading is the term. ``says`` is its sentence, ``formula`` one where there is one, ``synonyms`` are
other names for it, ``words`` are found by typing only, because they mean other things, too. ``marks`` are the
names by which it is marked in a page's prose: the term and its synonyms unless the row says otherwise. ``at``
is the address of the page that shows it, in a fitting state; a row without it is shown by no page yet.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FILES = ("basics", "convolution", "networks", "inside", "learning")


@dataclass(frozen=True)
class Term:
    """A term and what is said of it: see the module."""

    name: str
    says: str
    formula: str = ""
    synonyms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    at: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is found by; the term itself comes first."""
        return (self.name, *self.synonyms, *self.words)


def _read(name: str) -> list[Term]:
    rows = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))
    return [_term(term, row) for term, row in rows.items()]


def _term(name: str, row: Mapping[str, Any]) -> Term:
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    fields.setdefault("marks", (name, *fields.get("synonyms", ())))
    return Term(name, **fields)


TERMS: tuple[Term, ...] = tuple(
    sorted((term for name in _FILES for term in _read(name)), key=lambda term: term.name.casefold())
)
"""All terms, by the alphabet."""
