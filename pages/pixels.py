"""Pixels: a picture is numbers; flattened, shuffled, compared with its neighbours, met by a template."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from pages.ui.inputs.picture import pick_picture
from pages.ui.inputs.pictures import Picture
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.view import listen, publish
from pages.ui.pixels.onward import show_onward
from pages.ui.pixels.pictures import shown
from pages.ui.pixels.setting import reactions, set_pixels
from pages.ui.pixels.source import picture_part, template_part
from pages.ui.pixels.take_home import show_code
from pages.ui.pixels.told import tell_pixels
from pages.ui.pixels.view import HUB, ask, laboratory, show_view
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import Folded, folded, lesson, use_style


def page() -> None:
    """The picture above the view, and below it what changes seldom."""
    with st.container(key="drawer", horizontal=True, vertical_alignment="center"):
        picture = pick_picture(list(images.SAMPLES))
    view = st.container(key="pixels")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        saves, saved = st.container(), st.container()
        links = st.container()
        code = folded("Code", "code")
    publish(HUB, "source", picture_part(picture))
    publish(HUB, "result", template_part())
    pixels_of(view, saves, saved, links, code, picture)


@state.fragment
def pixels_of(
    view: DeltaGenerator,
    saves: DeltaGenerator,
    saved: DeltaGenerator,
    links: DeltaGenerator,
    code: Folded,
    picture: Picture,
) -> None:
    """What is set, and all that follows from it."""
    with view:
        listen(HUB, {**reactions(picture), "guess": ask})
        chosen = set_pixels(picture)
        tell_pixels(picture, chosen)
        show_view(chosen, picture)
        show_onward(chosen, links)
    with saves:
        offer_downloads(latest := Latest(), "cnnviz-pixels")
    with saved:
        offer_laboratory(partial(laboratory, chosen, picture), HUB, is_offered=not chosen.predict)
    latest.hold(*shown(picture, chosen), is_to_be_found=chosen.predict)
    show_code(code, picture, chosen)


lesson("Pixels", "A picture is numbers: read them, flatten them, shuffle them, and see what is lost.")
use_style("pixels_page")
page()
