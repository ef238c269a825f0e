"""Choosing how a map of what speaks for a class is drawn, and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from pages.ui.inputs.controls import pick_number, pick_segment, pick_slider, pick_toggle

_BESIDE = {"none": "nothing", "shuffled": "shuffled weights", "occlusion": "occlusion"}


@dataclass(frozen=True)
class Drawing:
    """How the maps are drawn.

    Attributes
    ----------
    strength : float
        Of the map over the picture, 0–1.
    beside : str
        What the map is compared with.
    seed : int or None
        Of the shuffled weights.
    together : bool
        Whether both maps share one colour range.
    """

    strength: float
    beside: str
    seed: int | None
    together: bool


def pick_drawing() -> Drawing:
    """Show the controls of how maps are drawn, and what with."""
    strength = pick_slider("Opacity over the picture", "strength", 0.7, 0.0, 1.0, 0.05, width=170)
    beside = pick_segment("Compare with", _BESIDE, "beside")
    seed = pick_number("Seed", "mix", 0, 0, 99, width=90) if beside == "shuffled" else None
    together = beside != "none" and pick_toggle("One colour range", "one_range")
    return Drawing(strength, beside, seed, together)
