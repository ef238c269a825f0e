"""The images that excite a map most, with the patch that gave its largest number."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.attribution.units import Favourite, favourites
from cnnviz.figures import format_number, shade
from cnnviz.network.classifier import LABELS
from pages.ui import network_loaders, state
from pages.ui.controls import pick_segment
from pages.ui.maps import Map, Mark, Pick, show_maps
from pages.ui.units.unit import Unit

_BY = {"max": "its strongest place", "mean": "all of it"}


@st.cache_data(max_entries=1024, show_spinner=False)
def found(layer: int, map_: int, by: str) -> list[Favourite]:
    """The nine images of those that ship which excite a map most."""
    images = network_loaders.gallery().images
    return favourites(network_loaders.classifier().network, images[:, None], layer, map_, by=by)


def show_favourites(unit: Unit) -> None:
    """Show nine images, the strongest first; a click makes one the picture that is looked at."""
    gallery = network_loaders.gallery()
    st.html(f'<h2 class="part">The {len(found(unit.layer, unit.map, "max"))} images that excite it most</h2>')
    by = pick_segment("Counted by", _BY, "by", label_visibility="collapsed")
    best = found(unit.layer, unit.map, by)
    show_maps(
        [_drawn(one, by) for one in best],
        key="favourites",
        layout="mosaic",
        size=102,
        on_pick=partial(_look_at, best),
    )
    st.html(
        f'<p class="words">Of the {len(gallery.images)} test images that ship. The number is the map’s '
        f"{'largest' if by == 'max' else 'mean'} value. Framed: what its strongest place sees. A click "
        "makes an image the picture below.</p>"
    )


def _drawn(one: Favourite, by: str) -> Map:
    gallery = network_loaders.gallery()
    label = LABELS[int(gallery.labels[one.index])]
    value = format_number(one.value, 3)
    top, left, height, width = one.window
    return Map(
        shade(gallery.images[one.index], "clipped", (0, 1)),
        f"Test image {one.index}, {label}: {'largest' if by == 'max' else 'mean'} value {value}; its "
        f"strongest place sees {height} by {width} pixels from row {top}, column {left}.",
        note=f"{label}, {value}",
        marks=(Mark(*one.window),),
    )


def _look_at(best: list[Favourite], pick: Pick) -> None:
    state.put("src", "test")
    state.put("test", best[pick.map].index)
