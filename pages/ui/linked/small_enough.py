"""A page to keep that is small enough for a mail: its picture is scaled down, if that helps."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from math import sqrt
from typing import Final

from cnnviz.errors import CnnvizError
from cnnviz.takehome.page import MOST_BYTES, Kit, Told, page

#: How often a picture is scaled down, at most, until a page is small enough.
_TRIES: Final = 5


def small_enough(
    make: Callable[[str], bytes], scaled: Callable[[int], bytes | None], side: int, kit: Kit
) -> bytes:
    """Write a page, with a smaller picture if it would be too large.

    Parameters
    ----------
    make
        Writes it as it is; takes a sentence about the page, which may be empty.
    scaled
        Writes it with a picture whose longer side is given; None, or a `CnnvizError`, if that cannot be.
    side
        The longer side of the picture.
    kit
        What the page has besides its numbers.
    """
    whole = made = make("")
    for _ in range(_TRIES):
        if len(made) <= MOST_BYTES:
            return made
        share = (MOST_BYTES - _without_numbers(kit)) / max(1, len(made) - _without_numbers(kit))
        side, smaller = int(side * min(0.95, sqrt(max(0, share)))), None
        with suppress(CnnvizError):
            smaller = scaled(side) if side else None
        if smaller is None:
            break
        made = smaller
    if len(made) <= MOST_BYTES:
        return made
    return make(f"{len(whole) / 1e6:.1f} MB, more than some platforms take")


@cache
def _without_numbers(kit: Kit) -> int:
    """Give the bytes that a page has in any case, about."""
    return len(page(Told("", (), ""), kit, {}, {}).encode()) + 10_000


def moved(place: tuple[int, int], before: tuple[int, int], after: tuple[int, int]) -> tuple[int, int]:
    """Give the row and column that lie where `place` lies, in a picture of another size.

    >>> moved((100, 51), (512, 512), (256, 100))
    (50, 9)
    """
    return place[0] * after[0] // before[0], place[1] * after[1] // before[1]


def scaled_text(before: tuple[int, int], after: tuple[int, int]) -> str:
    """Say that a picture was scaled down."""
    said = (" × ".join(map(str, size)) for size in (before, after))
    return "The picture was scaled down from {} to {}, so that the page can be mailed.".format(*said)
