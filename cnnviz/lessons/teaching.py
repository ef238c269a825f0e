"""What teachers are told: plans, what to ask in each lesson, and what the concept test is for, from files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from cnnviz.assets import ASSETS, read_asset
from cnnviz.exercises.words import read_words

FOLDER: Final = ASSETS / "teaching"
#: A link to a lesson, ``[words](lesson:id)``.
_LINK: Final = re.compile(r"\[([^\]]+)\]\(lesson:([a-z-]+)\)")


def told(name: str, address: Callable[[str], str | None]) -> str:
    """Read a text for teachers, with its links to lessons.

    Parameters
    ----------
    name : str
        Of the file.
    address : callable
        Gives the address of a lesson by its id; None for one that there is not, whose words stand without.

    Returns
    -------
    str
        Markdown.

    Raises
    ------
    CnnvizError
        If the file is missing.
    """

    def link(found: re.Match[str]) -> str:
        at = address(found[2])
        return found[1] if at is None else f"[{found[1]}]({at})"

    return _LINK.sub(link, _text(name))


@cache
def asks() -> Mapping[str, str]:
    """Give what to ask in each lesson before it is shown, by the lesson's id."""
    return MappingProxyType({name: words.prompt for name, words in read_words(_text("asks")).items()})


def _text(name: str) -> str:
    return read_asset(FOLDER / f"{name}.en.md", lambda file: file.read_text("utf-8"))
