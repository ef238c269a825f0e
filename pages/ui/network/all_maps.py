"""All maps of all layers in columns, each to be clicked."""

from __future__ import annotations

from pages.ui.classifier.maps import columns
from pages.ui.classifier.spot import look_at
from pages.ui.classifier.view import View
from pages.ui.figures.columns import show_columns
from pages.ui.network.ahead import KEY, LABEL, Ahead, framed


def show_all_maps(view: View, number: int | None, ahead: Ahead) -> None:
    """Show what every layer of maps made; framed is what is looked at, and what that was made of.

    `number` is the test image's, if it is one.
    """
    shown = ahead.columns_of(view) or columns(view.model, view.prediction, view.together)
    chosen, sources = framed(view.spot, view.model, len(shown))
    offered = ahead.offer(number, view.together, view.spot)
    show_columns(shown, key=KEY, label=LABEL, on_pick=look_at, chosen=chosen, sources=sources, ahead=offered)
