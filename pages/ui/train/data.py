"""What a network learns from while one watches."""

from __future__ import annotations

from cnnviz.live.choices import DATA_NAMES
from pages.ui.inputs.controls import pick_segment
from pages.ui.train.setting import DATA


def pick_data() -> str:
    """Show the choice of the data, for one run and for a sweep alike."""
    return pick_segment("Data", DATA_NAMES, DATA, label_visibility="collapsed")
