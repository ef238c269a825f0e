"""Reading an output size as a learner types it."""

from __future__ import annotations

import re
from fractions import Fraction

from cnnviz.errors import CnnvizError
from cnnviz.predict.reading import cleaned, quoted

_PLAIN = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_SIZE = re.compile(rf"(?:(\d+) )?({_PLAIN})(?:/(\d+))?", re.ASCII)
_SEPARATORS = (r"\s*(?:[x×✕*]|by)\s*", r"\s*;\s*", r"\s*,\s*", r"\s+")


def read_sizes(typed: str, axes: int) -> tuple[Fraction, ...]:
    """Read the size along one axis: 4, 4.5, 9/2 or 4 1/3; or along two: 3 x 4, 3×4, 3,4 or 3 4.

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
    text = cleaned(typed).strip("()[] ").lower()
    parts = [text]
    for separator in _SEPARATORS if axes == 2 else _SEPARATORS[:2]:
        if len(parts) == 1:
            parts = re.split(separator, text)
    sizes = [_size(part.replace(",", ".")) for part in parts]
    example = "4" if axes == 1 else "3 × 4, rows first"
    if any(size is None for size in sizes):
        raise CnnvizError(f"'{quoted(typed)}' is not a size; write it as {example}")
    if len(sizes) > axes:
        raise CnnvizError(
            f"'{quoted(typed)}' has {len(sizes)} numbers, but needs {axes}; write it as {example}"
        )
    found = [size for size in sizes if size is not None]
    return tuple(found if len(found) == axes else found * axes)


def _size(text: str) -> Fraction | None:
    match = _SIZE.fullmatch(text)
    if match is None or (match[3] and not int(match[3])) or (match[1] and not match[3]):
        return None
    return Fraction(match[2]) / int(match[3] or 1) + int(match[1] or 0)
