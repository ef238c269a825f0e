"""The words of exercises as plain HTML."""

from __future__ import annotations

import re
from html import escape
from typing import Final

_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
_AS_BOLD: Final = r"<b>\1</b>"


def prose(text: str) -> str:
    r"""Write paragraphs, and **what matters**; all else as it stands.

    Examples
    --------
    >>> prose("Is 1 < 2?\n\n**Say** why.")
    '<p>Is 1 &lt; 2?</p><p><b>Say</b> why.</p>'
    """
    blocks = [block.replace("\n", " ") for block in re.split(r"\n\s*\n", text) if block.strip()]
    return "".join(f"<p>{_BOLD.sub(_AS_BOLD, escape(block))}</p>" for block in blocks)
