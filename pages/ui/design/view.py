"""The view in which a network is designed; the browser draws and measures it without asking."""

from __future__ import annotations

from typing import Final

from cnnviz.designs import STARTS
from cnnviz.designs.limits import (
    LONGEST,
    MOST_BRANCHES,
    MOST_DEEP,
    MOST_LAYERS,
    MOST_NUMBERS,
    MOST_WORK,
    NUMBERS,
)
from cnnviz.designs.text import CURVES
from cnnviz.operators import ACTIVATIONS
from pages.ui.design.setting import Chosen, take_design, take_start
from pages.ui.linked.layer_questions import Seen
from pages.ui.session import keeping, reports
from pages.ui.session.component import register

_component = register("design")
_KEY: Final = "d_view"
_LIMITS: Final = {"layers": MOST_LAYERS, "branches": MOST_BRANCHES, "deep": MOST_DEEP, "text": LONGEST}
_MOST: Final = {"numbers": MOST_NUMBERS, "work": MOST_WORK}


def show_design(chosen: Chosen, seen: Seen | None) -> None:
    """Draw it; where something is to be predicted, only what may be `seen`."""
    data = {
        "session": keeping.session(),
        "revision": reports.revision(_KEY),
        "text": chosen.text,
        "at": chosen.layer,
        "starts": [[key, one.title] for key, one in STARTS.items()],
        "now": {"key": chosen.start, "text": chosen.text},
        "curves": [[name, ACTIVATIONS[key].title] for name, key in CURVES.items()],
        "seen": None if seen is None else seen._asdict(),
        "limits": _LIMITS,
        "most": _MOST,
        "ends": {name: list(ends) for name, ends in NUMBERS.items()},
    }
    _component(key=_KEY, data=data, react={"design": take_design, "start": take_start})
