"""A stack of layers as it is typed, and as it stands in an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from cnnviz.counting.layer import INPUT, KINDS, Field, Key, Layer
from cnnviz.errors import CnnvizError
from cnnviz.geometry.padding import Padding
from cnnviz.typed.expressions import evaluate, exact
from cnnviz.typed.faults import NoNumberError
from cnnviz.typed.signs import plain, quoted

MOST: Final = 12
"""Layers of a stack."""
LONGEST_FIELD: Final = 24
"""Characters of one field."""
_PART, _NEXT = "_", "~"
_LONGEST: Final = MOST * 7 * (LONGEST_FIELD + 1)
_NAMED: Final[dict[str, Padding]] = {
    "valid": "valid",
    "same": "same",
    "full": "full",
    "tf": "same_tensorflow",
    "same tf": "same_tensorflow",
    "same_tensorflow": "same_tensorflow",
}
_SEPARATOR: Final = re.compile(r"[,×x]")


@dataclass(frozen=True)
class Entered:
    """A layer, or the input, as it was typed.

    Attributes
    ----------
    kind : str
        A key of `KINDS`, or "input".
    texts : tuple of str
        What stands in each field.
    values : tuple
        What it means; None where it cannot be used.
    faults : tuple of str
        Why it cannot be used, in a sentence; "" where it can.
    """

    kind: str
    texts: tuple[str, ...]
    values: tuple[Any, ...]
    faults: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every field can be used."""
        return not any(self.faults)

    def layer(self) -> Layer:
        """The layer; to be asked only if all can be used."""
        kind: Any = self.kind
        given = dict(zip((field.key for field in KINDS[kind].fields), self.values, strict=True))
        units = given.pop("filters", given.pop("units", 0))
        return Layer(kind, units, **given)


def read_stack(text: str) -> tuple[Entered, ...] | None:
    """Read a stack such as ``conv_96_11_4_0_1_1~dense_10``; None if it is none.

    Fields that make no sense are read, with their faults: what was typed stays.

    Examples
    --------
    >>> [entered.layer().units for entered in read_stack("conv_2*48_11_4_0_1_1~dense_10")]
    [96, 10]
    >>> read_stack("conv_0_3_1_0_1_1")[0].faults[0]
    'filters: 0 is not allowed; use a whole number from 1 to 65,536'
    """
    if len(text) > _LONGEST:
        return None
    parts = [part.split(_PART) for part in text.split(_NEXT, MOST)]
    if len(parts) > MOST:
        return None
    found = [_entered(kind, KINDS[key].fields, texts) for kind, *texts in parts if (key := _key(kind))]
    return tuple(one for one in found if one) if len(found) == len(parts) and all(found) else None


def read_input(text: str) -> Entered | None:
    """Read an input such as ``227_227_3``: rows, columns and channels; None if it is none.

    >>> read_input("28*2_28_1").values
    (56, 28, 1)
    """
    return _entered("input", INPUT, text.split(_PART, len(INPUT)))


def written(stack: Sequence[Entered]) -> str:
    """Write a stack as `read_stack` reads it.

    >>> written(read_stack("max_2_2_0_1"))
    'max_2_2_0_1'
    """
    return _NEXT.join(_PART.join((one.kind, *one.texts)) for one in stack)


def _key(kind: str) -> Key | None:
    return next((key for key in KINDS if key == kind), None)


def _entered(kind: str, fields: Sequence[Field], texts: Sequence[str]) -> Entered | None:
    if len(texts) != len(fields) or max(map(len, texts)) > LONGEST_FIELD or _NEXT in "".join(texts):
        return None
    read = [_read(field, text) for field, text in zip(fields, texts, strict=True)]
    return Entered(kind, tuple(texts), tuple(value for value, _ in read), tuple(fault for _, fault in read))


def _read(field: Field, text: str) -> tuple[Any, str]:
    readers: dict[str, Callable[[Field, str], Any]] = {"number": _number, "pair": _pair, "padding": _padding}
    try:
        return readers[field.how](field, plain(text).strip()), ""
    except CnnvizError as error:
        return None, f"{field.label.lower()}: {error}"


def _number(field: Field, text: str) -> int:
    allowed = f"use a whole number from {field.least:,} to {field.most:,}"
    if not text:
        raise CnnvizError(f"nothing stands there; {allowed}")
    try:
        value = Fraction(evaluate(text, exact))
    except NoNumberError:
        raise CnnvizError(f"{quoted(text)} is not a number; {allowed}") from None
    if value.denominator != 1 or not field.least <= value <= field.most:
        raise CnnvizError(f"{quoted(text)} is not allowed; {allowed}")
    return int(value)


def _pair(field: Field, text: str) -> tuple[int, int]:
    """Read one number for both axes, or rows and columns as in 3 × 5."""
    parts = _SEPARATOR.split(text, 2)
    if len(parts) > 2:
        raise CnnvizError("write one number, or rows and columns such as 3 × 5")
    numbers = [_number(field, part) for part in parts]
    return numbers[0], numbers[-1]


def _padding(field: Field, text: str) -> Padding:
    """Read a name; one number; rows × columns; before, after; or top, bottom, left, right."""
    if text.lower() in _NAMED:
        return _NAMED[text.lower()]
    if _SEPARATOR.search(text) and "," not in text:
        rows, columns = _pair(field, text)
        return (rows, rows), (columns, columns)
    numbers = [_number(field, part) for part in text.split(",", 4)]
    if len(numbers) == 1:
        return numbers[0]
    if len(numbers) == 2:
        return (numbers[0], numbers[1]), (numbers[0], numbers[1])
    if len(numbers) == 4:
        return (numbers[0], numbers[1]), (numbers[2], numbers[3])
    raise CnnvizError(
        "write one number; before, after; or top, bottom, left, right; or valid, same, tf (TensorFlow's "
        "same) or full"
    )
