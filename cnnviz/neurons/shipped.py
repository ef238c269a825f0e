"""The five networks of the page “Neurons”: no convolutions, one hidden layer, and permuted pixels."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from cnnviz.assets import WEIGHTS_FOLDER, read_asset, read_json
from cnnviz.errors import ShapeError
from cnnviz.network.layers import Linear
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import load
from cnnviz.operators import softmax

Array = NDArray[Any]

#: Where the networks, the order of the permuted pixels and the card are.
ASSETS = WEIGHTS_FOLDER / "neurons"
Name = Literal["logistic", "mlp", "mlp_permuted", "cnn", "cnn_permuted"]
NAMES: tuple[Name, ...] = get_args(Name)
#: The networks whose pixels were permuted, in training and in use.
PERMUTED: tuple[Name, ...] = ("mlp_permuted", "cnn_permuted")


@dataclass(frozen=True)
class Prediction:
    """What a network makes of one picture.

    Attributes
    ----------
    seen : ndarray, shape (28, 28)
        The picture as the network got it: its pixels permuted or not.
    logits, probabilities : ndarray, shape (10,)
    """

    seen: Array
    logits: Array
    probabilities: Array

    @property
    def best(self) -> int:
        """The class with the largest logit."""
        return int(self.logits.argmax())


@dataclass(frozen=True)
class Shipped:
    """The networks by name, the order of the permuted pixels, and all that was measured.

    Attributes
    ----------
    networks : dict of str to Sequential
        Each takes (N, 1, 28, 28) of 0–1 and gives (N, 10) logits.
    order : ndarray of int, shape (784,)
        Pixel i of a permuted picture is pixel ``order[i]`` of the ordinary one, both counted row by row.
    card : dict
    """

    networks: dict[Name, Sequential]
    order: Array
    card: dict[str, Any]

    def permute(self, pictures: Array) -> Array:
        """Put the pixels of pictures (…, 28, 28) into the other order."""
        return _reordered(pictures, self.order)

    def put_back(self, pictures: Array) -> Array:
        """Undo `permute`; it makes a permuted network's weight pictures readable."""
        return _reordered(pictures, np.argsort(self.order))

    def predict(self, name: Name, picture: Array) -> Prediction:
        """Classify a picture (28, 28) of 0–1 in the ordinary order of its pixels.

        Raises
        ------
        ShapeError
            If the picture has another shape.
        """
        if picture.shape != (28, 28):
            raise ShapeError(
                f"these networks take a picture of 28×28 pixels, not {picture.shape}; prepare it first"
            )
        seen = (self.permute(picture) if name in PERMUTED else picture).astype(np.float32)
        logits = self.networks[name](seen[None, None])[0]
        return Prediction(seen, logits, softmax(logits))

    def weights(self, name: Name, layer: int = 0) -> tuple[Array, Array]:
        """Weights (outputs, inputs) and biases (outputs,) of a dense layer, counted from 0."""
        dense = [one for one in self.networks[name].layers if isinstance(one, Linear)][layer]
        return dense.parameters["weight"], dense.parameters["bias"]


def _reordered(pictures: Array, order: Array) -> Array:
    return pictures.reshape(*pictures.shape[:-2], -1)[..., order].reshape(pictures.shape)


def _read_order(file: Path) -> Array:
    return np.asarray(np.load(file, allow_pickle=False).astype(np.intp))


def load_networks(directory: Path = ASSETS) -> tuple[dict[Name, Sequential], Array]:
    """Load the networks and the order of the permuted pixels."""
    order = read_asset(directory / "order.npy", _read_order)
    order.flags.writeable = False
    return {name: read_asset(directory / f"{name}.npz", load) for name in NAMES}, order


def load_shipped(directory: Path = ASSETS) -> Shipped:
    """Load all that ships with the app."""
    networks, order = load_networks(directory)
    return Shipped(networks, order, read_json(directory / "card.json"))
