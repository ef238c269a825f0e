"""How traces put numbers and indices into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from numpy.typing import NDArray

from cnnviz.numbers import format_number

Item = TypeVar("Item")
MOST = 16
"""Longer lists are shortened: a sentence is to be read."""


def ends(items: Sequence[Item], gap: Item) -> list[Item]:
    """Give all items, but of a long list only the first four and the last, with a gap between.

    >>> ends("abcdefghijklmnopqrstuvwxyz", "…")
    ['a', 'b', 'c', 'd', '…', 'z']
    """
    return list(items) if len(items) <= MOST else [*items[:4], gap, items[-1]]


def listed(values: Iterable[float]) -> str:
    """Write values as a list in a sentence; of a long one only the ends.

    >>> listed([2, 3, 6, 8])
    '2, 3, 6 and 8'
    >>> listed(range(100))
    '0, 1, 2, 3, … and 99 (100 values)'
    """
    words = [format_number(value) for value in values]
    *before, last = ends(words, "…")
    count = f" ({len(words)} values)" if len(words) > MOST else ""
    return " and ".join(part for part in (", ".join(before), last) if part) + count


def summed(values: Iterable[float]) -> str:
    """Write values as a sum; of a long one only the ends.

    >>> summed([1, -0.5, 4])
    '1 − 0.5 + 4'
    """
    words = [format_number(value) for value in values]
    terms = [words[0]] + [f"− {word[1:]}" if word[0] == "−" else f"+ {word}" for word in words[1:]]
    return " ".join(ends(terms, "+ …"))


def factor(value: float) -> str:
    """Write a number as a factor: a negative one in brackets.

    >>> factor(0.2), factor(-0.4)
    ('0.2', '(−0.4)')
    """
    word = format_number(value)
    return f"({word})" if word[0] == "−" else word


def named(name: str, indices: Sequence[int]) -> str:
    """Write which rows or columns are meant, counted from 0; −1 (outside the image) is left out.

    >>> named("row", [0, 1]), named("column", [-1, 0]), named("row", [0, 2, 4]), named("row", [-1, -1])
    ('rows 0–1', 'column 0', 'rows 0, 2 and 4', 'no row')

    A border may repeat a row: it is named as often as the window meets it, in the window's order.

    >>> named("row", [0, 0, 2])
    'rows 0, 0 and 2'
    """
    inside = [int(index) for index in indices if index >= 0]
    if len(inside) < 2:
        return f"{name} {inside[0]}" if inside else f"no {name}"
    if inside == list(range(inside[0], inside[-1] + 1)):
        return f"{name}s {inside[0]}–{inside[-1]}"
    return f"{name}s {listed(inside)}"


def outside(padded: NDArray[Any], noun: str) -> str:
    """Say how many positions of a window are padded zeros; `padded` is true for these."""
    count = int(padded.sum())
    if not count:
        return ""
    lies, counts = ("lies", "counts") if count == 1 else ("lie", "count")
    return f"; {count} of the window's {padded.size} positions {lies} outside the {noun} and {counts} as 0"
