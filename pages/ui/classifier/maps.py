"""The network's maps in colours: which range they share, and all of them as columns."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Scale, Shade, format_number, shade, shared_limits
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
        help="Conv and dense: negative blue, 0 white, positive orange. "
        "The others: 0 black, the largest value white.",
        first="layer",
    )


def scale_of(name: str) -> Scale:
    """How a layer's maps are drawn: signed ones about 0, those after a ReLU from 0 up."""
    return "signed" if name.startswith(("conv", "dense")) else "clipped"


def limits_of(
    classifier: Classifier, prediction: Prediction, layer_index: int, together: Range
) -> Limits | None:
    """The values at the palette's ends for the maps of one layer; None if each map has its own."""
    if together == "map":
        return None
    scale = scale_of(classifier.layer_names[layer_index])
    alike = [
        maps
        for i, (name, maps) in enumerate(zip(classifier.layer_names, prediction.activations, strict=True))
        if maps.ndim == 3 and scale_of(name) == scale and (together == "network" or i == layer_index)
    ]
    return shared_limits([maps.reshape(len(maps), -1) for maps in alike], scale)


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
            made.append(_scores(name, classifier, values, shade(values[:, None], scale_of(name)), height))
        else:
            made.append(_vector(name, values, height))
    shares = prediction.probabilities
    return [*made, _scores("softmax", classifier, shares, shade(shares[:, None], "clipped", (0, 1)), height)]


def _vector(name: str, values: NDArray[np.float32], height: int) -> Column:
    shown = shade(values[:, None], "clipped")
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


def _column(name: str, maps: NDArray[np.float32], limits: Limits | None) -> Column:
    scale = scale_of(name)
    n, rows, columns = maps.shape
    if limits is None:
        shades = [shade(one, scale) for one in maps]
        index, palette = np.stack([one.index for one in shades]), shades[0].palette
    else:
        together = shade(maps.reshape(n * rows, columns), scale, limits)
        index, palette = together.index.reshape(maps.shape), together.palette
    flat = maps.reshape(n, -1)
    ends = zip(flat.min(axis=1).tolist(), flat.max(axis=1).tolist(), strict=True)
    names = tuple(
        f"{name}, map {i}: {format_number(low, 3)} … {format_number(high, 3)}"
        for i, (low, high) in enumerate(ends)
    )
    return Column(name, f"{rows}×{columns}", f"{name}: {n} maps of {rows}×{columns}", index, palette, names)
