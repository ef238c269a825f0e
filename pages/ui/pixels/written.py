"""How places, typed numbers and drawn templates of the page on pixels stand in an address."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from cnnviz.pixels import BOARD, LETTER_X, Typed

#: So many numbers of a picture may be typed over.
MOST_TYPED = 24
#: A pixel's number is at most this, on either side of 0.
LARGEST = 1_000_000
#: No object is moved so far.
_FARTHEST = 28
_PLACE = re.compile(r"(\d{1,4})\.(\d{1,4})", re.ASCII)
_BY = re.compile(r"(-?\d{1,2})\.(-?\d{1,2})", re.ASCII)
_ONE = re.compile(r"([0-2])_(\d{1,4})_(\d{1,4})_(-?\d{1,7}(?:\.\d{1,9})?)", re.ASCII)
_BETWEEN = "~"
_LONGEST = 64
_CELLS = BOARD * BOARD

Read = Callable[[str], Any]
#: An X in the middle of the board.
HOME = "".join(map(str, LETTER_X.ravel()))


def read_place(text: str) -> tuple[int, int] | None:
    """Read a pixel, ``row.column``."""
    found = _PLACE.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def write_place(at: tuple[int, int] | None) -> str:
    """Write what `read_place` and `read_by` read."""
    return f"{at[0]}.{at[1]}" if at else ""


def fit_place(at: tuple[int, int], size: tuple[int, int]) -> tuple[int, int]:
    """Give the nearest pixel of a picture of this size."""
    return min(at[0], size[0] - 1), min(at[1], size[1] - 1)


def read_by(text: str) -> tuple[int, int] | None:
    """Read how far something was moved, ``down.right``."""
    found = _BY.fullmatch(text)
    by = (int(found[1]), int(found[2])) if found else None
    return by if by is not None and max(map(abs, by)) < _FARTHEST else None


def read_off(text: str) -> str | None:
    """Read which colours are off: some of "rgb", in this order."""
    return text if len(text) < 4 and text == "".join(one for one in "rgb" if one in text) else None


def read_drawn(text: str) -> str | None:
    """Read a template's cells, written as one hexadecimal number."""
    if not re.fullmatch(r"[0-9a-f]{1,21}", text) or (bits := int(text, 16)) >= 2**_CELLS:
        return None
    return f"{bits:0{_CELLS}b}"


def write_drawn(cells: str) -> str:
    """Write what `read_drawn` reads."""
    return f"{int(cells, 2):x}"


def read_bits(text: str) -> str | None:
    """Read a template's cells as the view sends them, row by row."""
    return text if len(text) == _CELLS and not set(text) - {"0", "1"} else None


def read_typed(text: str) -> tuple[str, tuple[Typed, ...]] | None:
    """Read numbers that were typed over a picture, ``camera~0_10_20_255``."""
    name, *parts = text.split(_BETWEEN, MOST_TYPED + 1)
    if not name or not parts or len(parts) > MOST_TYPED or any(len(part) > _LONGEST for part in parts):
        return None
    found = [_ONE.fullmatch(part) for part in parts]
    typed = tuple(Typed(int(one[1]), int(one[2]), int(one[3]), float(one[4])) for one in found if one)
    is_usable = len(typed) == len(parts) and all(abs(one.value) <= LARGEST for one in typed)
    return (name, typed) if is_usable else None


def write_typed(name: str, typed: tuple[Typed, ...]) -> str:
    """Write what `read_typed` reads; nothing was typed: nothing is written."""
    parts = [f"{one.channel}_{one.row}_{one.column}_{_number(one.value)}" for one in typed]
    return _BETWEEN.join([name, *parts]) if parts else ""


def _number(value: float) -> str:
    return f"{value:.9f}".rstrip("0").rstrip(".")


def typed_of(sent: object) -> tuple[Typed, ...] | None:
    """Read typed numbers as the view sends them; None if it is something else."""
    if not isinstance(sent, list) or len(sent) > MOST_TYPED:
        return None
    typed = []
    for one in sent:
        match one:
            case [int(channel), int(row), int(column), int() | float() as value] if (
                0 <= channel < 3
                and min(row, column) >= 0
                and max(row, column) < 10_000
                and math.isfinite(value)
                and abs(value) <= LARGEST
            ):
                typed.append(Typed(channel, row, column, float(_number(value))))
            case _:
                return None
    return tuple(typed)
