"""What is chosen on the Network page outside the part that runs by itself, and where that part draws."""

from __future__ import annotations

from typing import NamedTuple

from streamlit.delta_generator import DeltaGenerator

from pages.ui.classifier.maps import Range
from pages.ui.classifier.spot import Spot
from pages.ui.inputs.pictures import Picture


class Slots(NamedTuple):
    """Where the part of the page that changes with every picture is drawn."""

    steps: DeltaGenerator
    pick: DeltaGenerator
    maps: DeltaGenerator
    prediction: DeltaGenerator
    input: DeltaGenerator
    linked: DeltaGenerator
    more: DeltaGenerator


class Setting(NamedTuple):
    """What is chosen outside the part that runs by itself; without a `source` it is a test image."""

    source: Picture | None
    spot: Spot
    together: Range
    predict: bool
