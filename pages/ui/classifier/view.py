"""One position in the network as the page's lower half shows it: what came in and out, and its colours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Shade, shade, shade_all
from cnnviz.images import digest
from cnnviz.models.model import Model, Prediction
from cnnviz.network.layers import Flatten, Layer, Linear
from cnnviz.operators import softmax
from pages.ui.classifier.maps import Range, limits_of
from pages.ui.classifier.spot import Spot, maps_of
from pages.ui.shell.downloads import Latest

#: What the layer before the first one is called.
INPUT = "the input"


@dataclass(frozen=True)
class View:
    """What is looked at; `latest` takes what can be saved of it."""

    model: Model
    prediction: Prediction
    spot: Spot
    together: Range
    latest: Latest

    @property
    def label(self) -> int:
        """The class that is looked at."""
        return int(self.prediction.logits.argmax()) if self.spot.label is None else self.spot.label

    @property
    def source(self) -> int:
        """The layer whose maps are linked to what is looked at; −1 for the input.

        Flatten, before a dense layer, only writes the maps in a row: those it was given are shown.
        """
        before = self.spot.layer - 1
        flattened = isinstance(self.layer, Linear) and isinstance(self.model.network.layers[before], Flatten)
        return before - 1 if flattened else before

    @property
    def is_scores(self) -> bool:
        """Whether the last layer is looked at: its numbers are the classes' logits."""
        return self.spot.layer == len(self.model.network.layers) - 1

    @property
    def shares(self) -> NDArray[np.float32]:
        """The probability of each class, at the temperature that is looked at."""
        return softmax(self.prediction.logits, temperature=self.spot.temperature)

    @property
    def map_layer(self) -> int | None:
        """The layer in one of whose maps the number lies (flatten: of those it was given), or None."""
        if not maps_of(self.spot.layer):
            return None
        return self.source if self.spot.name == "flatten" else self.spot.layer

    @property
    def layer(self) -> Layer | None:
        """The layer that is looked at; None for the softmax after the last one."""
        layers = self.model.network.layers
        return layers[self.spot.layer] if self.spot.layer < len(layers) else None

    def name(self, layer_index: int) -> str:
        """What the layer at an index is called; −1 is the input."""
        return self.model.layer_names[layer_index] if layer_index >= 0 else INPUT

    def values(self, layer_index: int) -> NDArray[np.float32]:
        """What the layer at an index gives: maps (C, H, W), or a vector (n,)."""
        return self.prediction.activations[layer_index] if layer_index >= 0 else self.prediction.channels

    def shades(self, layer_index: int) -> list[Shade]:
        """The maps a layer made, in the colours they have among all."""
        if layer_index not in self._shades:
            self._shades[layer_index] = self._shade(layer_index)
        return self._shades[layer_index]

    @cached_property
    def _shades(self) -> dict[int, list[Shade]]:
        return {}

    def _shade(self, layer_index: int) -> list[Shade]:
        if layer_index < 0:
            return [shade(channel, "raw", (0, 1)) for channel in self.prediction.channels]
        if self.values(layer_index).ndim == 1:
            return [shade(self.values(layer_index)[:, None], "signed")]
        limits = limits_of(self.model, self.prediction, layer_index, self.together)
        return shade_all(self.values(layer_index), "signed", limits)

    def fingerprint(self, layer_index: int) -> str:
        """A name for what a layer made of this very input, in these colours."""
        return f"{digest(self.prediction.input)[:16]} {self.name(layer_index)} {self.together}"
