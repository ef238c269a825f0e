"""How a mean, a variance and a standard score are computed, written out with their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.numbers import format_number


def term(value: float) -> str:
    """Write a number within a sum or a product.

    >>> term(2), term(-2)
    ('2', '(−2)')
    """
    return f"({format_number(value)})" if value < 0 else format_number(value)


def mean_of(values: Sequence[float], mean: float) -> str:
    """Write how a mean comes about.

    >>> mean_of([1, 3, 5, 7], 4)
    '(1 + 3 + 5 + 7) / 4 = 4'
    """
    return f"({' + '.join(map(term, values))}) / {len(values)} = {format_number(mean)}"


def variance_of(values: Sequence[float], mean: float) -> str:
    """Write the mean of the squared distances from a mean.

    >>> variance_of([1, 3], 2)
    '((1 − 2)² + (3 − 2)²) / 2'
    """
    squares = " + ".join(f"({term(value)} − {term(mean)})²" for value in values)
    return f"({squares}) / {len(values)}"
