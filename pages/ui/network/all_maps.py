"""All maps of all layers in columns, each to be clicked."""

from __future__ import annotations

from pages.ui.classifier.maps import columns
from pages.ui.classifier.spot import frames, look_at
from pages.ui.classifier.view import View
from pages.ui.figures.columns import show_columns


def show_all_maps(view: View, *, below_steps: bool) -> None:
    """Show what every layer made, with frames around what is looked at and what that was made of.

    `below_steps` says that a picture's preparation stands above, which leaves less room.
    """
    chosen, sources = frames(view.spot)
    show_columns(
        columns(view.classifier, view.prediction, view.together),
        key="maps",
        label="All maps of all layers",
        widths=(29, 33 if below_steps else 37),
        on_pick=look_at,
        chosen=chosen,
        sources=sources,
        follow=".st-key-detail",
    )
