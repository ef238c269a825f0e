"""Fields within the text of a Moodle question ("embedded answers", cloze): a number, or one of several.

Moodle reads them by the patterns of `question/type/multianswer/questiontype.php`. What ends a field's part
there, such as ``~`` and ``}``, is written as an HTML entity, which Moodle decodes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

_ENTITIES: Final = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "~}{#\\/"} | dict.fromkeys("\r\n\t", " ")
)


def number_field(right: str, tolerance: str, wrong: Mapping[str, str]) -> str:
    """Write a field for a number.

    Parameters
    ----------
    right, tolerance : str
    wrong : dict of str to str
        What is said of a wrong number, by the number.

    Examples
    --------
    >>> number_field("4", "0", {"9": "You forgot the **floor**."})
    '{1:NUMERICAL:=4:0~%0%9:0#You forgot the <b>floor<&#47;b>.}'
    """
    slips = "".join(f"~%0%{one}:{tolerance}#{_told(said)}" for one, said in wrong.items())
    return f"{{1:NUMERICAL:={right}:{tolerance}{slips}}}"


def choice_field(choices: Sequence[str], right: int, wrong: Mapping[int, str]) -> str:
    """Write a list to choose from.

    Parameters
    ----------
    choices : sequence of str
    right : int
        Which one is right.
    wrong : dict of int to str
        What is said of wrong ones.

    Examples
    --------
    >>> choice_field(["first", "last"], 1, {0: "The other way round."})
    '{1:MULTICHOICE:%0%first#The other way round.~=last}'
    """
    parts = [
        f"{'=' if at == right else '%0%'}{_plain(one)}{f'#{_told(wrong[at])}' if at in wrong else ''}"
        for at, one in enumerate(choices)
    ]
    return f"{{1:MULTICHOICE:{'~'.join(parts)}}}"


def _plain(text: str) -> str:
    return escape(text.replace("**", ""), quote=False).translate(_ENTITIES)


def _told(text: str) -> str:
    """Write a sentence within a field; in bold what is between two pairs of stars."""
    parts = escape(text, quote=False).split("**")
    bold = "".join(f"<b>{part}</b>" if number % 2 else part for number, part in enumerate(parts))
    return bold.translate(_ENTITIES)
