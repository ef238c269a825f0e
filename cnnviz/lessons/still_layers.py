"""Views with layers on paper: on Channels, Stack, Shift and Network, as a lesson's step begins."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from cnnviz import images, operators
from cnnviz.arguments import Floats
from cnnviz.channels import MOST_CHANNELS, ChannelLayer, read_filters, read_numbers
from cnnviz.channels.layer import fitted
from cnnviz.errors import CnnvizError
from cnnviz.kernels import CATALOGUE, KernelSpec
from cnnviz.lessons.lesson import View
from cnnviz.lessons.paper import Figure, Still, colours, drawing, figure, picture, window
from cnnviz.lessons.still_networks import garment
from cnnviz.models.garments import GARMENTS
from cnnviz.models.table import shared
from cnnviz.numbers import percent
from cnnviz.operators.ways import SLIDING
from cnnviz.shift import shift
from cnnviz.stack import Conv, Stack, outputs, read_stack

#: How much of the sum a view on Channels shows at first: all.
_WHOLE_SUM: Final = "6"
#: Larger maps of a stack are drawn.
_MOST_WRITTEN: Final = 6
_OF_CHANNELS: Final = frozenset(
    {"img", "ch_of", "ch_count", "ch_filters", "ch_bias", "ch_step", "ch_at", "ch_way"}
    | {*map("ch_{}".format, range(MOST_CHANNELS))}
)
_OF_STACK: Final = frozenset({"img", "matrix", "stack", "stack_beside", "stack_at"})
_OF_SHIFT: Final = frozenset(
    {"img", "matrix", "kernel", "custom_text", "stride", "move", "pool", "window_axes"}
    | {"window", "step", "window_across", "step_across"}
)
#: A photo that is moved is no larger on the page, either.
_LONGEST_MOVED: Final = 256
_OF_NETWORK: Final = frozenset({"src", "garment", "test", "layer", "map", "x", "y"})


def channels(view: View) -> Still | None:
    """Draw channels, the filters' kernels, and their maps; a map is left open while its sum is half done."""
    start = view.start
    filters, biases = read_filters(start.get("ch_filters", "")), read_numbers(start.get("ch_bias", "0"))
    if not start.keys() <= _OF_CHANNELS or start.get("ch_way") == "separable":
        return None
    if filters is None or biases is None:
        raise CnnvizError("its filters or biases cannot be read")
    if start.get("ch_of") == "typed":
        maps = np.stack([images.parse_matrix(start[f"ch_{one}"]) for one in range(int(start["ch_count"]))])
        names: Any = [f"Channel {one}" for one in range(len(maps))]
    else:
        maps, names = colours(start, "astronaut")
    count = len(filters)
    layer = ChannelLayer(
        fitted(filters, count, len(maps)), (*biases, *[0.0] * count)[:count], np.ones((1, 1))
    )
    given = [figure(name, "", one, "raw") for name, one in zip(names, maps, strict=True)]
    given += [
        figure(f"Filter {f}, {names[c].lower()}", "" if c else "∗", layer.filters[f, c], "signed")
        for f in range(count)
        for c in range(len(maps))
    ]
    if any(biases):
        given.append(figure("Bias" if count == 1 else "Biases", "+", np.array([layer.biases]), "signed"))
    made = [figure(f"Map {f}", "=", one, "signed") for f, one in enumerate(layer.output(maps))]
    is_open = start.get("ch_step", _WHOLE_SUM) != _WHOLE_SUM and count == 1
    return Still((*given, made[0].emptied()), made[0]) if is_open else Still((*given, *made))


def stack(view: View) -> Still | None:
    """Draw the picture and the maps of all layers, with the kernel of each that has only one."""
    start = view.start
    first, beside = read_stack(start.get("stack", "")), read_stack(start.get("stack_beside", ""))
    if not start.keys() <= _OF_STACK:
        return None
    if first is None:
        raise CnnvizError("its layers cannot be read")
    image = picture(start)
    both = [("Layer {}", first), *([("Beside, layer {}", beside)] if beside else [])]
    made = [one for name, layers in both for one in _layers(name, layers, image)]
    return Still((figure("Picture", "", image, "raw"), *made))


def _layers(name: str, layers: Stack, image: Floats) -> list[Figure]:
    made = []
    for number, (layer, maps) in enumerate(zip(layers, outputs(layers, image[None]), strict=True), 1):
        called, sign = name.format(number), "→"
        if isinstance(layer, Conv) and layer.filters.shape[:2] == (1, 1):
            made.append(figure(f"{called}, kernel", "∗", layer.filters[0, 0], "signed"))
            sign = "=" if layer.is_linear and not any(layer.biases) else "→"  # of no more is anything written
        several = len(maps) > 1
        draw = figure if max(maps.shape[1:]) <= _MOST_WRITTEN else drawing
        made += [
            draw(f"{called}, map {at}" if several else f"{called}, map", "" if at else sign, one, "signed")
            for at, one in enumerate(maps)
        ]
    return made


def moved(view: View) -> Still | None:
    """Draw a picture, its map and its pooled map: before it is moved, and after."""
    start = view.start
    spec = CATALOGUE[start.get("kernel", "sobel")]
    row = operators.POOLINGS[start.get("pool", "max")]
    if not start.keys() <= _OF_SHIFT or not isinstance(spec, KernelSpec):
        return None
    kernel = spec.build(**({"text": start["custom_text"]} if "custom_text" in start else {}))
    down, right = map(int, start.get("move", "0_1").split("_"))
    options = window(start) if row.way is SLIDING else {}
    image = picture(start, "astronaut")
    if start.get("img") != "matrix":
        image = images.to_whole(images.fit(image, _LONGEST_MOVED))
    made = [figure("Kernel", "", kernel, "signed")]
    after = [(f"Moved by ({down}, {right})", shift(image, (down, right)))] if down or right else []
    for name, one in (("Picture", image), *after):
        of_it = operators.conv2d(one, kernel, stride=int(start.get("stride", 1)))
        pooled = row.function(of_it, **options)
        made += [
            figure(name, "", np.asarray(one), "raw"),
            figure("Its map", "→", of_it, spec.view),
            figure("Pooled", "→", np.asarray(pooled), spec.view),
        ]
    return Still(tuple(made))


def network(view: View) -> Still | None:
    """Draw a test image and all maps of the layer that is looked at, with what the network says."""
    start, model = view.start, shared(GARMENTS.key)
    if not start.keys() <= _OF_NETWORK or "layer" not in start:
        return None
    layer = start["layer"]
    at = model.layer_names.index(layer)
    if len(model.layers[at].shape) != 3:
        return None
    found = model.predict(image := garment(start))
    best = int(found.probabilities.argmax())
    said = f"{model.labels[best]}, {percent(float(found.probabilities[best]), 1)}"
    return Still(
        (
            drawing(said, "", 255 * image, "raw"),
            *(
                drawing(f"{layer}, map {place}", "" if place else "→", one, "signed")
                for place, one in enumerate(found.activations[at])
            ),
        )
    )
