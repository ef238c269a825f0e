"""Which of a file's numbers is black and which is white, where no header says it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.images.arrays import WHITE
from cnnviz.numbers import format_number

DEPTHS = (1, 8, 10, 12, 14, 16)
"""Bits that cameras and scanners give whole numbers, in files that have room for 16 or 32."""


@dataclass(frozen=True)
class Span:
    """The number that is black and the one that is white; those between are greys, those beyond are cut."""

    black: float
    white: float

    def __str__(self) -> str:
        """Both ends, as a learner reads them."""
        black, white = format_number(self.black, 6), format_number(self.white, 6)
        return f"{black} (black) to {white} (white)"

    def greys(self, numbers: NDArray[np.generic]) -> NDArray[np.float32]:
        """Numbers of a file as greys, 0–255.

        Examples
        --------
        >>> Span(-1000, 1000).greys(np.array([-1000, 0, 3000])).tolist()
        [0.0, 127.5, 255.0]
        """
        width = self.white - self.black
        # the difference of two float32 values can exceed float32
        shares = (numbers.astype(np.float64) - self.black) / (width or 1.0)
        return (np.clip(shares, 0, 1) * WHITE).astype(np.float32)


def spans(kind: str, low: float, high: float) -> tuple[Span, ...]:
    """The spans that make sense for a file's numbers, the likeliest one first.

    Whole numbers of 16 bits without a sign fill the fewest bits of `DEPTHS` that hold them all. Wider ones
    and floats go from 0 to 1 or from 0 to 255 if they lie within, and the second only if they reach its upper
    half. Whatever else runs from the lowest to the highest, or between 0 and the one number there is.

    Parameters
    ----------
    kind : str
        NumPy's name of the numbers, such as ``"u2"`` or ``"f4"``.
    low, high : float
        The lowest and the highest number.

    Examples
    --------
    >>> [str(span) for span in spans("f4", 0, 1.02)]
    ['0 (black) to 1.02 (white)', '0 (black) to 1 (white)', '0 (black) to 255 (white)']
    >>> str(spans("u2", 17, 4000)[0])
    '0 (black) to 4095 (white)'
    """
    depths = [Span(0.0, 2.0**bits - 1) for bits in DEPTHS]
    found = Span(low, high) if low < high else Span(min(low, 0.0), max(high, 0.0))
    if kind == "i1":
        likely = _whole(kind)
    elif low < 0:
        likely = found
    elif kind == "u2":
        likely = next(span for span in depths if high <= span.white)
    elif high <= 1:
        likely = depths[0]
    elif high <= WHITE:  # from 1 on, floats lose no brightness at once
        likely = Span(0.0, WHITE if 2 * high >= WHITE else high)
    else:
        likely = found
    if kind == "f4":
        return _told_apart([likely, found, *depths[:2]])
    whole = _whole(kind)
    return _told_apart([likely, found, *(d for d in depths if d.white <= whole.white), whole])


def _told_apart(made: list[Span]) -> tuple[Span, ...]:
    """Leave out spans without width, and those that read like one before."""
    kept: dict[str, Span] = {}
    for span in made:
        if span.black < span.white:
            kept.setdefault(str(span), span)
    return tuple(kept.values())


def _whole(kind: str) -> Span:
    limits = np.iinfo(kind)
    return Span(float(limits.min), float(limits.max))
