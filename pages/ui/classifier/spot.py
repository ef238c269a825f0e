"""Where in the network the learner looks: a layer, one of its maps, and one number of that map."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cnnviz.models.model import Model
from cnnviz.network.positions import before_flatten, same_spot
from pages.ui.classifier import current
from pages.ui.figures.columns import Cell
from pages.ui.inputs.controls import Width, pick_number, pick_one, pick_slider
from pages.ui.session import keeping, state

_BEST = "best"
#: The layer that was looked at last.
_LOOKED_AT = "spot_layer"


@dataclass(frozen=True)
class Spot:
    """A position in the network.

    Attributes
    ----------
    layer : int
        Counted from 0; the softmax comes after the last one.
    name : str
        The layer's.
    map, row, column : int
        Where there are maps; for flatten in those it was given. Of another vector the unit, as `map`.
    label : int or None
        Which class; None is the one with the highest score.
    temperature : float
        Of the softmax.
    """

    layer: int
    name: str
    map: int = 0
    row: int = 0
    column: int = 0
    label: int | None = None
    temperature: float = 1.0

    @property
    def at(self) -> tuple[int, int, int]:
        """Map, row and column."""
        return self.map, self.row, self.column


def pick_spot() -> Spot:
    """Show a control for each part of the spot; all in the URL."""
    names = current.names()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        options = dict(zip(names, names, strict=True))
        name = pick_one("Layer", options, "layer", width=140, on_change=_keep_position)
        keeping.keep(_LOOKED_AT, name)
        layer = names.index(name)
        if maps := maps_of(layer):
            return _pick_in_maps(layer, name, maps)
        if not names_classes(layer):
            return Spot(layer, name, _pick("Unit", "map", 0, current.layers()[layer].shape[0]))
        label = pick_class()
        temperature = _pick_temperature() if name == current.SOFTMAX else 1.0
    return Spot(layer, name, label=label, temperature=temperature)


def _pick_in_maps(layer: int, name: str, shape: tuple[int, ...]) -> Spot:
    maps, rows, columns = shape
    return Spot(
        layer,
        name,
        _pick("Map", "map", 0, maps),
        _pick("Row", "y", rows // 2, rows),
        _pick("Column", "x", columns // 2, columns),
    )


def _pick_temperature() -> float:
    return pick_slider("Temperature", "temperature", 1.0, 0.1, 10.0, 0.1, width=320)


def _pick(label: str, key: str, first: int, count: int) -> int:
    return pick_number(label, key, first, 0, count - 1, width=125)


def pick_class(name: str = "Class", width: Width = 190) -> int | None:
    """Show the choice of a class, the same on all pages; None is the one that the network names."""
    options = {_BEST: "the predicted class", **current.class_options()}
    chosen = pick_one(name, options, "class", width=width)
    return None if chosen == _BEST else list(options).index(chosen) - 1


def maps_of(layer: int, of: Model | None = None) -> tuple[int, ...]:
    """The (maps, rows, columns) of the layer, or for flatten of its input: what a position is chosen in.

    It is one of the model that the page looks at, if none is given.
    """
    rows = (of or current.model()).layers
    if layer < len(rows) and len(rows[layer].shape) == 3:
        return rows[layer].shape
    return rows[layer - 1].shape if current.names(of)[layer] == "flatten" else ()


def names_classes(layer: int, of: Model | None = None) -> bool:
    """Whether a layer's numbers are those of the classes: the last layer's, and the softmax behind it."""
    return layer >= len((of or current.model()).layers) - 1


def look_at_class(label: int) -> None:
    """Go to a class that was clicked."""
    state.put("class", current.model().about.class_keys[label])


def look_at(cell: Cell) -> None:
    """Go to what was clicked among all maps and scores, to the same spot of the picture if both are maps."""
    names = current.names()
    before, after = str(state.read("layer")), names[cell[0]]
    state.put("layer", after)
    if names_classes(cell[0]):
        look_at_class(cell[1])
        return
    state.put("map", cell[1])
    _stay(before, after)


def _keep_position() -> None:
    """Stay at the same spot of the picture when another layer was chosen from the list."""
    before = keeping.kept(_LOOKED_AT)
    if before is not None:
        _stay(before, str(state.read("layer")))


def _stay(before: str, after: str) -> None:
    """Choose the number of one layer that looks at the same spot of the picture as that of another did."""
    names = current.names()
    sizes = [maps_of(names.index(name)) for name in (before, after) if name in names]
    if len(sizes) == 2 and all(sizes):
        at = int(state.read("y")), int(state.read("x"))
        (_, *one), (_, *other) = sizes
        row, column = same_spot(at, (one[0], one[1]), (other[0], other[1]))
        state.put("y", row)
        state.put("x", column)


def look_at_number(sent: object) -> None:
    """Go to what was pinned in the linked view: map, row and column of the layer's output as it is drawn.

    The flattened vector is drawn with a map in each line, scores and shares with a class in each.
    """
    match sent:
        case [int(map_), int(row), int(column)] if min(map_, row, column) >= 0:
            name = str(state.read("layer"))
            if name == "flatten":
                _look_at_flat(row, column)
            elif maps_of(current.names().index(name)):
                look_in_map(map_, row, column)
            elif not names_classes(current.names().index(name)):
                state.put("map", row)
            elif row < len(current.labels()):
                look_at_class(row)


def look_in_map(map_: int, row: int, column: int) -> None:
    """Choose a number; one that there is not becomes the nearest, by its control."""
    state.put("map", map_)
    state.put("y", row)
    state.put("x", column)


def _look_at_flat(map_: int, index: int) -> None:
    """Choose a number of the vector by its line and its index there."""
    _, rows, columns = maps_of(current.names().index("flatten"))
    if index < rows * columns:
        _, row, column = before_flatten(index, (1, rows, columns))
        look_in_map(map_, row, column)


def in_another(of: Model, spot: Spot) -> Spot:
    """Where the page looks once another model is chosen: the layer of this name, or else the first one.

    Of its maps or units the nearest; of classes the one that the model names.
    """
    names = current.names(of)
    layer = names.index(spot.name) if spot.name in names else 0
    if names_classes(layer, of):
        return Spot(layer, names[layer])
    count = (maps_of(layer, of) or of.layers[layer].shape)[0]
    return Spot(layer, names[layer], min(spot.map, count - 1))


def frames(spot: Spot, of: Model | None = None) -> tuple[Cell | None, list[Cell]]:
    """The map or score that is looked at, and the maps that it was made from."""
    names = current.names(of)
    before = spot.layer - 1
    if spot.name == "flatten":
        return (spot.layer, 0), [(before, spot.map)]
    if not maps_of(spot.layer, of):
        picked = spot.label if names_classes(spot.layer, of) else spot.map
        count = len((of or current.model()).labels) if spot.name == current.SOFTMAX else 1
        return None if picked is None else (spot.layer, picked), [(before, i) for i in range(count)]
    if before < 0:
        return (spot.layer, spot.map), []
    every = range(maps_of(before, of)[0]) if names[spot.layer].startswith("conv") else (spot.map,)
    return (spot.layer, spot.map), [(before, i) for i in every]
