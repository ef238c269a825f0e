"""The models that ship, each part read once for all; and the garments, of which some pages tell alone."""

from __future__ import annotations

from cnnviz.models.garments import GARMENTS
from cnnviz.models.model import Gallery
from cnnviz.models.read import Shipped
from cnnviz.models.table import shared as model

__all__ = ["classifier", "gallery", "model"]


def classifier() -> Shipped:
    """The network of garments."""
    return model(GARMENTS.key)


def gallery() -> Gallery:
    """The test images of garments that ship with the app."""
    return classifier().gallery
