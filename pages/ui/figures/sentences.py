"""Errors as sentences on a page."""

from __future__ import annotations

import re

from cnnviz.errors import CnnvizError


def plain_sentence(error: CnnvizError) -> str:
    """Write an error's message as a sentence."""
    text = str(error)
    return f"{text[0].upper()}{text[1:].removesuffix('.')}."


def sentence(error: CnnvizError) -> str:
    """Write an error's message as a sentence in Markdown, which shows every sign in it as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>$~:-])", r"\\\1", plain_sentence(error))
