"""Normal map: brightness becomes height, Sobel sums its slopes, and a lamp shines on the surface."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from pages.ui.inputs.controls import pick_toggle
from pages.ui.inputs.picture import pick_picture
from pages.ui.inputs.pictures import Picture
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.view import listen, publish
from pages.ui.normal_map.setting import HUB, REACTIONS, set_all
from pages.ui.normal_map.take_home import offer_table, show_code
from pages.ui.normal_map.told import tell_lamp
from pages.ui.normal_map.view import laboratory, picture_part, show_view
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import Folded, folded, lesson, use_style

_FIRST = "astronaut"
_WHAT_FOR = (
    '<p class="lead">Games and films use normal maps: a flat wall with the colours of such a map is lit as '
    "if it had bumps. A photo’s brightness is not really its height, so a shadow becomes a hole; the map "
    "shows where brightness changes, and which way.</p>"
)


def page() -> None:
    """What changes seldom, and slots for the rest."""
    above = st.container(key="above_drawer", horizontal=True, vertical_alignment="center")
    view, notes = st.container(key="normal_view"), st.container()
    with above:
        names = [_FIRST, *(name for name in images.SAMPLES if name != _FIRST)]
        picture = pick_picture(names, notes=notes)
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        predict = pick_toggle("Predict first", "predict")
        offer_downloads(latest := Latest(), "cnnviz-normal-map")
        table, saved = st.container(), st.container()
        code = folded("Code", "code")
    own = st.container()
    st.html(_WHAT_FOR)
    with view:
        publish(HUB, "source", picture_part(picture))
    with own:  # a part that runs alone may have controls of Streamlit's in its own place only
        result(picture, predict, latest, view, table, saved, code)


@state.fragment
def result(
    picture: Picture,
    predict: bool,
    latest: Latest,
    view: DeltaGenerator,
    table: DeltaGenerator,
    saved: DeltaGenerator,
    code: Folded,
) -> None:
    """Strength, border and light, and all that follows from them."""
    with view:
        listen(HUB, REACTIONS)
    setting = set_all(picture)
    tell_lamp(setting)
    with view:
        show_view(setting, predict)
    latest.hold(setting.made.vectors, setting.made.colours, is_to_be_found=predict)
    with table:
        offer_table(setting, is_to_be_found=predict)
    with saved:
        offer_laboratory(partial(laboratory, setting), HUB, is_offered=not predict)
    show_code(code, setting)


lesson("Normal map", "Two Sobel kernels find the slopes of a picture, and a lamp shows them as a surface.")
use_style("normal_map_page")
page()
