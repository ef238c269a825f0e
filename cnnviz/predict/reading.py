"""Reading a number as a learner types it.

`cnnviz.kernels` reads a kernel's cells, but its sentences name a row and a column, it takes no decimal comma
(cells are separated by commas) and it forgets how many digits were typed, which decides how exact an answer
has to be.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np

from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.numbers import format_number

LONGEST = 40
"""The most characters that are read."""

_SIGNS = str.maketrans(dict.fromkeys("−–‐‑﹣－", "-") | {"＋": "+", "⁄": "/", "∕": "/", "÷": "/", "％": "%"})
_NUMBER = re.compile(r"([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,3}))?", re.ASCII | re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
_GERMAN = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d*", re.ASCII)
_INFINITE = {"∞": math.inf, "+∞": math.inf, "-∞": -math.inf}


@dataclass(frozen=True)
class Answer:
    """A typed number: its `value`, `half` a unit of its last digit, and its significant `digits`.

    A fraction such as 1/9 is exact: `half` and `digits` are 0.
    """

    value: float
    half: float
    digits: int

    def is_exactly(self, number: float, slack: float = 0.0) -> bool:
        """Say whether the answer is `number`: as printed, or up to `slack` and float32's rounding (10⁻⁶)."""
        if self.value in (number, shown(number)):
            return True
        return math.isfinite(number) and abs(self.value - number) <= slack + 1e-6 * abs(number)

    def means(self, number: float, slack: float = 0.0, finest: float = 0.0) -> bool:
        """Say whether the answer stands for `number`.

        It does if it `is_exactly` it; or if it is rounded to the nearest with at least two significant
        digits, or to a unit of at most 2·`finest`.

        >>> [read_number(typed)[0].means(53.85) for typed in ("54", "50", "53.85")]
        [True, False, True]
        """
        if self.is_exactly(number, slack):
            return True
        precise = self.digits >= 2 or 0 < self.half <= finest
        distance = abs(self.value - number)
        return precise and math.isfinite(number) and distance <= self.half + slack + 1e-6 * abs(number)


def shown(value: float) -> float:
    """Return the number that `format_number` prints for `value`.

    >>> shown(1 / 3)
    0.3333
    """
    if not math.isfinite(value):
        return value
    return float(format_number(value).replace("−", "-").replace(",", ""))


def printed_errors(values: Floats) -> Floats:
    """Return how far each value is off when it is printed: `shown` for whole arrays, below 10¹⁵.

    >>> printed_errors(np.array([0.5, 0.33333])).round(6).tolist()
    [0.0, 3e-05]
    """
    sizes = np.abs(np.asarray(values, np.float64))
    exponents = np.floor(np.log10(np.where(sizes > 0, np.maximum(sizes, 1e-300), 1.0)))
    scale = 10.0 ** np.maximum(3 - exponents, 0)
    return np.asarray(np.abs(sizes - np.round(sizes * scale) / scale) * (sizes % 1 > 0))


def read_number(typed: str) -> tuple[Answer, ...]:
    """Read −42, 0.5, 4,5, 1/9, 2e−3 or 55 %; 12,345 is read in both ways, thousands first.

    Raises
    ------
    CnnvizError
        If it is no number; the sentence says what to write.

    Examples
    --------
    >>> read_number("−4,5")
    (Answer(value=-4.5, half=0.05, digits=2),)
    """
    text = re.sub(r"\s+", "", cleaned(typed))
    if text in _INFINITE:
        return (Answer(_INFINITE[text], 0.0, 0),)
    percent = text.endswith("%")
    spelt = text.removesuffix("%")
    spellings = [spelt.replace(",", "")] if _THOUSANDS.fullmatch(spelt) else []
    if _GERMAN.fullmatch(spelt):
        spelt = spelt.replace(".", "")
    answers = [_read(each, percent) for each in dict.fromkeys([*spellings, spelt.replace(",", ".")])]
    found = tuple(answer for answer in answers if answer)
    if not found:
        raise CnnvizError(f"'{quoted(typed)}' is not a number; write one such as −42, 0.5 or 1/9")
    if any(not math.isfinite(answer.value) for answer in found):
        raise CnnvizError(f"'{quoted(typed)}' is too large; write a number that the map could hold")
    return found


def _read(text: str, percent: bool) -> Answer | None:
    over, slash, under = text.partition("/")
    first, second = _NUMBER.fullmatch(over), _NUMBER.fullmatch(under)
    if first is None or (slash and second is None):
        return None
    scale = 0.01 if percent else 1.0
    if second is not None:
        if not float(under):
            raise CnnvizError("nothing can be divided by zero; write a number such as −42, 0.5 or 1/9")
        return Answer(float(over) / float(under) * scale, 0.0, 0)
    mantissa = first[2]
    exponent = int(first[3] or 0) - len(mantissa.partition(".")[2])
    return Answer(
        float(over) * scale, scale * float(f"5e{exponent - 1}"), len(mantissa.replace(".", "").lstrip("0"))
    )


def cleaned(typed: str) -> str:
    """Strip a text and spell its signs plainly, or raise a `CnnvizError` if it is empty or too long."""
    text = typed.strip().translate(_SIGNS)
    if not text:
        raise CnnvizError("nothing has been typed yet; write what you predict")
    if len(text) > LONGEST:
        raise CnnvizError(f"'{quoted(typed)}' is too long; write one number")
    return text


def quoted(typed: str, longest: int = 24) -> str:
    """Cut a text short and drop what can't be printed, to quote it in a sentence."""
    text = "".join(letter if letter.isprintable() else " " for letter in typed.strip())
    return text if len(text) <= longest else text[: longest - 1] + "…"
