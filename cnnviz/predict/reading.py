"""Reading a number as a learner predicts it.

`cnnviz.typed` reads it, as it reads the cells of a kernel. What is more: a comma may be decimal or between
thousands, there are percent and ∞, and how many digits were typed decides how exact an answer has to be.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.numbers import format_number
from cnnviz.typed.expressions import evaluate
from cnnviz.typed.faults import MisreadError
from cnnviz.typed.signs import plain, quoted

LONGEST = 200
"""The most characters that are read: the sum of a 3×3 kernel's products fits in."""

ROUNDING = 1e-6
"""How far off float32's rounding may bring a number, as a part of it."""

_NUMBER = re.compile(r"[+-]?(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,3}))?", re.ASCII | re.IGNORECASE)
_GROUPED = re.compile(r"(?<![\d.,])[\d.,]+", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
_GERMAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d*", re.ASCII)
_SPACES = re.compile(r"(?<![\d.,] )(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d ]*\d)", re.ASCII)
_FRACTION = re.compile(r"[-+]?[\d.]+ ?/ ?[\d.]+", re.ASCII)
_INFINITE = {"∞": math.inf, "+∞": math.inf, "-∞": -math.inf}


@dataclass(frozen=True)
class Answer:
    """A typed number: its `value`, `half` a unit of its last digit, and its significant `digits`.

    A fraction such as 1/9 is exact, and so are sums and products: `half` and `digits` are 0.
    """

    value: float
    half: float
    digits: int

    def is_exactly(self, number: float, slack: float = 0.0, rounding: float = ROUNDING) -> bool:
        """Say whether the answer is `number`: as printed, or up to `slack` and `rounding`, a part of it."""
        if self.value in (number, shown(number)):
            return True
        return math.isfinite(number) and abs(self.value - number) <= slack + rounding * abs(number)

    def means(
        self, number: float, slack: float = 0.0, finest: float = 0.0, rounding: float = ROUNDING
    ) -> bool:
        """Say whether the answer stands for `number`.

        It does if it `is_exactly` it; or if it is rounded to the nearest with at least two significant
        digits, or to a unit of at most 2·`finest`.

        >>> [read_number(typed)[0].means(53.85) for typed in ("54", "50", "53.85")]
        [True, False, True]
        """
        if self.is_exactly(number, slack, rounding):
            return True
        precise = self.digits >= 2 or 0 < self.half <= finest
        distance = abs(self.value - number)
        return precise and math.isfinite(number) and distance <= self.half + slack + rounding * abs(number)


def shown(value: float, digits: int = 4) -> float:
    """Return the number that `format_number` prints for `value`.

    >>> shown(1 / 3), shown(1 / 3, 2)
    (0.3333, 0.33)
    """
    if not math.isfinite(value):
        return value
    return float(format_number(value, digits).replace("−", "-").replace(",", ""))


def printed_errors(values: Floats) -> Floats:
    """Return how far each value is off when it is printed: `shown` for whole arrays, below 10¹⁵.

    >>> printed_errors(np.array([0.5, 0.33333])).round(6).tolist()
    [0.0, 3e-05]
    """
    sizes = np.abs(np.asarray(values, np.float64))
    exponents = np.floor(np.log10(np.where(sizes > 0, np.maximum(sizes, 1e-300), 1.0)))
    scale = 10.0 ** np.maximum(3 - exponents, 0)
    return np.asarray(np.abs(sizes - np.round(sizes * scale) / scale) * (sizes % 1 > 0))


@lru_cache(maxsize=4096)
def read_number(typed: str) -> tuple[Answer, ...]:
    """Read −42, 0.5, 4,5, 1/9, 2e−3, 55 % or 3·2 − 1; 12,345 is read in both ways, thousands first.

    Raises
    ------
    CnnvizError
        If it is no number; the sentence says what to write.

    Examples
    --------
    >>> read_number("−4,5")
    (Answer(value=-4.5, half=0.05, digits=2),)
    """
    text = _SPACES.sub(lambda number: number[0].replace(" ", ""), cleaned(typed))  # 12 345 is one number
    if text.replace(" ", "") in _INFINITE:
        return (Answer(_INFINITE[text.replace(" ", "")], 0.0, 0),)
    spellings = dict.fromkeys((_GROUPED.sub(_without_thousands, text), _GROUPED.sub(_with_point, text)))
    answers, fault = [], MisreadError("")
    for spelling in spellings:
        try:
            answers.append(_read(spelling))
        except MisreadError as error:
            fault = error
    if not answers:
        raise CnnvizError(f"'{quoted(typed)}' can't be used: {fault}") from fault
    return tuple(dict.fromkeys(answers))


def _without_thousands(number: re.Match[str]) -> str:
    """Take 12,345.6 for thousands; what can't be that is taken as `_with_point` does."""
    return number[0].replace(",", "") if _THOUSANDS.fullmatch(number[0]) else _with_point(number)


def _with_point(number: re.Match[str]) -> str:
    """Take a comma for a decimal comma."""
    plain = number[0].replace(".", "") if _GERMAN.fullmatch(number[0]) else number[0]
    return plain.replace(",", ".")


def _read(text: str) -> Answer:
    spelt = text.removesuffix("%").rstrip()
    scale = 0.01 if spelt != text else 1.0
    value = float(evaluate(spelt)) * scale
    number = _NUMBER.fullmatch(spelt.replace(" ", ""))  # a space may follow the sign
    if scale != 1 and number is None and not _FRACTION.fullmatch(spelt):
        raise MisreadError("a percentage is one number, such as 55 %; write that")
    if number is None:
        return Answer(value, 0.0, 0)
    mantissa = number[1]
    exponent = int(number[2] or 0) - len(mantissa.partition(".")[2])
    digits = len(mantissa.replace(".", "").lstrip("0"))
    return Answer(value, scale * float(f"5e{exponent - 1}"), digits)


def cleaned(typed: str) -> str:
    """Strip a text and spell it plainly, or raise a `CnnvizError` if it is empty or too long."""
    if len(typed) > LONGEST:
        raise CnnvizError(
            f"'{quoted(typed[:LONGEST])}' is too long; write one number, in at most {LONGEST} characters"
        )
    text = " ".join(plain(typed).split())
    if not text:
        raise CnnvizError("nothing has been typed yet; write what you predict")
    return text
