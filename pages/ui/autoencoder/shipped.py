"""The trained autoencoder, loaded once for all learners."""

from __future__ import annotations

import streamlit as st

from cnnviz.network.autoencoder import Autoencoder, load_autoencoder
from cnnviz.network.names import layer_names
from cnnviz.network.summary import LayerSummary, summarise


@st.cache_resource(show_spinner="Loading the trained autoencoder …")
def autoencoder() -> Autoencoder:
    """The autoencoder that ships with the app."""
    return load_autoencoder()


@st.cache_resource(show_spinner=False)
def layers() -> list[LayerSummary]:
    """What each layer makes and costs."""
    return summarise(autoencoder().network, (1, 28, 28))


@st.cache_resource(show_spinner=False)
def names() -> tuple[str, ...]:
    """A short name for each layer; the one that gives the code is called so."""
    found = list(layer_names(autoencoder().network))
    found[autoencoder().code_layer_index] = "code"
    return tuple(found)
