"""The network's maps in colours: which range they share, and all of them as columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.attribution.surgery import convolution_before
from cnnviz.figures import shade, shared_limits
from cnnviz.models.model import Model, Prediction
from cnnviz.network.layers import ActivationLayer
from cnnviz.numbers import format_numbers
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
        help="Negative blue, positive orange, 0 the colour of the page. ReLU and pooling keep the range of "
        "their convolution.",
        first="layer",
    )


def limits_of(model: Model, prediction: Prediction, layer_index: int, together: Range) -> list[Limits]:
    """The values at the palette's ends for each map of a layer: those of the convolution that made the maps.

    So the maps after a ReLU or a pooling compare with those before.
    """
    own = prediction.activations[convolution_before(model.network, layer_index)]
    if together == "map":
        return [shared_limits([one], "signed") for one in own]
    if together == "strongest":
        return [_strongest(own)] * len(own)
    alike = [maps for maps in prediction.activations if maps.ndim == 3] if together == "network" else [own]
    return [shared_limits([maps.reshape(len(maps), -1) for maps in alike], "signed")] * len(own)


def _strongest(maps: NDArray[np.float32]) -> Limits:
    """The values beyond which the strongest numbers of a layer lie."""
    end = float(np.percentile(np.abs(maps), 100 - _STRONGEST)) or 1.0
    return -end, end


def columns(model: Model, prediction: Prediction, together: Range) -> list[Column]:
    """A column for each layer that makes maps; one that keeps their size joins its convolution."""
    made, known = [], dict[int, list[Limits]]()
    for layer_index, (name, values) in enumerate(zip(model.layer_names, prediction.activations, strict=True)):
        if values.ndim == 3:
            made_by = convolution_before(model.network, layer_index)
            if made_by not in known:
                known[made_by] = limits_of(model, prediction, layer_index, together)
            limits = known[made_by]
            joins = isinstance(model.network.layers[layer_index], ActivationLayer)
            made.append(_column(name, values, limits, joins=joins))
    return made


def _column(name: str, maps: NDArray[np.float32], limits: Sequence[Limits], *, joins: bool) -> Column:
    n, rows, columns = maps.shape
    if len(set(limits)) > 1:
        shades = [shade(one, "signed", ends) for one, ends in zip(maps, limits, strict=True)]
        index, palette = np.stack([one.index for one in shades]), shades[0].palette
    else:
        together = shade(maps.reshape(n * rows, columns), "signed", limits[0])
        index, palette = together.index.reshape(maps.shape), together.palette
    flat = maps.reshape(n, -1)
    lows, highs = (format_numbers(ends.tolist(), 3) for ends in (flat.min(axis=1), flat.max(axis=1)))
    pairs = enumerate(zip(lows, highs, strict=True))
    names = tuple(f"{name}, map {i}: {low} … {high}" for i, (low, high) in pairs)
    title, note = (name.partition(" ")[0], "") if joins else (name, f"{rows}×{columns}")
    label = f"{name}: {n} maps of {rows}×{columns}"
    return Column(title, note, label, index, palette, names, joins=joins)
