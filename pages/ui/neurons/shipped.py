"""The networks of the page, and what is the same for all pictures, loaded once for all learners."""

from __future__ import annotations

import streamlit as st

from cnnviz.neurons.shipped import Name, Shipped, load_shipped

#: What each network is called on the page.
TITLES: dict[Name, str] = {
    "logistic": "no hidden layer",
    "mlp": "one hidden layer",
    "mlp_permuted": "one hidden layer, permuted pixels",
    "cnn": "convolutions",
    "cnn_permuted": "convolutions, permuted pixels",
}


@st.cache_resource(show_spinner="Loading the trained networks …")
def shipped() -> Shipped:
    """The networks that ship with the app, with what was measured."""
    return load_shipped()
