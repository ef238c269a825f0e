"""The models that ship, loaded once for all learners; and the garments, of which some pages tell alone."""

from __future__ import annotations

import streamlit as st

from cnnviz.models.garments import GARMENTS
from cnnviz.models.model import Gallery, Model
from cnnviz.models.table import MODELS, load


@st.cache_resource(max_entries=len(MODELS), show_spinner="Loading the trained network …")
def model(key: str) -> Model:
    """A model that ships, by its key."""
    return load(key)


def classifier() -> Model:
    """The network of garments."""
    return model(GARMENTS.key)


def gallery() -> Gallery:
    """The test images of garments that ship with the app."""
    found = classifier().gallery
    assert found is not None
    return found
