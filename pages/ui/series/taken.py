"""Taking over numbers of one's own, a series or voxels, and saying what became of them."""

from __future__ import annotations

from collections.abc import Callable

from cnnviz.errors import CnnvizError
from pages.ui.figures.sentences import plain_sentence
from pages.ui.session import keeping, state


def take_typed(sent: object, read: Callable[[str], tuple[str, str]], values: str, at: str, told: str) -> None:
    """Take over what was typed, pasted or in a file; if it cannot be, all stays and a sentence says why.

    Parameters
    ----------
    sent
        What the view reports.
    read
        Gives the text to keep, and what is said of it.
    values, at, told
        Where the text, the output that is looked at, and what is said are kept.
    """
    if not isinstance(sent, str):
        return
    try:
        text, note = read(sent)
    except CnnvizError as error:
        keeping.keep(told, {"sentence": plain_sentence(error), "taken": False})
        return
    state.put(values, text)
    state.put(at, None)
    keeping.keep(told, {"sentence": note, "taken": True})
