"""What a map's colours mean, in words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.figures.scales import RULES, Scale
from cnnviz.figures.shade import Shade
from cnnviz.numbers import format_number

_MEANINGS: Mapping[Scale, str] = MappingProxyType(
    {
        "signed": "0 is the colour of the page, negative blue, positive orange",
        "clipped": "0 and below is the colour of the page, above it is orange",
        "absolute": "0 is the colour of the page, all else orange, the sign is left out",
    }
)


def occurring(shades: Sequence[Shade]) -> tuple[int, int]:
    """Give the first and the last palette index that a legend beside maps of one range shows.

    Under "signed", whose range is symmetric, it shows no colour that the maps lack: beside positive numbers
    alone there is no blue.

    Parameters
    ----------
    shades : sequence of Shade
        One at least; all of one scale and range.

    Examples
    --------
    >>> from cnnviz.figures.shade import shade
    >>> occurring([shade([[0, 1], [2, 4]], "signed")])
    (128, 255)
    """
    if shades[0].scale != "signed" or not shades[0].index.size:
        return spanned(shades[0])
    indices = [int(end) for one in shades for end in (one.index.min(), one.index.max())]
    return min(indices), max(indices)


def spanned(shaded: Shade) -> tuple[int, int]:
    """Give the first and the last palette index of a map's scale.

    >>> from cnnviz.figures.shade import shade
    >>> spanned(shade([[0, 8]], "clipped"))
    (128, 255)
    """
    rule = RULES[shaded.scale]
    return rule.first, min(rule.first + rule.span, 255)


def end_texts(shades: Sequence[Shade], digits: int = 4) -> tuple[str, str]:
    """Write the values at the two ends of the colours, and at each whether values lie beyond it.

    Parameters
    ----------
    shades : sequence of Shade
        One at least; all of one scale and range.
    digits : int
        Significant ones, as of `format_number`.

    Examples
    --------
    >>> from cnnviz.figures.shade import shade
    >>> end_texts([shade([[-860, 20]], "signed", (-480, 480))])
    ('≤ −480', '480')
    """
    below, above = (any(ends) for ends in zip(*(one.beyond for one in shades), strict=True))
    low, high = (format_number(end, digits) for end in (shades[0].low, shades[0].high))
    return f"≤ {low}" if below else low, f"≥ {high}" if above else high


def ends_text(values: ArrayLike, digits: int = 3) -> str:
    """Write the smallest and the largest of some numbers.

    Parameters
    ----------
    values : array_like
        Of any shape; one number at least.
    digits : int
        Significant ones of each end.

    Examples
    --------
    >>> ends_text([[0.5, -2], [31.26, 4]])
    '−2 … 31.3'
    """
    return f"{format_number(np.min(values), digits)} … {format_number(np.max(values), digits)}"


def statistic_text(value: float, digits: int) -> str:
    """Write a mean or a variance of float32 numbers; what is below a millionth is rounding, and written as 0.

    >>> statistic_text(-3e-8, 3), statistic_text(0.12345, 3)
    ('0', '0.123')
    """
    return format_number(round(float(value), 6), digits)


def range_text(shaded: Shade) -> str:
    """Say which values a shaded map's colours stand for.

    Examples
    --------
    >>> from cnnviz.figures.shade import shade
    >>> range_text(shade([[-1020, 300]], "signed"))
    '−1020 … 1020: 0 is the colour of the page, negative blue, positive orange'
    """
    if shaded.scale == "cyclic":
        return "−180° … 180°: 0° (right) is light, 90° (down) orange, ±180° (left) dark, −90° (up) blue"
    if shaded.scale == "categorical":
        return "a colour for each direction: up is blue, right light, down orange, left dark; a tie is grey"
    low, high = end_texts([shaded])
    if shaded.low == shaded.high:
        return _constant(shaded, low)
    return f"{low} … {high}: {_MEANINGS.get(shaded.scale, f'{low} is black, {high} is white')}"


def _constant(shaded: Shade, value: str) -> str:
    """Say what a map without any range shows."""
    if shaded.scale == "clipped":
        return "nothing above 0, the colour of the page"
    if RULES[shaded.scale].zero is not None:
        return "0 everywhere, the colour of the page"
    return f"{value} everywhere, mid-grey"
