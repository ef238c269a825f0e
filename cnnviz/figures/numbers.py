"""Numbers as a learner reads them: short, with a real minus sign."""

import math
from numbers import Real

import numpy as np


def format_number(value: Real | np.generic | float, digits: int = 4) -> str:
    """Write a number with at most `digits` significant digits.

    Whole numbers are written in full, with commas from 10,000 on. Others are rounded, zeros at the end dropped;
    digits before the point are never rounded away. Below 0.0001, and from 10¹⁵ on, a power of ten is used.

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
    number = float(value)
    if math.isnan(number):
        return "not a number"
    if math.isinf(number):
        return "∞" if number > 0 else "−∞"
    size = abs(number)
    if size >= 1e15 or 0 < size < 1e-4:
        mantissa, exponent = f"{number:.{digits - 1}e}".split("e")
        text = f"{_trimmed(mantissa)}e{int(exponent)}"
    elif number == int(number):
        text = _grouped(int(number), "")
    else:
        text = _rounded(number, digits)
    return text.replace("-", "−")


def _rounded(number: float, digits: int) -> str:
    """Round to significant digits, but not left of the point."""
    places = max(digits - 1 - math.floor(math.log10(abs(number))), 0)
    whole, _, fraction = _trimmed(f"{number:.{places}f}").partition(".")
    return _grouped(int(whole), "-" if number < 0 and whole == "-0" else "") + (
        f".{fraction}" if fraction else ""
    )


def _grouped(whole: int, sign: str) -> str:
    """Write a whole number, with commas if it has five digits or more."""
    return sign + (f"{whole:,}" if abs(whole) >= 10_000 else str(whole))


def _trimmed(text: str) -> str:
    """Drop zeros at the end of a fraction, and a point nothing follows."""
    return text.rstrip("0").rstrip(".") if "." in text else text
