"""What pages on the network tell lessons of a prediction; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from cnnviz.models.model import Prediction
from pages.ui.classifier.view import View
from pages.ui.session.told import tell

_DIGITS = 3


def best_of(shares: Any, labels: Sequence[str]) -> dict[str, Any]:
    """Name the class with the largest share, and give this in per cent."""
    best = int(np.argmax(shares))
    return {"best": labels[best], "share": round(100 * float(shares[best]), 1)}


def tell_prediction(prediction: Prediction, labels: Sequence[str]) -> None:
    """Tell what the network says of its picture."""
    tell(says=best_of(prediction.probabilities, labels))


def tell_layer(view: View) -> None:
    """Tell of the layer that is looked at, where it gives maps, and of the number in it."""
    values, summaries = view.values(min(view.spot.layer, len(view.model.layers) - 1)), view.model.layers
    if view.map_layer is None or values.ndim != 3:
        tell(layers={"strongest": -1, "value": 0.0, "largest": 0.0, "sees": 0, "parameters": 0})
        return
    tell(
        layers={
            "strongest": int(values.max(axis=(1, 2)).argmax()),
            "value": round(float(values[view.spot.at]), _DIGITS),
            "largest": round(float(values[view.spot.map].max()), _DIGITS),
            "sees": summaries[view.spot.layer].field,
            "parameters": summaries[view.spot.layer].parameters,
        }
    )
