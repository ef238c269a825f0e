"""What a typed text does to a matrix: what multiplies it, and what is added."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from cnnviz.typed.faults import MisreadError, no_number

MATRIX = "\u25a1"
"""Stands in a text for the matrix that it multiplies."""

Number = float | Fraction


class Formula(NamedTuple):
    """What multiplies a matrix and what is added to it; of a plain number, `scale` is 0."""

    scale: Number
    offset: Number


def times(first: Formula, second: Formula) -> Formula:
    """Multiply two, of which at most one has a scale: a text holds one matrix."""
    return Formula(first.scale * second.offset + first.offset * second.scale, first.offset * second.offset)


def over(first: Formula, second: Formula) -> Formula:
    """Divide one by another, which must be a plain number and not 0."""
    if second.scale:
        raise no_number()
    if not second.offset:
        raise MisreadError("nothing can be divided by zero; write another divisor")
    return Formula(first.scale / second.offset, first.offset / second.offset)
