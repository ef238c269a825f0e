"""The map that is looked at, large, with its chosen number and the way to how that came about."""

from __future__ import annotations

from cnnviz.figures import format_number
from pages.ui.classifier import current
from pages.ui.classifier.spot import look_in_map
from pages.ui.classifier.view import View
from pages.ui.figures.maps import Map, Mark, Pick, show_maps
from pages.ui.session.component import register
from pages.ui.session.payload import pack

_component = register("placed")
#: How large the map is drawn, in CSS pixels: as large as the input.
SIZE = 188
_UNBROKEN = "\u00a0"


def show_chosen(view: View, *, hidden: bool) -> None:
    """Show the map with its number marked; of a score or a share the number alone.

    `hidden` keeps the number back, for a learner who predicts it.
    """
    if view.map_layer is not None:
        _show_map(view, view.map_layer)
    place, number = _told(view)
    header = {"place": place, "number": "?" if hidden else number, "follow": ".st-key-detail"}
    _component(key="worked", data=pack(header, {}))


def _show_map(view: View, layer: int) -> None:
    spot = view.spot
    shown = view.shades(layer)[spot.map]
    rows, columns = shown.index.shape
    name = f"{view.name(layer)}, map {spot.map}"
    alt = f"{name}: {rows} × {columns}. Marked: row {spot.row}, column {spot.column}."
    mark = Mark(spot.row, spot.column, kind="cell")

    def take(pick: Pick) -> None:
        look_in_map(spot.map, pick.row, pick.column)

    layer_name, map_name = (words.replace(" ", _UNBROKEN) for words in (view.name(layer), f"map {spot.map}"))
    label = f"{layer_name}, {map_name}:{_UNBROKEN}{rows}×{columns}"
    show_maps([Map(shown, alt, label, marks=(mark,))], key="chosen", size=SIZE, on_pick=take)


def _told(view: View) -> tuple[str, str]:
    """Where the number stands, and the number."""
    spot = view.spot
    if view.map_layer is not None:
        number = view.values(view.map_layer)[spot.at]
        return f"Row {spot.row}, column {spot.column}:", format_number(float(number))
    if view.layer is not None and not view.is_scores:
        return f"Unit {spot.map}:", format_number(float(view.values(spot.layer)[spot.map]))
    values = view.prediction.logits if view.is_scores else view.shares
    what = "score" if view.is_scores else current.SOFTMAX
    return f"{current.labels()[view.label]}, {what}:", format_number(float(values[view.label]))
