"""Codes, nicknames, words and keys, drawn by the operating system: nobody can guess them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from typing import Final

from cnnviz.classes.words import ADJECTIVES, ANIMALS, WORDS
from cnnviz.errors import CnnvizError

#: What codes are made of: of two signs that look alike one at most, and no vowels, which would make words.
SIGNS: Final = "23456789CDFHJKMNPQRTVWXY"
LENGTH: Final = 6
_LOOK_ALIKE: Final = str.maketrans({"Z": "2", "S": "5", "G": "6", "B": "8", "U": "V"})
_BETWEEN: Final = re.compile(r"[\s\-–.·]+")
_LONGEST: Final = 60
_TRIES: Final = 1000


def new_code() -> str:
    """Draw a code for joining a class: one of 24⁶, about 190 million."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def read_code(text: str) -> str | None:
    """Read a code as it was typed; None if it is none.

    Spaces, hyphens and small letters are forgiven, and signs that look like those that codes are made of.

    >>> read_code(" k7m-4qx "), read_code("K7M 4QS"), read_code("K7M 4Q")
    ('K7M4QX', 'K7M4Q5', None)
    """
    if len(text) > _LONGEST:
        return None
    code = _BETWEEN.sub("", text).upper().translate(_LOOK_ALIKE)
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else None


def new_nickname(taken: Collection[str]) -> str:
    """Draw a nickname, such as "brave otter", that nobody in the class has.

    Raises
    ------
    CnnvizError
        If nearly all of the 9,900 are taken.
    """
    for _ in range(_TRIES):
        drawn = f"{secrets.choice(ADJECTIVES)} {secrets.choice(ANIMALS)}"
        if drawn not in taken:
            return drawn
    raise CnnvizError("Nearly all nicknames are taken.")


def new_words() -> str:
    """Draw three words to come back with: one of about 10⁸."""
    return " ".join(secrets.choice(WORDS) for _ in range(3))


def read_words(text: str) -> str | None:
    """Read three words as they were typed; None if they are none.

    >>> read_words("Otter,  lamp-river")
    'otter lamp river'
    """
    if len(text) > _LONGEST:
        return None
    found = re.findall(r"[a-z]+", text.lower())
    return " ".join(found) if len(found) == 3 else None


def new_key() -> str:
    """Draw a teacher's key: 192 bits, in letters, digits, ``-`` and ``_``."""
    return secrets.token_urlsafe(24)
