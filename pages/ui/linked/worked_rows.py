"""Typed numbers and what is made of them, as they are described to `show_worked`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cnnviz.predict import Verdict
from pages.ui.linked.worked_entry import Entry


class Cell(NamedTuple):
    """One number.

    Attributes
    ----------
    value : float
    said : str
        How it comes about.
    of : tuple of (row, column)
        The numbers it comes from.
    label : str
        What it is called, where it is none of the numbers in its row.
    judge : callable, optional
        Judges what is predicted; None where nothing is asked.
    """

    value: float
    said: str
    of: tuple[tuple[int, int], ...] = ()
    label: str = ""
    judge: Callable[[str], Verdict] | None = None


class Switch(NamedTuple):
    """One of two states, which the learner turns.

    Attributes
    ----------
    is_on : bool
    text : str
        What the state is called.
    name : str
        What is switched.
    """

    is_on: bool
    text: str
    name: str


class Row(NamedTuple):
    """Numbers, or switches, side by side; None leaves a place empty.

    Attributes
    ----------
    title, note : str
    cells : sequence
    begins : bool
        A group of rows begins with it.
    name : str
        What the row is called where its title alone does not tell.
    """

    title: str
    note: str
    cells: Sequence[Cell | Switch | None]
    begins: bool = False
    name: str = ""


class Button(NamedTuple):
    """A button: it reports its value under its name."""

    name: str
    title: str
    value: int


class Work(NamedTuple):
    """What is shown.

    Attributes
    ----------
    key : str
        Of the component, and of what is kept.
    at_key : str
        The address's name for the number that is looked at.
    entries : sequence of Entry
    buttons : sequence of Button
    rows : sequence of Row
    task : str
        Changes with the numbers: what was predicted holds for its own task only.
    start : (row, column)
        What is looked at first.
    """

    key: str
    at_key: str
    entries: Sequence[Entry]
    buttons: Sequence[Button]
    rows: Sequence[Row]
    task: str
    start: tuple[int, int]
