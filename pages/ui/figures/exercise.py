"""The exercise of a class, drawn by the component that Practise has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.ui.figures.problem import palettes
from pages.ui.session import keeping, reports
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.session.visit import Reaction

_component = register("exercise")
_KEY = "exercise"


def draw_exercise(told: Mapping[str, Any], react: Mapping[str, Reaction]) -> None:
    """Draw what `described` has made of a problem, with ``klass``: what may be done with it for the class."""
    header = {
        "session": keeping.session(),
        "revision": reports.revision(_KEY),
        "isOfLesson": True,
        **told,
    }
    _component(key=_KEY, data=pack(header, palettes()), react=react)
