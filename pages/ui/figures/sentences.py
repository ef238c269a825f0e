"""Errors as sentences on a page, and any text as it is where Markdown is read."""

from __future__ import annotations

import re

from cnnviz.errors import CnnvizError

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|<>$~&:-])")
#: Where signs must not touch each other. Addresses, mail addresses, emoji and arrows are also made of text
#: whose signs are escaped: after Markdown is read, in what is left.
_APART = re.compile(r"(?<=:)(?=\S)|(?=@)|(?<=www)(?=\.)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)
_JOINER = "\u2060"  # no space, and no line ends there


def escape_markdown(text: str) -> str:
    """Write a text in Markdown so that every sign in it is shown as it is, on one line.

    All that a stranger has written, such as a file's name or an address, goes through this where Streamlit
    reads Markdown: then nothing in it becomes a link, a formula, a colour or a heading.
    """
    return _SIGNS.sub(r"\\\1", _APART.sub(_JOINER, " ".join(text.split())))


def plain_sentence(error: CnnvizError) -> str:
    """Write an error's message as a sentence."""
    text = str(error)
    return f"{text[0].upper()}{text[1:].removesuffix('.')}."


def sentence(error: CnnvizError) -> str:
    """Write an error's message as a sentence in Markdown."""
    return escape_markdown(plain_sentence(error))
