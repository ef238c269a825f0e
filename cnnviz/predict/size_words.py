"""How output sizes, formulas and distances from the right size are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cnnviz.geometry.output import as_text
from cnnviz.predict.size_formula import Formula

AXES = ("rows", "columns")
Sizes = tuple[Fraction, ...]


def by(sizes: Sizes) -> str:
    """Write sizes as 3 × 4, or the one size.

    >>> by((Fraction(3), Fraction(9, 2)))
    '3 × 4.5'
    """
    return " × ".join(_text(size) for size in sizes)


def written(lines: Sequence[str]) -> str:
    """Write one axis's line as it stands, and two as rows and columns.

    >>> written(["6 − 2 = 4", "6 − 2 = 4"]), written(["6 − 2 = 4", "8 − 2 = 6"])
    ('6 − 2 = 4 along both axes', '6 − 2 = 4 rows and 8 − 2 = 6 columns')
    """
    if len(set(lines)) == 1:
        return lines[0] if len(lines) == 1 else f"{lines[0]} along both axes"
    return " and ".join(f"{line} {axis}" for line, axis in zip(lines, AXES, strict=True))


def distance(answer: Sizes, truth: Sizes) -> str:
    """Say how far off an answer is, along each axis.

    >>> distance((Fraction(5), Fraction(4)), (Fraction(3), Fraction(4)))
    '5 × 4 has 2 rows too many; the columns are right.'
    """
    off = [given - right for given, right in zip(answer, truth, strict=True)]
    if len(off) == 1:
        return f"{by(answer)} is {_text(abs(off[0]))} {_side(off[0])}."
    wrong = [_off(difference, axis) for difference, axis in zip(off, AXES, strict=True) if difference]
    right = [f"; the {axis} are right" for difference, axis in zip(off, AXES, strict=True) if not difference]
    return f"{by(answer)} has {' and '.join(wrong)}{''.join(right)}."


def hint(formula: Formula) -> str:
    """Give one hint that fits the numbers: the likeliest stumbling block among them, not the answer."""
    if formula.form == "shares":
        return "Here the stride alone decides: divide by it, and round up."
    if formula.dilation > 1:
        return f"A dilation of {formula.dilation} spreads the kernel's taps, so that it covers more pixels."
    if formula.exact != formula.result:
        fate = "does not count" if formula.rounding == "down" else "counts as one more"
        return f"The windows do not fit evenly: one that extends past the end {fate}."
    if formula.before != formula.after:
        return "The padding differs at the two ends: add both."
    if formula.before:
        return "The padding is added at both ends."
    if formula.stride > 1:
        return "Count the steps the window can take beyond its first position, then add that first position."
    return "Slide the window along by one pixel at a time and count its positions, the first included."


def _off(difference: Fraction, axis: str) -> str:
    name = axis.removesuffix("s") if abs(difference) == 1 else axis
    return f"{_text(abs(difference))} {name} {_side(difference)}"


def _side(difference: Fraction) -> str:
    return "too many" if difference > 0 else "too few"


def _text(size: Fraction) -> str:
    return as_text(size) if size >= 0 else f"−{as_text(-size)}"
