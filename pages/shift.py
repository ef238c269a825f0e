"""Shift: the picture is dragged, and the map follows; pooling holds still for a while, and strides jump."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.figures import shade
from pages.ui.inputs.controls import pick_toggle
from pages.ui.inputs.picture import pick_picture
from pages.ui.inputs.pictures import Picture
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.view import listen
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import Folded, folded, lesson, use_style
from pages.ui.shell.slips import show_slips
from pages.ui.shift.setting import HUB, REACTIONS, set_all
from pages.ui.shift.take_home import offer_curve, show_code
from pages.ui.shift.told import tell_shift
from pages.ui.shift.view import laboratory, show_view

_FIRST = "astronaut"


def page() -> None:
    """What changes seldom, and slots for the rest."""
    with st.container(key="above_drawer", horizontal=True, vertical_alignment="center"):
        picture = pick_picture([_FIRST, *(name for name in images.SAMPLES if name != _FIRST)])
    view = st.container(key="shift_view")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        predict = pick_toggle("Predict first", "predict")
        offer_downloads(latest := Latest(), "cnnviz-shifted")
        curve, saved = st.container(), st.container()
        code = folded("Code", "code")
        show_slips("shift")
    own = st.container()
    with own:  # a part that runs alone may have controls of Streamlit's in its own place only
        result(picture, predict, latest, view, curve, saved, code)


@state.fragment
def result(
    picture: Picture,
    predict: bool,
    latest: Latest,
    view: DeltaGenerator,
    curve: DeltaGenerator,
    saved: DeltaGenerator,
    code: Folded,
) -> None:
    """Kernel, pool and shift, and all that follows from them."""
    with view:
        listen(HUB, REACTIONS)
    setting, fault = set_all(picture), None
    shown = setting
    try:
        setting.keep()
    except CnnvizError as error:
        fault, shown = error, setting.instead()
    with view:
        show_view(setting, shown, fault, predict)
        tell_shift(shown)
    latest.hold(shown.map, shade(shown.map, "signed"), is_to_be_found=predict)
    with curve:
        offer_curve(shown)
    with saved:
        offer_laboratory(
            partial(laboratory, shown, shown.fields()), HUB, is_offered=fault is None and not predict
        )
    show_code(code, shown)


lesson("Shift", "Drag the picture: the map follows, and pooling holds still for a while.")
use_style("shift_page")
page()
