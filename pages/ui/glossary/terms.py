"""The field and its answers; the browser has all terms, and finds them by itself."""

from __future__ import annotations

from cnnviz.glossary import LONGEST
from pages.ui.session import state
from pages.ui.session.component import register
from pages.ui.shell.way import WAY

_component = register("glossary")
_KEY = "term"
_TITLES = {stop.name: stop.title for stops in WAY.values() for stop in stops}


@state.fragment
def show_terms() -> None:
    """Show them; what is typed stands in the address."""
    typed = state.setting(_KEY, "", _read)
    _component(key="glossary", data={"typed": typed, "titles": _TITLES}, react={"typed": _take})


def _read(text: str) -> str | None:
    return text if len(text) <= LONGEST else None


def _take(typed: object) -> None:
    if isinstance(typed, str):
        state.put(_KEY, typed[:LONGEST])
