"""The lower half of the network's page: a layer, linked with what it was made of, and its facts."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator

from pages.ui import network_loaders
from pages.ui.network_dense import show_evidence, show_softmax
from pages.ui.network_layers import show_layer
from pages.ui.network_linked import show_layer_linked
from pages.ui.network_view import View


def show_story(view: View, linked: DeltaGenerator, more: DeltaGenerator, predict: bool) -> None:
    """Show the layer that is looked at in `linked`; in `more` its facts, and what it says of a class."""
    with linked:
        show_layer_linked(view, predict)
    with more:
        if view.spot.name == "dense":
            show_evidence(view)
        if view.spot.name == network_loaders.SOFTMAX:
            show_softmax(view)
        show_layer(view.spot.layer, view.answer)
