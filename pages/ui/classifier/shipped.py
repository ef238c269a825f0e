"""The trained network and its test images, loaded once for all learners."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.models.garments import load_classifier, load_gallery
from cnnviz.models.model import Gallery, Model
from cnnviz.network.summary import LayerSummary, summarise
from cnnviz.operators import softmax

#: What comes after the last layer.
SOFTMAX = "softmax"


@st.cache_resource(show_spinner="Loading the trained network …")
def classifier() -> Model:
    """The network that ships with the app."""
    return load_classifier()


@st.cache_resource(show_spinner=False)
def gallery() -> Gallery:
    """The test images that ship with the app."""
    return load_gallery()


@st.cache_resource(show_spinner=False)
def gallery_shares() -> NDArray[np.float32]:
    """The probabilities (N, classes) that the network gives the test images that ship."""
    return np.asarray(softmax(classifier().network(gallery().images[:, None])))


def gallery_predictions() -> NDArray[np.intp]:
    """The class (N,) that it names for each of them."""
    return np.asarray(gallery_shares().argmax(axis=1))


@st.cache_resource(show_spinner=False)
def layers() -> list[LayerSummary]:
    """What each layer makes and costs."""
    return summarise(classifier().network, (1, 28, 28))


def names() -> tuple[str, ...]:
    """The layers' names, and the softmax after them."""
    return (*classifier().layer_names, SOFTMAX)
