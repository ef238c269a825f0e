"""Which control of the design was changed last: a refusal is told there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pages.ui.session import keeping

_CHOSEN: Final = "train_chosen"
_CHANGED: Final = "train_changed"


def changed_last(chosen: Mapping[str, Any], keys: Mapping[str, str]) -> str | None:
    """Name the control that was changed last, by its key in the address; None before any was.

    Parameters
    ----------
    chosen
        What is chosen now, by the names of a design's attributes.
    keys
        The controls of these, where there is one for each; the filters have one for each stage.
    """
    before = keeping.kept(_CHOSEN) or chosen
    changed = [name for name in chosen if chosen[name] != before[name]]
    if changed:
        name = changed[0]
        keeping.keep(_CHANGED, _of_filters(before, chosen) if name == "filters" else keys.get(name))
    keeping.keep(_CHOSEN, chosen)
    last: str | None = keeping.kept(_CHANGED)
    return last


def _of_filters(before: Mapping[str, Any], chosen: Mapping[str, Any]) -> str:
    counts = before["filters"], chosen["filters"]
    if len(counts[0]) != len(counts[1]):
        return "t_stages"
    return next(f"t_f{i}" for i, (was, now) in enumerate(zip(*counts, strict=True), 1) if was != now)
