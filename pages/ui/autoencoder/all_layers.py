"""All maps of all layers, and what each layer makes and costs."""

from __future__ import annotations

import numpy as np

from cnnviz.figures import Scale, ends_text, format_number, shade, shared_limits
from cnnviz.network.autoencoder import Rebuilt
from pages.ui.autoencoder.shipped import layers, names
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
            [_column(name, maps) for name, maps in zip(names(), rebuilt.activations, strict=True)],
            key="ae_maps",
            label="All maps of all layers; each layer has one colour range",
            widths=(29, 60),
            on_pick=_look_at,
            chosen=(chosen, 0),
        )
        part.slot.html(_table(chosen))


def _look_at(cell: Cell) -> None:
    state.put(_LAYER, names()[cell[0]])


def _column(name: str, maps: np.ndarray) -> Column:
    """The maps of a layer: signed ones about 0, those after a ReLU or sigmoid from 0 up."""
    scale: Scale = "signed" if name.startswith("conv") else "clipped"
    count, rows, columns = maps.shape
    sheet = maps.reshape(count * rows, columns)
    shown = shade(sheet, scale, shared_limits([sheet], scale))
    titles = tuple(f"{name}, map {i}: {ends_text(one)}" for i, one in enumerate(maps))
    label = f"{name}: {count} maps of {rows}×{columns}"
    return Column(name, f"{rows}×{columns}", label, shown.index.reshape(maps.shape), shown.palette, titles)


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
