"""What a page tells lessons: its settings by their names in the address, and what it computes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pages.ui.session.keeping import current_visit


def tell(**numbers: Any) -> None:
    """Tell of what is computed now: plain numbers, texts, arrays, or mappings of these.

    docs/views.md lists the names; lessons set goals by them.
    """
    current_visit().numbers.update(numbers)


def is_listened_to() -> bool:
    """Say whether a lesson is shown: what takes long to compute is told only then."""
    return current_visit().ending is not None


def known() -> dict[str, Any]:
    """Give the page's settings and what it has told, by their names."""
    visit = current_visit()
    plain = {key: visit.learner.settings[key] for key in visit.notes if key in visit.learner.settings}
    settings = {key: value for key, value in plain.items() if isinstance(value, str | int | float)}
    return {**settings, **visit.numbers}


def at_end(act: Callable[[], None] | None) -> None:
    """Have something done at the end of each run of this page, and of its parts."""
    current_visit().ending = act
