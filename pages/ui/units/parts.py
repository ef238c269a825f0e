"""From edges to parts: what excites each map of some convolutions most, cut out and to be clicked."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st
from numpy.typing import NDArray

from cnnviz.attribution.parts import patch, stages, strongest
from cnnviz.attribution.units import Favourite
from cnnviz.figures import format_number
from cnnviz.models.model import Model, as_batch, as_maps
from pages.ui.classifier import current
from pages.ui.classifier.drawn import picture
from pages.ui.figures.maps import Map, Pick, show_maps
from pages.ui.session import state
from pages.ui.units.unit import Unit

_PATCH, _ABREAST = 40, 8


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=current.SAME_MODEL)
def _in_gallery(of: Model) -> dict[int, list[Favourite]]:
    """What excites each map most among the images that came with the model."""
    return dict(strongest(of.network, as_batch(current.known(of.gallery).images)))


def show_parts(unit: Unit) -> None:
    """Show what excites each map among the test images; a click chooses the map."""
    model = current.model()
    if model.gallery is None:
        st.info("No images came with this network, so what its maps answer to can't be cut from any.")
        return
    _show(unit, model, _in_gallery(model), model.gallery.images, "parts")
    st.html(
        '<p class="words">What excites each map most, cut from test images: as much as its largest number '
        "sees. Edges, then corners, then parts, then whole things. Click one.</p>"
    )
    st.html(
        '<p class="words">The idea came from the visual cortex: Hubel and Wiesel (1962) found cells there '
        "that answer to edges, and others that answer to what those find. The network does not copy it.</p>"
    )


def show_parts_of(unit: Unit, image: NDArray[Any]) -> None:
    """Show the same in one picture: where each map answers most."""
    model = current.model()
    st.html('<h2 class="part">What these layers answer to in this picture</h2>')
    _show(unit, model, dict(strongest(model.network, as_maps(image)[None])), image[None], "own_parts")


def _show(
    unit: Unit, model: Model, found: dict[int, list[Favourite]], images: NDArray[Any], key: str
) -> None:
    cells = [(layer, number) for layer in stages(model.network) for number in range(len(found[layer]))]
    maps = []
    for layer, number in cells:
        one, name = found[layer][number], model.layer_names[layer]
        maps.append(
            Map(
                picture(patch(images[one.index], one, model.layers[layer].field)),
                f"{name}, map {number}: {format_number(one.value, 3)} at {_place(one)}.",
                row=_title(model, layer),
                chosen=(layer, number) == (unit.convolution, unit.map),
            )
        )

    show_maps(
        maps,
        key=key,
        layout="mosaic",
        size=_PATCH,
        abreast=_ABREAST,
        on_pick=partial(_choose, cells),
    )


def _title(model: Model, layer: int) -> str:
    """A stage's name, and how much of the picture one of its numbers sees at most."""
    _, rows, columns = model.about.shape
    field = model.layers[layer].field
    return f"{model.layer_names[layer]}: sees {min(field, rows)} × {min(field, columns)}"


def _place(one: Favourite) -> str:
    row, column = one.at
    return f"row {row}, column {column}"


def _choose(cells: list[tuple[int, int]], pick: Pick) -> None:
    layer, number = cells[pick.map]
    state.put("layer", current.model().layer_names[layer])
    state.put("map", number)
