"""Files that are made when a button is pressed: one after the other.

Streamlit makes them in threads of its own, beside the pages' turns. However often somebody presses, one file
at a time is made for all, and nobody has two under way.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Final

from cnnviz.errors import CnnvizError
from pages.ui.session import keeping

_MAKING: Final = Lock()
_UNDER_WAY: Final[set[str]] = set()


def one_at_a_time(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Have a file made in its turn.

    Returns
    -------
    callable
        What makes the file. It raises `CnnvizError` while one is under way for the same session.
    """
    session = keeping.session()

    def made() -> bytes:
        if session in _UNDER_WAY:
            raise CnnvizError("A file is being made already. Press again once it is there.")
        _UNDER_WAY.add(session)
        try:
            with _MAKING:
                return make()
        finally:
            _UNDER_WAY.discard(session)

    return made
