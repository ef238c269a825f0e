"""What a learner has brought, which outlives a reload of the page: the tab holds its token.

A page that is loaded anew begins a new session. The one before waits some seconds for its browser
(`server.disconnectedSessionTTL`), with all that it holds. So nothing is kept longer than it was, or twice.
"""

from __future__ import annotations

import secrets
from typing import Any, Final
from weakref import WeakValueDictionary

from pages.ui.inputs.pictures import OWN
from pages.ui.session import keeping, state
from pages.ui.session.component import register

_component = register("own")
_BROUGHT: Final = "brought"
_TOKEN: Final = "brought_token"
#: A token that the tab held and that was asked for.
_PAST: Final = "brought_past"
#: A longer text is no token.
_LONGEST: Final = 64


class _Brought(dict[str, Any]):
    """What one session has, by name."""


_of_all: WeakValueDictionary[str, _Brought] = WeakValueDictionary()  # by tokens; a session ends with its own


def kept(name: str) -> Any:
    """What the learner has brought under this name, or None."""
    brought: _Brought | None = keeping.kept(_BROUGHT)
    return None if brought is None else brought.get(name)


def keep(name: str, thing: object) -> None:
    """Keep what the learner has brought, for all pages and for a page that is loaded anew."""
    brought: _Brought | None = keeping.kept(_BROUGHT)
    if brought is None:
        brought, token = _Brought(), secrets.token_urlsafe(16)
        _of_all[token] = brought
        keeping.keep(_BROUGHT, brought)
        keeping.keep(_TOKEN, token)
    brought[name] = thing


def hold() -> None:
    """Let the browser's tab hold the token, or ask by the one it holds for what the session before has."""
    data = {"token": keeping.kept(_TOKEN), "past": keeping.kept(_PAST)}
    _component(key="part_own", data=data, react={"claim": _claim})


def hold_at_once(key: str) -> None:
    """Let the tab hold the token of what has come in this very run, by the control with this key."""
    if keeping.kept(_TOKEN):
        _component(key=f"part_own_{key}", data={"token": keeping.kept(_TOKEN)})


def _claim(sent: object) -> None:
    """Take over what the session before this one has."""
    match sent:
        case str(token) if len(token) <= _LONGEST and token != keeping.kept(_PAST):
            keeping.keep(_PAST, token)
            found = _of_all.get(token, _Brought())
            for name, thing in found.items():
                if kept(name) is None:
                    keep(name, thing)
            shown = dict(keeping.current_visit().written or {})
            if found and OWN.keys() & set(shown.values()):
                # The step of a lesson begins with this picture, not with what stood in for it.
                state.open_anew(shown)
            else:
                state.ask_for_page()
