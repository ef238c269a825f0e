"""A trained network, with all that is known about it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.models.about import About
from cnnviz.network.evaluation import Evaluation
from cnnviz.network.familiarity import Familiarity, map_means
from cnnviz.network.names import layer_names
from cnnviz.network.readouts import Readouts
from cnnviz.network.sequential import Sequential
from cnnviz.network.summary import LayerSummary, summarise
from cnnviz.operators import softmax

Array = NDArray[Any]
#: How many images of each class a gallery holds, one class after the other.
PER_CLASS = 10


@dataclass(frozen=True)
class Prediction:
    """What a model makes of one input.

    Attributes
    ----------
    input : ndarray, shape (rows, columns), or (3, rows, columns) in colour
        0–1.
    activations : list of ndarray
        Output of each layer: maps (C, H, W), then vectors (n,).
    logits, probabilities : ndarray, shape (classes,)
    distance : float or None
        From the training images, see `Familiarity`; None where that was not measured.
    share_nearer : float or None
        Share of training images that lie nearer than this input.
    unlike : bool
        Whether that makes it unlike anything the network was trained on.
    """

    input: Array
    activations: list[Array]
    logits: Array
    probabilities: Array
    distance: float | None = None
    share_nearer: float | None = None
    unlike: bool = False

    @property
    def channels(self) -> Array:
        """The input as maps: (channels, rows, columns)."""
        return as_maps(self.input)


@dataclass(frozen=True)
class Gallery:
    """Images that the network never saw while it learned.

    Attributes
    ----------
    images : ndarray, shape (N, rows, columns), or (N, 3, rows, columns) in colour
        0–1; `PER_CLASS` of each class, one class after the other.
    labels, indices : ndarray of int, shape (N,)
        Their classes, and their indices in the whole set.
    """

    images: Array
    labels: Array
    indices: Array


@dataclass(frozen=True)
class Model:
    """A network, what it is said to be, and what was measured; what there is not is None.

    Attributes
    ----------
    about : About
    network : Sequential
    familiarity : Familiarity or None
    card : mapping or None
        The model card.
    test : mapping or None
        How often it is right on images that it never saw, as `cnnviz.network.report.report` has it.
    gallery : Gallery or None
    evaluation : Evaluation or None
        The mistakes among these images, and all predictions by their confidence.
    agreement : mapping or None
        How far the methods that explain agree, as `cnnviz.attribution.agreement` measures it.
    readouts : Readouts or None
        What each of its layers already knows.
    training : Sequential or None
        The same network as it is trained, with its dropout and its batch norms, if that is known.
    """

    about: About
    network: Sequential
    familiarity: Familiarity | None = None
    card: Mapping[str, Any] | None = None
    test: Mapping[str, Any] | None = None
    gallery: Gallery | None = None
    evaluation: Evaluation | None = None
    agreement: Mapping[str, Any] | None = None
    readouts: Readouts | None = None
    training: Sequential | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of its classes."""
        return self.about.labels

    @cached_property
    def layer_names(self) -> tuple[str, ...]:
        """A short name for each layer: "conv 1", "relu 1", "pool 1", …, "flatten", "dense"."""
        return layer_names(self.network)

    @cached_property
    def layers(self) -> list[LayerSummary]:
        """What each layer makes and costs."""
        return summarise(self.network, self.about.shape)

    @cached_property
    def identity(self) -> str:
        """The same for models whose numbers and words are the same."""
        found = hashlib.sha256(repr((self.about, self.network)).encode())
        for name, value in (self.network.parameters | self.network.buffers).items():
            found.update(name.encode() + np.ascontiguousarray(value).tobytes())
        return found.hexdigest()

    def predict(self, image: Array) -> Prediction:
        """Send one input through the network, keeping every activation.

        Parameters
        ----------
        image : ndarray, shape ``about.image_shape``
            0–1, as ``about.prepare`` makes it.

        Raises
        ------
        ShapeError
            If it has another shape.
        """
        if image.shape != self.about.image_shape:
            colours = "" if self.about.shape[0] == 1 else " in 3 colours"
            raise ShapeError(
                f"the network takes a picture of {self.about.size} pixels{colours}, not {image.shape}; "
                "prepare it first"
            )
        given = image.astype(np.float32)
        activations = self.network.activations(as_maps(given)[None])
        logits = activations[-1][0]
        distance, share, unlike = self._place(activations)
        kept = [activation[0] for activation in activations]
        return Prediction(given, kept, logits, softmax(logits), distance, share, unlike)

    def _place(self, activations: list[Array]) -> tuple[float | None, float | None, bool]:
        """Say how far an input lies from the training images, where that was measured."""
        if self.familiarity is None:
            return None, None, False
        distance = float(self.familiarity.distance(map_means(self.network, activations)[0]))
        unlike = bool(self.familiarity.is_unlike(np.asarray(distance)))
        return distance, self.familiarity.share_nearer(distance), unlike

    def archive(self, prediction: Prediction) -> bytes:
        """The input, every layer's output by its name, and the shares (softmax) as an ``.npz`` file."""
        file = io.BytesIO()
        arrays: dict[str, Any] = dict(zip(self.layer_names, prediction.activations, strict=True))
        np.savez_compressed(file, input=prediction.input, **arrays, softmax=prediction.probabilities)
        return file.getvalue()


def as_maps(image: Array) -> Array:
    """A picture as maps, (channels, rows, columns), from one that may be (rows, columns)."""
    return image if image.ndim == 3 else image[None]


def as_image(maps: Array) -> Array:
    """The inverse of `as_maps`."""
    return maps if len(maps) > 1 else np.asarray(maps[0])


def as_batch(images: Array) -> Array:
    """Pictures, (N, rows, columns) or (N, 3, rows, columns), as a network takes them: (N, C, …)."""
    return images if images.ndim == 4 else images[:, None]
