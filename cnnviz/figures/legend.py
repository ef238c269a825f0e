"""What a map's colours mean, in words."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.figures.scales import RULES
from cnnviz.figures.shade import Shade
from cnnviz.numbers import format_number


class Strip(NamedTuple):
    """A strip of a palette's colours, from index `first` to `last`, and the values at its two ends."""

    low: float
    high: float
    first: int
    last: int


def strip_of(shades: Sequence[Shade], values: ArrayLike | None = None) -> Strip:
    """Give the colours that a legend shows beside maps of one range.

    Under "signed", whose range is symmetric, it shows none that the maps lack: those of positive numbers
    alone have no blue.

    Parameters
    ----------
    shades : sequence of Shade
        One at least; all of one scale and range.
    values : array_like, optional
        The maps' numbers. Without them an end within the range is known to one step of the palette only.

    Examples
    --------
    >>> from cnnviz.figures.shade import shade
    >>> strip_of([shade([[0, 1], [2, 4]], "signed")])
    Strip(low=0.0, high=4.0, first=128, last=255)
    """
    of = shades[0]
    rule = RULES[of.scale]
    if of.scale != "signed" or of.low == of.high or not of.index.size:
        return Strip(of.low, of.high, 0, 255)
    first = min(int(one.index.min()) for one in shades)
    last = max(int(one.index.max()) for one in shades)
    step = (of.high - of.low) / rule.span
    low, high = (of.low + (index - rule.first) * step for index in (first, last))
    if values is not None:
        finite = np.asarray(values)[np.isfinite(values)]
        low, high = np.clip(
            [finite.min(initial=of.high), finite.max(initial=of.low)], of.low, of.high
        ).tolist()
    return Strip(low, high, first, last)


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
    '−1020 … 1020: 0 is white, negative blue, positive orange'
    """
    low, high = format_number(shaded.low), format_number(shaded.high)
    if shaded.scale == "cyclic":
        return "−180° … 180°: 0° (right) is light, 90° (down) orange, ±180° (left) dark, −90° (up) blue"
    if shaded.scale == "categorical":
        return "a colour for each direction: up is blue, right light, down orange, left dark; a tie is grey"
    if shaded.scale == "signed":
        if shaded.high == 0:
            return "0 everywhere, white"
        return f"{low} … {high}: 0 is white, negative blue, positive orange"
    if shaded.low == shaded.high:
        return _constant(shaded, low)
    black = {"clipped": "0 and below is black", "absolute": "0 is black, the sign is left out"}
    return f"{low} … {high}: {black.get(shaded.scale, f'{low} is black')}, {high} is white"


def _constant(shaded: Shade, value: str) -> str:
    """Say what a map without any range shows."""
    if shaded.scale == "clipped":
        return "nothing above 0, black"
    if shaded.scale == "absolute":
        return "0 everywhere, black"
    return f"{value} everywhere, mid-grey"
