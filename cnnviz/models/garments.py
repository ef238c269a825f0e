"""The garments of Fashion-MNIST: their names, and the network that ships for them."""

from __future__ import annotations

from pathlib import Path

from cnnviz.assets import WEIGHTS_FOLDER
from cnnviz.models.about import About
from cnnviz.models.model import Gallery
from cnnviz.models.read import Shipped, read_gallery

#: The ten classes in the order of the data set's labels, as the data set calls them.
LABELS = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
#: What addresses call them, which never changes.
CLASS_KEYS = ("T-shirt", *LABELS[1:])
GARMENTS = About("garments", "Garments", "garment", LABELS, CLASS_KEYS, data="Fashion-MNIST")
#: Where the weights, the model card and the gallery are.
ASSETS = WEIGHTS_FOLDER / GARMENTS.key


def load_classifier(folder: Path = ASSETS) -> Shipped:
    """The network of garments that ships with the app."""
    return Shipped(GARMENTS, folder)


def load_gallery(folder: Path = ASSETS) -> Gallery:
    """Load the test images of garments that ship: the first ten of each class in the test set."""
    return read_gallery(GARMENTS, folder)
