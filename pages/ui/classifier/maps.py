"""The network's maps in colours: which range they share, and all of them as columns."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Scale, format_number, shade, shared_limits
from cnnviz.network.classifier import Classifier, Prediction
from cnnviz.network.layers import ActivationLayer
from pages.ui.figures.columns import Column
from pages.ui.inputs.controls import pick_one

Range = Literal["map", "strongest", "layer", "network"]
_RANGES: dict[Range, str] = {
    "map": "each map’s largest number",
    "strongest": "the strongest 1 % of each layer",
    "layer": "each layer’s largest number",
    "network": "the whole network’s largest number",
}
#: Of "strongest": the part of a layer's numbers that is drawn in the last colours, in percent.
_STRONGEST = 1
Limits = tuple[float, float]


def pick_range() -> Range:
    """Show the choice of the numbers at which colours reach their end."""
    return pick_one(
        "Colours reach their end at",
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
    if together == "strongest":
        return _strongest(prediction.activations[layer_index], scale)
    return shared_limits([maps.reshape(len(maps), -1) for maps in alike], scale)


def _strongest(maps: NDArray[np.float32], scale: Scale) -> Limits:
    """The values beyond which the strongest numbers of a layer lie."""
    end = float(np.percentile(np.abs(maps), 100 - _STRONGEST)) or 1.0
    return (-end if scale == "signed" else 0.0, end)


def columns(classifier: Classifier, prediction: Prediction, together: Range) -> list[Column]:
    """A column for each layer that makes maps; one that keeps their size joins its convolution."""
    made = []
    for layer_index, (name, values) in enumerate(
        zip(classifier.layer_names, prediction.activations, strict=True)
    ):
        if values.ndim == 3:
            limits = limits_of(classifier, prediction, layer_index, together)
            joins = isinstance(classifier.network.layers[layer_index], ActivationLayer)
            made.append(_column(name, values, limits, joins=joins))
    return made


def _column(name: str, maps: NDArray[np.float32], limits: Limits | None, *, joins: bool) -> Column:
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
    title, note = (name.partition(" ")[0], "") if joins else (name, f"{rows}×{columns}")
    label = f"{name}: {n} maps of {rows}×{columns}"
    return Column(title, note, label, index, palette, names, joins=joins)
