"""The models that ship, each part read once for all; and the garments, of which some pages tell alone."""

from __future__ import annotations

from functools import lru_cache

from cnnviz.models.garments import GARMENTS
from cnnviz.models.model import Gallery
from cnnviz.models.read import Shipped
from cnnviz.models.table import MODELS, load


@lru_cache(maxsize=len(MODELS))  # asked for thirty times in a run: Streamlit's cache takes longer to look
def model(key: str) -> Shipped:
    """A model that ships, by its key."""
    return load(key)


def classifier() -> Shipped:
    """The network of garments."""
    return model(GARMENTS.key)


def gallery() -> Gallery:
    """The test images of garments that ship with the app."""
    return classifier().gallery
