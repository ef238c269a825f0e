"""The words of exercises: Markdown, with numbers put in where a formula stands in braces.

A file has a heading ``## id`` for each exercise: what is asked, then a list of what is said, each
``- key: words``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from cnnviz.errors import CnnvizError
from cnnviz.numbers import format_number

_HEADING: Final = re.compile(r"^## +(\S+) *$")
_POINT: Final = re.compile(r"^- ([\w.-]+): +(.*)$")
_PUT_IN: Final = re.compile(r"\{([^{}|]+)(?:\|([a-z]+))?\}")
#: A name that may stand more than once, in this order.
_SEVERAL: Final = "hint"


@dataclass
class Words:
    """What is said of one exercise.

    Attributes
    ----------
    prompt : str
    hints : list of str
    said : dict of str to str
        All else, by its key.
    """

    prompt: str = ""
    hints: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


def read_words(text: str) -> dict[str, Words]:
    """Read a file of words.

    Returns
    -------
    dict of str to Words
        By the exercise's id.

    Raises
    ------
    CnnvizError
        If a heading or a key stands twice, or something stands before the first heading but a title.
    """
    found: dict[str, Words] = {}
    paragraphs: dict[str, list[str]] = {}
    current, last = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if heading := _HEADING.match(line):
            current, last = heading[1], ""
            if current in found:
                raise CnnvizError(f"line {number}: “{current}” has words already")
            found[current], paragraphs[current] = Words(), []
        elif point := _POINT.match(line):
            last = _say(found, current, number, point[1], point[2])
        elif current and line.startswith("  ") and last:
            _add(found[current], last, line.strip())
        elif current:
            paragraphs[current].append(line)
        elif line.strip() and not line.startswith("# "):
            raise CnnvizError(f"line {number} stands before the first “## id”")
    for name, words in found.items():
        words.prompt = "\n".join(paragraphs[name]).strip()
    return found


def _say(found: dict[str, Words], current: str, number: int, key: str, text: str) -> str:
    if not current:
        raise CnnvizError(f"line {number} stands before the first “## id”")
    words = found[current]
    if key == _SEVERAL:
        words.hints.append(text)
    elif key in words.said:
        raise CnnvizError(f"line {number}: “{key}” is said twice of “{current}”")
    else:
        words.said[key] = text
    return key


def _add(words: Words, key: str, text: str) -> None:
    if key == _SEVERAL:
        words.hints[-1] += f" {text}"
    else:
        words.said[key] += f" {text}"


def formulas_in(text: str) -> list[str]:
    """List the formulas that stand in braces."""
    return [found[1] for found in _PUT_IN.finditer(text)]


def put_in(text: str, value: Callable[[str], Any], write: Callable[[Any], str] | None = None) -> str:
    """Put numbers in: ``{n}`` is the number, ``{n|row}`` "1 row" or "3 rows".

    Parameters
    ----------
    text : str
    value : callable
        Gives the value of a formula.
    write : callable, optional
        Writes a value; as it stands in a sentence by default.

    Examples
    --------
    >>> put_in("{n|row} of {n + 1}", {"n": 1, "n + 1": 2}.get)
    '1 row of 2'
    """

    def one(found: re.Match[str]) -> str:
        number = value(found[1])
        noun = f" {found[2]}" + ("" if number == 1 else "s") if found[2] else ""
        return (write or told)(number) + noun

    return _PUT_IN.sub(one, text)


def told(value: Any) -> str:
    """Write a value as it stands in a sentence.

    Examples
    --------
    >>> told(np.array([1, -2.5])), told(np.array([[1, 0], [2, 1]])), told(3), told("left")
    ('(1, −2.5)', '[1 0; 2 1]', '3', 'left')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, np.ndarray):
        if value.ndim == 1:
            return f"({', '.join(map(format_number, value.tolist()))})"
        return f"[{'; '.join(' '.join(map(format_number, row)) for row in value.tolist())}]"
    return format_number(value)
