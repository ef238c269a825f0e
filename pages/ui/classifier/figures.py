"""The two figures of the Network page's linked view: maps, a vector, scores or shares, in their colours."""

from __future__ import annotations

from dataclasses import replace

from cnnviz.figures import format_number, range_text, shade
from cnnviz.network.layers import Flatten, ReLU
from cnnviz.operators import softmax
from pages.ui.classifier import current
from pages.ui.classifier.view import View
from pages.ui.linked.parts import Grid


def _maps(view: View, layer_index: int) -> Grid:
    """The maps that a layer made, or the input."""
    values, shades = view.values(layer_index), view.shades(layer_index)
    name = view.name(layer_index)
    if values.ndim == 1:
        return _units(view, layer_index)
    count, rows, columns = values.shape
    size = f"{rows} × {columns}" if layer_index < 0 else f"{count} maps of {rows} × {columns}"
    names = tuple(f"map {i}" for i in range(count)) if layer_index >= 0 else _channels(name, count)
    colours = range_text(shades[0]) if view.together != "map" else "each map has its own range"
    title = f"{name}: {size}"
    return Grid(values, shades, title, f"{title}; colours: {colours}", names)


def _channels(name: str, count: int) -> tuple[str, ...]:
    return (name,) if count == 1 else tuple(f"{name}, {colour}" for colour in ("red", "green", "blue"))


def _units(view: View, layer_index: int) -> Grid:
    """A vector, a number in each line."""
    values = view.values(layer_index)[None, :, None]
    title = f"{view.name(layer_index)}: {values.size} units"
    lines = tuple(f"unit {i}" for i in range(values.size))
    return Grid(values, view.shades(layer_index), title, title, lines=lines)


def _activated(view: View) -> Grid:
    """The maps after a ReLU; they have the colours of those before, so that the two compare."""
    maps = _maps(view, view.spot.layer)
    label = f"{maps.label}, max(0, x)"
    return replace(maps, label=label, alt=f"{label}; in the same colours as before")


def _scores(view: View) -> Grid:
    logits = view.prediction.logits[None, :, None]
    title = f"{view.spot.name}: {len(logits[0])} logits, one for each class"
    return Grid(logits, [shade(logits[0], "signed")], title, title, lines=current.labels())


def _shares(view: View) -> Grid:
    shares = softmax(view.prediction.logits, temperature=view.spot.temperature)[None, :, None]
    title = f"softmax at temperature {format_number(view.spot.temperature)}"
    return Grid(shares, [shade(shares[0], "clipped", (0, 1))], title, title, lines=current.labels())


def _vector(view: View) -> Grid:
    """The flattened maps, a map in each line, in the maps' colours."""
    maps = _maps(view, view.source)
    count, length = len(maps.values), maps.values[0].size
    lines = maps.values.reshape(1, count, length)
    shown = [replace(one, index=one.index.reshape(1, length)) for one in view.shades(view.source)]
    title = f"flatten: {lines.size} numbers, here in {count} lines of {length}, one line for each map"
    return Grid(lines, shown, title, title)


def given_to(view: View) -> Grid:
    """What the layer that is looked at was given."""
    return _scores(view) if view.spot.name == current.SOFTMAX else _maps(view, view.source)


def made_by(view: View) -> Grid:
    """What the layer that is looked at has made."""
    if view.layer is None:
        return _shares(view)
    if view.is_scores:
        return _scores(view)
    if isinstance(view.layer, Flatten):
        return _vector(view)
    return _activated(view) if isinstance(view.layer, ReLU) else _maps(view, view.spot.layer)
