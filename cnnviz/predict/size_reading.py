"""Reading an output size as a learner types it."""

from __future__ import annotations

import re
from fractions import Fraction

from cnnviz.errors import CnnvizError
from cnnviz.predict.reading import cleaned
from cnnviz.typed.expressions import evaluate, exact
from cnnviz.typed.faults import MisreadError
from cnnviz.typed.signs import quoted, spaced

_NUMBER = r"[-+]?[\d.]+(?:/\d+)?"
_LARGEST = 10**9
_MIXED = re.compile(r"(\d+) (\d+/\d+)", re.ASCII)  # 4 1/3
_BESIDE = re.compile(rf"({_NUMBER})(?: ?\* ?| )({_NUMBER})", re.ASCII)  # 3 4, or 3*4
#: What separates two sizes, the surest first. A star is also a product, and does so between plain numbers.
_SEPARATORS = (re.compile(";"), re.compile("[x×]|by"), re.compile(","))


def read_sizes(typed: str, axes: int) -> tuple[Fraction, ...]:
    """Read the size along one axis: 4, 4.5, 9/2, 4 1/3, 4⅓, (6 − 3)/1 + 1; or along two: 3 x 4, 3×4, 3,4.

    For two axes one number stands for both.

    Raises
    ------
    CnnvizError
        If it is no size, or of more axes.

    Examples
    --------
    >>> read_sizes("3 × 4", 2)
    (Fraction(3, 1), Fraction(4, 1))
    """
    text = cleaned(spaced(typed)).lower()
    inner = _unwrapped(text)
    is_pair = axes == 1 and inner != text and "," in inner  # (3,4): a decimal comma needs no brackets
    parts = inner.split(",") if is_pair else _parts(inner, axes)
    sizes = [_size(part.strip().replace(",", ".")) for part in parts]
    example = "4" if axes == 1 else "3 × 4, rows first"
    if any(size is None for size in sizes):
        raise CnnvizError(f"'{quoted(typed)}' is not a size; write it as {example}")
    if len(sizes) > axes:
        raise CnnvizError(
            f"'{quoted(typed)}' has {len(sizes)} numbers, but needs {axes}; write it as {example}"
        )
    found = [size for size in sizes if size is not None]
    return tuple(found if len(found) == axes else found * axes)


def _unwrapped(text: str) -> str:
    """Take away one pair of brackets around all."""
    inner = text[1:-1]
    wraps = text[:1] + text[-1:] in ("()", "[]") and not any(sign in inner for sign in "()[]")
    return inner.strip() if wraps else text


def _parts(text: str, axes: int) -> list[str]:
    for separator in _SEPARATORS if axes == 2 else _SEPARATORS[:2]:
        if separator.search(text):
            return separator.split(text)
    beside = _BESIDE.fullmatch(text)
    return [*beside.groups()] if beside and not _MIXED.fullmatch(text) else [text]


def _size(text: str) -> Fraction | None:
    mixed = _MIXED.fullmatch(text)
    try:
        size = Fraction(evaluate(f"{mixed[1]} + {mixed[2]}" if mixed else text, exact))
    except MisreadError:
        return None
    return size if abs(size) <= _LARGEST else None
