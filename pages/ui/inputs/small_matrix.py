"""Small matrices and places in them, as views send them and addresses hold them."""

from __future__ import annotations

from collections.abc import Callable

from cnnviz import images
from cnnviz.errors import ImageError
from pages.ui.session import state

Place = tuple[int, int]


def read_small_matrix(text: str, most: int) -> str | None:
    """Read a small matrix; None if the text is none, or too large a one."""
    try:
        matrix = images.parse_matrix(text)
    except ImageError:
        return None
    return text if max(matrix.shape) <= most else None


def take_small_matrix(key: str, most: int) -> Callable[[object], None]:
    """Give what takes a matrix over that a view sent; what is none is ignored."""

    def take_over(sent: object) -> None:
        if isinstance(sent, str) and read_small_matrix(sent, most) is not None:
            state.put(key, sent)

    return take_over


def read_place(text: str) -> Place | None:
    """Read a row and a column from an address, ``2.0``; None if they are none."""
    parts = text.split(".", 2)
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts):
        return None
    row, column = map(int, parts)
    return row, column


def write_place(place: Place | None) -> str:
    """Write a row and a column for an address."""
    return ".".join(map(str, place)) if place else ""
