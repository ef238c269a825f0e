"""What is sent to the view of the page on pixels once: the picture's numbers, and what a template needs."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures.scales import RULES
from cnnviz.images.arrays import WHITE
from cnnviz.models.garments import LABELS
from cnnviz.neurons.shipped import Shipped, load_shipped
from pages.ui.classifier import shipped as classifier
from pages.ui.inputs.pictures import Picture
from pages.ui.linked.parts import Part

#: Without hidden layer: its weights are a picture for each class.
NETWORK: Final = "logistic"


@st.cache_resource(show_spinner=False)
def shipped() -> Shipped:
    """The networks without convolutions that ship with the app."""
    return load_shipped()


def channels(picture: Picture) -> NDArray[np.float32]:
    """The picture's matrices, (1 or 3, H, W)."""
    return picture.array if picture.array.ndim == 3 else picture.array[None]


def limits(picture: Picture) -> tuple[float, float]:
    """What is drawn black and white: of a photograph 0 and 255, of a matrix its ends."""
    if not picture.is_matrix:
        return 0.0, float(WHITE)
    low, high = float(picture.array.min()), float(picture.array.max())
    return low, high if high > low else low + 1


def picture_part(picture: Picture) -> Part:
    """Describe the picture."""
    values = channels(picture)
    is_whole = not picture.is_matrix
    low, high = limits(picture)
    header: dict[str, object] = {
        "id": f"{picture.digest}:{picture.title}",
        "title": picture.title,
        "alt": picture.alt,
        "name": picture.name,
        "low": low,
        "high": high,
        "whole": is_whole,
    }
    blocks: dict[str, NDArray[Any]] = {
        "values": values.astype(np.uint8) if is_whole else values.astype(np.float64)
    }
    if len(values) == 3:
        blocks["grey"] = picture.grey.astype(np.uint8)
    return header, blocks


def template_part() -> Part:
    """Describe the trained templates, the test images that they meet, and the colours of signed numbers."""
    weights, biases = shipped().weights(NETWORK)
    gallery = classifier.gallery()
    signed = RULES["signed"]
    header: dict[str, object] = {
        "id": "templates",
        "classes": list(LABELS),
        "labels": gallery.labels.tolist(),
        "signed_rule": {"first": signed.first, "span": signed.span, "flat": signed.flat},
    }
    return header, {
        "weights": weights.astype(np.float32),
        "biases": biases.astype(np.float64),
        "images": np.rint(gallery.images * WHITE).astype(np.uint8),
        "signed": signed.palette(),
    }
