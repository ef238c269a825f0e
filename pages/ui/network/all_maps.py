"""All maps of all layers in columns, each to be clicked."""

from __future__ import annotations

from pages.ui.classifier.maps import columns
from pages.ui.classifier.spot import frames, look_at
from pages.ui.classifier.view import View
from pages.ui.figures.columns import show_columns


def show_all_maps(view: View) -> None:
    """Show what every layer of maps made; framed is what is looked at, and what that was made of."""
    chosen, sources = frames(view.spot)
    shown = columns(view.model, view.prediction, view.together)
    show_columns(
        shown,
        key="maps",
        label="All maps of all layers",
        on_pick=look_at,
        chosen=chosen if chosen and chosen[0] < len(shown) else None,
        sources=[cell for cell in sources if cell[0] < len(shown)],
    )
