"""The trained network and its test images, loaded once for all learners."""

from __future__ import annotations

import streamlit as st

from cnnviz.network.classifier import Classifier, Gallery, load_classifier, load_gallery
from cnnviz.network.summary import LayerSummary, summarise

#: What comes after the last layer.
SOFTMAX = "softmax"


@st.cache_resource(show_spinner="Loading the trained network …")
def classifier() -> Classifier:
    """The network that ships with the app."""
    return load_classifier()


@st.cache_resource(show_spinner=False)
def gallery() -> Gallery:
    """The test images that ship with the app."""
    return load_gallery()


@st.cache_resource(show_spinner=False)
def layers() -> list[LayerSummary]:
    """What each layer makes and costs."""
    return summarise(classifier().network, (1, 28, 28))


def names() -> tuple[str, ...]:
    """The layers' names, and the softmax after them."""
    return (*classifier().layer_names, SOFTMAX)
