"""One number as it is typed: digits, a fraction, or sums and products of them.

Read by hand in one pass, with a bound on the length and the depth: no text can take long, or much memory.
`assets/components/cnnviz/typed_number.js` reads the same in the browser.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction

from cnnviz.typed.faults import MisreadError, no_number, too_large
from cnnviz.typed.formulas import MATRIX, Formula, Number, over, times
from cnnviz.typed.signs import TIMES

LONGEST = 400
"""The most characters of one number that are read: a sum of 25 products fits in."""

LONGEST_DIGITS = 40
"""The most characters of the digits of one number, its point and its power of ten."""

DEEPEST = 20
"""The most brackets within each other."""

_TOKEN = re.compile(rf"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[-+{TIMES}/(){MATRIX}]|\S")
_CHAIN = "write brackets around one of the divisions, as in (1/2)/3"
_SOME = re.compile("[1-9]")
_DIGIT = re.compile("[0-9]")


def evaluate(text: str, number: Callable[[str], Number] = float) -> Number:
    """Read one number: ``-1``, ``.5``, ``2e-3``, ``1/9``, ``3*(2-1)+4/2``.

    Parameters
    ----------
    text : str
        As `cnnviz.typed.signs.plain` spells it; spaces may stand between signs and digits.
    number : callable
        Makes a number of digits: `float`, or `exact`.

    Raises
    ------
    MisreadError
        If it is no number, or not a finite one.

    Examples
    --------
    >>> evaluate("3*(2-1) + 4/2")
    5.0
    """
    if MATRIX in text:
        raise no_number()
    return formula(text, number).offset


def formula(text: str, number: Callable[[str], Number] = float) -> Formula:
    """Read what is done to the matrix that stands in a text as `MATRIX`; as `evaluate` otherwise.

    A factor may stand before it without a sign, as in ``1/9 □``.

    Examples
    --------
    >>> formula(f"{MATRIX} / 16 + 1")
    Formula(scale=0.0625, offset=1.0)
    """
    if len(text) > LONGEST:
        raise MisreadError(f"this is too long; write one number, in at most {LONGEST} characters")
    found = _Reader(_TOKEN.findall(text), number).whole()
    if not all(_is_finite(part) for part in found):
        raise too_large()
    return found


def exact(digits: str) -> Fraction:
    """Make an exact number of digits, without a power of ten, which could be as long as it likes."""
    if "e" in digits.lower():
        raise no_number()
    return Fraction(digits)


def _is_finite(value: Number) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # an exact number that no float holds
        return False


class _Reader:
    """Reads tokens from left to right: sums of products of signed numbers and brackets."""

    def __init__(self, tokens: list[str], number: Callable[[str], Number]) -> None:
        self.tokens = [*tokens, ""]
        self.at = 0
        self.depth = 0
        self.number = number

    def whole(self) -> Formula:
        found = self.sum()
        if self.tokens[self.at]:
            raise no_number()
        return found

    def take(self, signs: str) -> str:
        """Go on if the next token is one of these signs, and give it."""
        token = self.tokens[self.at]
        if not token or token not in signs:
            return ""
        self.at += 1
        return token

    def sum(self) -> Formula:
        total = self.product()
        while sign := self.take("+-"):
            more, way = self.product(), 1 if sign == "+" else -1
            total = Formula(total.scale + way * more.scale, total.offset + way * more.offset)
        return total

    def product(self) -> Formula:
        found, before = self.signed(), ""
        while sign := self.take(TIMES + "/") or (self.tokens[self.at] == MATRIX and "*"):
            if sign == before == "/":
                raise MisreadError(f"this may mean two things; {_CHAIN}")
            before = sign
            found = (over if sign == "/" else times)(found, self.signed())
        return found

    def signed(self) -> Formula:
        way = -1 if self.take("+-") == "-" else 1
        scale, offset = self.atom()
        return Formula(way * scale, way * offset)

    def atom(self) -> Formula:
        token = self.tokens[self.at]
        self.at += 1
        if token == "(":
            return self.bracket()
        if token == MATRIX:
            return Formula(self.number("1"), self.number("0"))
        if not _DIGIT.search(token):
            raise no_number()
        if len(token) > LONGEST_DIGITS:
            raise MisreadError(f"this is too long; write a number in at most {LONGEST_DIGITS} digits")
        value = self.number(token)
        if not _is_finite(value):
            raise too_large()
        if not value and _SOME.search(token.lower().partition("e")[0]):
            raise MisreadError("this is too small to be told from 0; write 0")
        return Formula(self.number("0"), value)

    def bracket(self) -> Formula:
        self.depth += 1
        if self.depth > DEEPEST:
            raise MisreadError(f"its brackets are nested too deeply; use at most {DEEPEST} within each other")
        found = self.sum()
        if not self.take(")"):
            raise no_number()
        self.depth -= 1
        return found
