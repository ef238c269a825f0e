"""Whether the colours of a linked view's result reach as far as its numbers; what a learner chose is kept."""

from __future__ import annotations

from pages.ui.session import state

_TEXTS = {"full": True, "most": False}


def full_range(key: str) -> bool | None:
    """Say whether a learner wants the full range; None as long as nobody has chosen.

    Parameters
    ----------
    key
        Its name in the address.
    """
    nobody: bool | None = None
    return state.setting(key, nobody, _TEXTS.get, _written)


def set_range(key: str, sent: object) -> None:
    """Take over whether the colours are to reach as far as the numbers."""
    if isinstance(sent, bool):
        state.put(key, sent)


def _written(full: bool | None) -> str:
    return next((text for text, value in _TEXTS.items() if value == full), "")
