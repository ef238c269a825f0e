"""The trained network that ships with the app, with all that is known about it."""

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.assets import ASSETS as ALL_ASSETS
from cnnviz.assets import read_asset, read_json
from cnnviz.errors import ShapeError
from cnnviz.images import load_file
from cnnviz.network.familiarity import Familiarity, map_means
from cnnviz.network.names import layer_names
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import load as load_weights
from cnnviz.operators import softmax

Array = NDArray[Any]

#: Where the weights, the model card and the gallery are.
ASSETS = ALL_ASSETS / "weights"
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


@dataclass(frozen=True)
class Prediction:
    """What the network makes of one input.

    Attributes
    ----------
    input : ndarray, shape (28, 28)
        0–1.
    activations : list of ndarray
        Output of each layer: maps (C, H, W), then vectors (n,).
    logits, probabilities : ndarray, shape (10,)
    distance : float
        From the training images, see `Familiarity`.
    share_nearer : float
        Share of training images that lie nearer than this input.
    unlike : bool
        Whether that makes it unlike anything the network was trained on.
    """

    input: Array
    activations: list[Array]
    logits: Array
    probabilities: Array
    distance: float
    share_nearer: float
    unlike: bool


@dataclass(frozen=True)
class Gallery:
    """Test images that ship with the app: (N, 28, 28) of 0–1, labels, and their indices in the test set."""

    images: Array
    labels: Array
    indices: Array


@dataclass(frozen=True)
class Classifier:
    """A network, the names of its classes, its model card and its measure of familiarity."""

    network: Sequential
    familiarity: Familiarity
    card: dict[str, Any]
    labels: tuple[str, ...] = LABELS

    @cached_property
    def layer_names(self) -> tuple[str, ...]:
        """A short name for each layer: "conv 1", "relu 1", "pool 1", …, "flatten", "dense"."""
        return layer_names(self.network)

    def predict(self, image: Array) -> Prediction:
        """Send one input through the network, keeping every activation.

        Parameters
        ----------
        image : ndarray, shape (28, 28)
            0–1, as `prepare` makes it.

        Raises
        ------
        ShapeError
            If it has another shape.
        """
        if image.shape != (28, 28):
            raise ShapeError(
                f"the network takes a picture of 28×28 pixels, not {image.shape}; prepare it first"
            )
        batch = image[None, None].astype(np.float32)
        activations = self.network.activations(batch)
        logits = activations[-1][0]
        distance = float(self.familiarity.distance(map_means(self.network, activations)[0]))
        return Prediction(
            input=batch[0, 0],
            activations=[activation[0] for activation in activations],
            logits=logits,
            probabilities=softmax(logits),
            distance=distance,
            share_nearer=self.familiarity.share_nearer(distance),
            unlike=bool(self.familiarity.is_unlike(np.asarray(distance))),
        )

    def archive(self, prediction: Prediction) -> bytes:
        """The input, every layer's output by its name, and the shares (softmax) as an ``.npz`` file."""
        file = io.BytesIO()
        arrays: dict[str, Any] = dict(zip(self.layer_names, prediction.activations, strict=True))
        np.savez_compressed(file, input=prediction.input, **arrays, softmax=prediction.probabilities)
        return file.getvalue()


def load_classifier(directory: Path = ASSETS) -> Classifier:
    """Load the network that ships with the app."""
    return Classifier(
        read_asset(directory / "classifier.npz", load_weights),
        read_asset(directory / "familiarity.npz", Familiarity.load),
        read_json(directory / "card.json"),
    )


def load_gallery(directory: Path = ASSETS) -> Gallery:
    """Load the test images that ship with the app: the first ten of each class in the test set."""
    facts = read_json(directory / "gallery.json")
    sheet = read_asset(directory / "gallery.png", load_file)  # a row of ten for each class
    images = sheet.reshape(10, 28, 10, 28).swapaxes(1, 2).reshape(100, 28, 28) / np.float32(255)
    return Gallery(images, np.array(facts["labels"]), np.array(facts["indices"]))
