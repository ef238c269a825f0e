"""The lower half of the network's page: one place at large, and how its number came about."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator

from cnnviz.network.explain import FlattenTrace, explain
from cnnviz.operators import ActivationTrace, ConvTrace, PoolTrace
from pages.ui import network_loaders
from pages.ui.network_dense import show_evidence, show_products, show_shares, show_softmax
from pages.ui.network_layers import show_layer
from pages.ui.network_unit import (
    show_large,
    tell_activation,
    tell_convolution,
    tell_flatten,
    tell_pool,
)
from pages.ui.network_view import View


def show_story(view: View, large: DeltaGenerator, story: DeltaGenerator) -> None:
    """Show what is looked at in `large`, with its layer's facts, and what it was made of in `story`."""
    if view.spot.name == network_loaders.SOFTMAX:
        with large:
            show_shares(view)
        with story:
            show_softmax(view)
    elif view.spot.name == "dense":
        with large:
            show_evidence(view)
        with story:
            show_products(view)
    else:
        _show_unit(view, large, story)
    with large:
        show_layer(view.spot.layer, view.answer)


def _show_unit(view: View, large: DeltaGenerator, story: DeltaGenerator) -> None:
    trace = explain(view.layer, view.received, view.spot.at)
    with large:
        show_large(view, flat=isinstance(trace, FlattenTrace))
    with story:
        match trace:
            case ConvTrace():
                tell_convolution(view, trace)
            case ActivationTrace():
                tell_activation(view, trace)
            case PoolTrace():
                tell_pool(view, trace)
            case FlattenTrace():
                tell_flatten(view, trace)
