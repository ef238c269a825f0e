"""All maps of all layers, and what each layer makes and costs."""

from __future__ import annotations

from cnnviz.attribution.surgery import last_convolution
from cnnviz.figures import Shade, ends_text, format_number, shade, shared_limits
from cnnviz.network.autoencoder import Rebuilt
from pages.ui.autoencoder.shipped import autoencoder, layers, names
from pages.ui.figures.columns import Cell, Column, show_columns
from pages.ui.figures.tables import table
from pages.ui.inputs.controls import pick_one
from pages.ui.session import state
from pages.ui.shell.frame import folded

_LAYER = "ae_layer"


def show_all_layers(rebuilt: Rebuilt) -> None:
    """Fold all maps of all layers away until somebody asks for them."""
    part = folded("All layers: every map, sizes, parameters", "ae_layers")
    if not part.is_open:
        return
    with part.slot:
        name = pick_one("Layer", dict(zip(names(), names(), strict=True)), _LAYER, width=180)
        chosen = names().index(name)
        show_columns(
            [_column(layer_index, rebuilt) for layer_index in range(len(names()))],
            key="ae_maps",
            label="All maps of all layers; each layer has one colour range",
            widths=(29, 60),
            on_pick=_look_at,
            chosen=(chosen, 0),
        )
        part.slot.html(_table(chosen))


def _look_at(cell: Cell) -> None:
    state.put(_LAYER, names()[cell[0]])


def _column(layer_index: int, rebuilt: Rebuilt) -> Column:
    name, maps = names()[layer_index], rebuilt.activations[layer_index]
    count, rows, columns = maps.shape
    shown = _shaded(layer_index, rebuilt)
    titles = tuple(f"{name}, map {i}: {ends_text(one)}" for i, one in enumerate(maps))
    label = f"{name}: {count} maps of {rows}×{columns}"
    is_signed = shown.scale == "signed"
    index = shown.index.reshape(maps.shape)
    return Column(name, f"{rows}×{columns}", label, index, shown.palette, titles, is_signed=is_signed)


def _shaded(layer_index: int, rebuilt: Rebuilt) -> Shade:
    """A layer's maps below each other, in the range of their convolution; the last is a picture."""
    maps = rebuilt.activations[layer_index]
    sheet = maps.reshape(-1, maps.shape[-1])
    if layer_index == len(rebuilt.activations) - 1:
        return shade(sheet, "raw", (0, 1))
    made = rebuilt.activations[last_convolution(autoencoder().network, layer_index)]
    return shade(sheet, "signed", shared_limits([made.reshape(len(made), -1)], "signed"))


def _table(chosen: int) -> str:
    lines = [
        [
            name,
            " × ".join(map(str, row.shape)),
            row.formula,
            format_number(row.parameters),
            format_number(row.multiplications),
        ]
        for name, row in zip(names(), layers(), strict=True)
    ]
    heads = ["Layer", "Output", "Size", "Parameters", "Multiplications"]
    return table(heads, lines, "Every layer, from the picture to the code and back", chosen=chosen, words=[2])
