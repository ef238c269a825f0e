"""What a linked view knows of a learner's work beside what is set: lessons set goals by it."""

from __future__ import annotations

from typing import NamedTuple

from pages.ui.linked.left_open import Cells
from pages.ui.session import keeping


class Known(NamedTuple):
    """What was done in a view.

    Attributes
    ----------
    visited : int
        How many outputs of the result that is shown the learner has been at: pinned, gone to by the keys, or
        passed while the window filled the map.
    changed : bool
        Whether the input is another one than when the page was opened.
    left_open : int or None
        How many outputs are to be found where the others are filled in; None if none is filled in.
    found : int
        How many outputs were predicted right.
    """

    visited: int
    changed: bool
    left_open: int | None
    found: int


def take_visited(hub: str, sent: object) -> None:
    """Take over how many outputs of a result were visited; the result is named by its key."""
    match sent:
        case {"of": str(of), "count": int(count)} if count > 0:
            keeping.keep(f"{hub}:visited", (of, count))


def what_is_known(
    hub: str, source: str, result: str, outputs: int, left_open: Cells | None, found: int
) -> Known:
    """Give what was done in a view.

    Parameters
    ----------
    source, result
        The source's id, and the result's key.
    outputs
        How many outputs there are.
    left_open
        Which of them are to be found; None: all, or none.
    found
        How many were.
    """
    of, count = keeping.kept(f"{hub}:visited") or ("", 0)
    visited = min(count, outputs) if of == result else 1  # one is looked at in any case
    return Known(visited, source != _first(hub, source), None if left_open is None else len(left_open), found)


def _first(hub: str, source: str) -> str:
    """Give the key of the input that was there when the page was opened."""
    visit = keeping.current_visit().number
    of, first = keeping.kept(f"{hub}:first source") or (None, "")
    if of != visit:
        keeping.keep(f"{hub}:first source", (visit, source))
        return source
    return str(first)
