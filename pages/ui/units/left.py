"""The left column below the choice of a map: its kernels, or what the maps of four layers answer to."""

from __future__ import annotations

from pages.ui.inputs.controls import pick_segment
from pages.ui.units.parts import show_parts
from pages.ui.units.unit import Unit, show_kernels

_VIEWS = {"kernels": "Kernels", "parts": "Edges to parts"}


def show_left(unit: Unit) -> None:
    """Show what is chosen."""
    if pick_segment("Shown", _VIEWS, "unit_view", width="stretch", label_visibility="collapsed") == "parts":
        show_parts(unit)
    else:
        show_kernels(unit)
