"""Numbers as a learner reads them: short, with a real minus sign."""

import math
import sys
from collections.abc import Iterable
from fractions import Fraction
from numbers import Rational, Real

import numpy as np

_LARGEST_FLOAT = Fraction(sys.float_info.max)

NO_BREAK = "\u00a0"
"""A space at which no line ends."""


def format_number(value: Real | np.generic | float, digits: int = 4) -> str:
    """Write a number with at most `digits` significant digits.

    Whole numbers are written in full, with commas from 10,000 on. Others are rounded and zeros at the end
    dropped; digits before the point are never rounded away. Below 0.0001, and from 10¹⁵ on, a power of ten
    is used.

    Parameters
    ----------
    value : int or float
    digits : int
        At least 1.

    Returns
    -------
    str

    Examples
    --------
    >>> [format_number(value) for value in (-42, 53.85, 0.1 + 0.2, 22579328, 1.2e-5)]
    ['−42', '53.85', '0.3', '22,579,328', '1.2e−5']
    """
    is_float = isinstance(value, (float, np.floating))  # asked first: most are, and it is soon asked
    if not is_float and isinstance(value, Rational) and abs(Fraction(value)) > _LARGEST_FLOAT:
        return _huge_text(Fraction(value), digits)
    number = float(value)
    if math.isfinite(number):
        return ("−" if number < 0 else "") + _size_text(abs(number), digits)
    if math.isnan(number):
        return "not a number"
    return "∞" if number > 0 else "−∞"


def format_numbers(values: Iterable[float], digits: int = 4) -> list[str]:
    """Write many floats, each as `format_number` does, in a quarter of the time.

    Examples
    --------
    >>> format_numbers([-42.0, 53.85, 0.0, 1.2e-5], 3)
    ['−42', '53.9', '0', '1.2e−5']
    """
    most, plain = min(10.0 ** (digits - 1), 1_000.0), f".{digits}g"
    return [
        format(value, plain)
        if 1e-4 <= value < most
        else f"−{format(-value, plain)}"
        if 1e-4 <= -value < most
        else format_number(value, digits)
        if value
        else "0"
        for value in values
    ]


def percent(share: float, digits: int = 1) -> str:
    """Write a share of 0–1 in percent; what is not quite 0 or 100 is not rounded to it.

    Parameters
    ----------
    share : float
        One of several that make up a whole is written by `percents`.
    digits : int
        Behind the point, except for a share of exactly 0 or 1, which is written whole.

    Returns
    -------
    str
        With spaces at which no line breaks.

    Examples
    --------
    >>> [percent(share).replace(NO_BREAK, " ") for share in (0.9, 0.00004, 0.99996, 1)]
    ['90.0 %', '< 0.1 %', '> 99.9 %', '100 %']
    """
    least, share = 10**-digits, float(share)  # 100 times a float32 would be rounded to one
    if 0 < 100 * share < least:
        return f"<{NO_BREAK}{least:g}{NO_BREAK}%"
    if 100 - least < 100 * share < 100:
        return _almost_all(least)
    return f"{100 * share:.{0 if share in (0, 1) else digits}f}{NO_BREAK}%"


def percents(shares: Iterable[float], digits: int = 1) -> list[str]:
    """Write the shares of one whole, each as `percent` does.

    Beside shares above 0 none is 100 %, though float32 rounds one to 1 that is just below.

    Examples
    --------
    >>> [text.replace(NO_BREAK, " ") for text in percents([1.0, 1e-9, 0.0])]
    ['> 99.9 %', '< 0.1 %', '0 %']
    """
    all_shares = [float(share) for share in shares]
    is_whole = sum(share > 0 for share in all_shares) < 2
    return [
        percent(share, digits) if share < 1 or is_whole else _almost_all(10**-digits) for share in all_shares
    ]


def _almost_all(least: float) -> str:
    """Write a share that is nearer to 100 % than by `least`, in percent, but not 100 %."""
    return f">{NO_BREAK}{100 - least:g}{NO_BREAK}%"


def _huge_text(value: Fraction, digits: int) -> str:
    """Write a number that no float holds."""
    power = math.log10(abs(value.numerator)) - math.log10(value.denominator)
    mantissa = f"{10 ** (power % 1):.{digits - 1}f}"
    exponent = math.floor(power) + (float(mantissa) >= 10)
    shortest = "1" if float(mantissa) >= 10 else _trimmed(mantissa)
    return f"{'−' if value < 0 else ''}{shortest}e{exponent}"


def _size_text(size: float, digits: int) -> str:
    """Write a finite number without its sign."""
    if 1e-4 <= size < min(10 ** (digits - 1), 1_000):  # of most numbers "g" gives the same, and sooner
        return f"{size:.{digits}g}"
    if size >= 1e15 or 0 < size < 1e-4:
        mantissa, exponent = f"{size:.{digits - 1}e}".split("e")
        return f"{_trimmed(mantissa)}e{int(exponent)}".replace("-", "−")
    if size == int(size):
        return _grouped(str(int(size)))
    decimals = max(digits - 1 - math.floor(math.log10(size)), 0)
    whole, point, fraction = _trimmed(f"{size:.{decimals}f}").partition(".")
    return _grouped(whole) + point + fraction


def _grouped(whole: str) -> str:
    """Put commas into a whole number of five digits or more."""
    return f"{int(whole):,}" if len(whole) >= 5 else whole


def _trimmed(text: str) -> str:
    """Drop zeros at the end of a fraction, and a point nothing follows."""
    return text.rstrip("0").rstrip(".") if "." in text else text
