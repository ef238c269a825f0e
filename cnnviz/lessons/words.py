"""The words of a lesson: a heading ``## step`` for each step, and ``## step.reveal`` for what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cnnviz.errors import CnnvizError

_TITLE: Final = re.compile(r"^# +(.+?) *$")
_HEADING: Final = re.compile(r"^## +(\S+) *$")


@dataclass(frozen=True)
class LessonWords:
    """The words of a lesson.

    Attributes
    ----------
    title : str
    lead : str
        What one can do afterwards: the text under the title.
    steps : dict of str to str
        The words of each step, and under ``id.reveal`` what is said once its goal is reached.
    """

    title: str
    lead: str
    steps: dict[str, str]


def read_lesson_words(text: str) -> LessonWords:
    """Read a file of words.

    Raises
    ------
    CnnvizError
        If there is no title, or a heading stands twice.
    """
    first, *lines = text.strip().splitlines() or [""]
    if not (title := _TITLE.match(first)):
        raise CnnvizError("the first line is the title, “# …”")
    found: dict[str, list[str]] = {"": []}
    current = ""
    for line in lines:
        if heading := _HEADING.match(line):
            current = heading[1]
            if current in found:
                raise CnnvizError(f"“## {current}” stands twice")
            found[current] = []
        else:
            found[current].append(line)
    said = {name: "\n".join(part).strip() for name, part in found.items()}
    return LessonWords(title[1], said.pop(""), said)
