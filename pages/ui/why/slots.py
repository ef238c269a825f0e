"""Where on the page Why things are drawn."""

from __future__ import annotations

from typing import NamedTuple

from streamlit.delta_generator import DeltaGenerator


class Slots(NamedTuple):
    """Where the part of the page that changes with every picture is drawn."""

    steps: DeltaGenerator
    pick: DeltaGenerator
    outputs: DeltaGenerator
    stage: DeltaGenerator
    trace: DeltaGenerator
    detail: DeltaGenerator
