"""What a new session learns of the one before it, which was lost: the browser's window outlives both."""

from __future__ import annotations

from typing import Any

from pages.ui.session.keeping import current_visit, in_session, session
from pages.ui.session.received import is_usable

#: Begins a sentence on what only the session before had.
RESTARTED = "The server was restarted or could not be reached for too long, and"


def recall(component: str) -> None:
    """Learn from what a component, just drawn, reports as "run" what the session before this one knew.

    Only a browser's window can tell: it outlives a restart of the server.
    """
    result = in_session(component)
    learner = current_visit().learner
    match result.get("report") if result else None:
        case {"session": str(name), "set": {"run": [_, dict(held)]}} if name != session() and is_usable(held):
            if learner.before is None:
                learner.before = held


def held() -> dict[str, str | None]:
    """The settings that are not on the page as texts, for the browser to hold; the address has the others."""
    visit = current_visit()
    return {key: text for key, text in visit.learner.texts.items() if key not in visit.notes}


def held_meanwhile() -> dict[str, str | None]:
    """The same at the end of a part of the page: with what the run before had met, and this one has not."""
    visit = current_visit()
    gone = {key for key, note in visit.notes.items() if note.part in visit.ran and note.run != visit.run}
    return {key: text for key, text in visit.learner.texts.items() if key in gone or key not in visit.notes}


def is_resumed() -> bool:
    """Whether the browser's window knew another session before this one, which is gone."""
    return current_visit().learner.before is not None


def held_before(name: str) -> Any:
    """What the browser held under a name for a session before this one, as it was sent; None if nothing."""
    return (current_visit().learner.before or {}).get(name)
