"""One place of the network as the page's lower half shows it: what came in and out, and its colours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Scale, Shade, shade
from cnnviz.network.classifier import Answer, Classifier
from cnnviz.network.layers import Layer
from pages.ui.downloads import Latest
from pages.ui.network_maps import Limits, Range, limits_of, scale_of, shade_map
from pages.ui.network_spot import Spot


@dataclass(frozen=True)
class View:
    """What is looked at; `latest` takes what can be saved of it."""

    classifier: Classifier
    answer: Answer
    spot: Spot
    together: Range
    latest: Latest

    @property
    def layer(self) -> Layer:
        """The layer itself."""
        return self.classifier.network.layers[self.spot.layer]

    @property
    def before(self) -> str:
        """The name of the layer before, or of the input."""
        return self.classifier.layer_names[self.spot.layer - 1] if self.spot.layer else "the input"

    @property
    def received(self) -> NDArray[np.float32]:
        """What the layer was given: (C, H, W)."""
        return self.answer.activations[self.spot.layer - 1] if self.spot.layer else self.answer.input[None]

    @property
    def received_scale(self) -> Scale:
        """How that is drawn."""
        return scale_of(self.before)

    @property
    def received_limits(self) -> Limits | None:
        """The range that its colours share."""
        if not self.spot.layer:
            return 0.0, 1.0
        return limits_of(self.classifier, self.answer, self.spot.layer - 1, "layer")

    def shade_received(self) -> Shade:
        """Of what the layer was given, the map that is looked at."""
        return shade(self.received[self.spot.map], self.received_scale, self.received_limits)

    def shade_made(self) -> Shade:
        """Of what the layer made, the map that is looked at."""
        return shade_map(self.classifier, self.answer, self.spot.layer, self.spot.map, self.together)
