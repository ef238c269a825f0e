"""Where on the Pooling page the part goes that changes often."""

from __future__ import annotations

from typing import NamedTuple

from streamlit.delta_generator import DeltaGenerator

from pages.ui.shell.frame import Folded


class Slots(NamedTuple):
    """Where the part of the page that changes often is drawn."""

    view: DeltaGenerator
    told: DeltaGenerator
    code: Folded
