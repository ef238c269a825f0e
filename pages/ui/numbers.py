"""How numbers are written for people: short, with a true minus sign and without trailing zeros."""

from __future__ import annotations


def short(value: float, digits: int = 3) -> str:
    """Write a number in few characters.

    Whole numbers keep all their digits, others get `digits` significant ones.

    Examples
    --------
    >>> short(4.0), short(-0.333333), short(1234.56), short(290400)
    ('4', '−0.333', '1235', '290400')
    """
    value = float(value)
    if value == int(value):
        text = str(int(value))
    elif abs(value) >= 10**digits:
        text = f"{value:.0f}"
    else:
        text = f"{value:.{digits}g}"
    return text.replace("-", "−")


def grouped(count: int) -> str:
    """Write a count in groups of three digits, set apart by narrow no-break spaces.

    Examples
    --------
    >>> grouped(2359296).split("\\u202f")
    ['2', '359', '296']
    """
    return f"{count:,}".replace(",", "\u202f")


def span(low: float, high: float) -> str:
    """Write a range of values.

    Examples
    --------
    >>> span(-1020, 867.5)
    '−1020 … 868'
    """
    return f"{short(low)} … {short(high)}"
