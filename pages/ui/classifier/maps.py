"""The network's maps in colours: which range they share, and all of them as columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.attribution.surgery import last_convolution
from cnnviz.figures import Shade, format_number, shade, shared_limits
from cnnviz.network.classifier import Classifier, Prediction
from pages.ui.figures.columns import Column
from pages.ui.inputs.controls import pick_segment

Range = Literal["map", "layer", "network"]
_RANGES: dict[Range, str] = {"map": "each map", "layer": "each layer", "network": "whole network"}
Limits = tuple[float, float]


def pick_range() -> Range:
    """Show the choice of what shares a colour range."""
    return pick_segment(
        "One colour range for",
        _RANGES,
        "range",
        help="Negative blue, positive orange, 0 the colour of the page. ReLU and pooling keep the range of "
        "their convolution.",
        first="layer",
    )


def limits_of(
    classifier: Classifier, prediction: Prediction, layer_index: int, together: Range
) -> list[Limits]:
    """The values at the palette's ends for each map of a layer: those of the convolution that made the maps.

    So the maps after a ReLU or a pooling compare with those before.
    """
    own = prediction.activations[last_convolution(classifier.network, layer_index)]
    if together == "map":
        return [shared_limits([one], "signed") for one in own]
    alike = [maps for maps in prediction.activations if maps.ndim == 3] if together == "network" else [own]
    return [shared_limits([maps.reshape(len(maps), -1) for maps in alike], "signed")] * len(own)


def columns(classifier: Classifier, prediction: Prediction, together: Range) -> list[Column]:
    """A column for each layer, and one for the softmax."""
    height = max(len(maps) for maps in prediction.activations if maps.ndim == 3)
    made = []
    for layer_index, (name, values) in enumerate(
        zip(classifier.layer_names, prediction.activations, strict=True)
    ):
        if values.ndim == 3:
            made.append(_column(name, values, limits_of(classifier, prediction, layer_index, together)))
        elif len(values) == len(classifier.labels):
            made.append(_scores(name, classifier, values, shade(values[:, None], "signed"), height))
        else:
            made.append(
                _vector(name, values, height, limits_of(classifier, prediction, layer_index, "layer"))
            )
    shares = prediction.probabilities
    return [*made, _scores("softmax", classifier, shares, shade(shares[:, None], "clipped", (0, 1)), height)]


def _vector(name: str, values: NDArray[np.float32], height: int, limits: Sequence[Limits]) -> Column:
    shown = shade(values[:, None], "signed", limits[0])
    what = (
        f"{name}: {len(values)} numbers, {format_number(values.min(), 3)} … {format_number(values.max(), 3)}"
    )
    return Column(name, f"{len(values)}", what, shown.index[None], shown.palette, (what,), height)


def _scores(
    name: str, classifier: Classifier, values: NDArray[np.float32], shown: Shade, height: int
) -> Column:
    names = tuple(
        f"{name}, {label}: {format_number(value, 3)}"
        for label, value in zip(classifier.labels, values.tolist(), strict=True)
    )
    label = f"{name}: one number for each of {len(values)} classes"
    return Column(name, f"{len(values)}", label, shown.index[:, :, None], shown.palette, names, height)


def _column(name: str, maps: NDArray[np.float32], limits: Sequence[Limits]) -> Column:
    n, rows, columns = maps.shape
    if len(set(limits)) > 1:
        shades = [shade(one, "signed", ends) for one, ends in zip(maps, limits, strict=True)]
        index, palette = np.stack([one.index for one in shades]), shades[0].palette
    else:
        together = shade(maps.reshape(n * rows, columns), "signed", limits[0])
        index, palette = together.index.reshape(maps.shape), together.palette
    flat = maps.reshape(n, -1)
    ends = zip(flat.min(axis=1).tolist(), flat.max(axis=1).tolist(), strict=True)
    names = tuple(
        f"{name}, map {i}: {format_number(low, 3)} … {format_number(high, 3)}"
        for i, (low, high) in enumerate(ends)
    )
    return Column(name, f"{rows}×{columns}", f"{name}: {n} maps of {rows}×{columns}", index, palette, names)
