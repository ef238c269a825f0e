"""Formulas as data: each number with its name, so that both can be shown together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cnnviz.numbers import format_number


class Term(NamedTuple):
    """A number and what it is called."""

    name: str
    number: str


class Sign(NamedTuple):
    """What stands between terms: among their names, and among their numbers."""

    among_names: str
    among_numbers: str


DOT = Sign(" × ", "·")
"""A product that belongs closely together."""

Piece = Term | Sign | str


@dataclass(frozen=True)
class Formula:
    """One formula.

    Attributes
    ----------
    pieces : tuple of Term, Sign or str
        In reading order; a text stands the same among names and numbers.
    result : str
        What stands behind the "=".
    value : int
        The result as a number.

    Examples
    --------
    >>> product = Formula(("2", " × ", Term("side", "3")), "6", 6)
    >>> product.names(), product.text()
    ('2 × side', '2 × side = 2 × 3 = 6')
    """

    pieces: tuple[Piece, ...]
    result: str
    value: int

    def names(self) -> str:
        """The formula in names."""
        return "".join(self._name(piece) for piece in self.pieces)

    def numbers(self) -> str:
        """The formula in numbers."""
        return "".join(self._number(piece) for piece in self.pieces)

    def text(self) -> str:
        """Names, numbers and result in one line."""
        return f"{self.names()} = {self.numbers()} = {self.result}"

    @staticmethod
    def _name(piece: Piece) -> str:
        return piece if isinstance(piece, str) else piece[0]

    @staticmethod
    def _number(piece: Piece) -> str:
        return piece if isinstance(piece, str) else piece[1]


def term(name: str, number: int) -> Term:
    """A whole number with its name."""
    return Term(name, format_number(number))


def product(terms: list[Term]) -> tuple[Piece, ...]:
    """Write terms as a product.

    >>> Formula(product([term("rows", 2), term("columns", 3)]), "6", 6).text()
    'rows × columns = 2·3 = 6'
    """
    pieces: list[Piece] = []
    for one in terms:
        pieces += [DOT, one] if pieces else [one]
    return tuple(pieces)


def counted(pieces: tuple[Piece, ...], value: int) -> Formula:
    """A formula whose result is a whole number."""
    return Formula(pieces, format_number(value), value)
