"""Stack: layers by hand on a picture, two stacks beside each other, and what one of their numbers sees."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from pages.ui.inputs.picture import pick_picture
from pages.ui.inputs.pictures import Picture
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.view import listen, publish
from pages.ui.session import state
from pages.ui.shell.frame import Folded, folded, lesson, use_style
from pages.ui.shell.slips import show_slips
from pages.ui.stack.setting import FIRST, HUB, REACTIONS, set_all
from pages.ui.stack.take_home import offer_files, show_code
from pages.ui.stack.told import tell_stacks
from pages.ui.stack.view import laboratory, show_view, source_of


def page() -> None:
    """The picture, the view, and below it what changes seldom."""
    with st.container(key="above_drawer", horizontal=True, vertical_alignment="center"):
        notes = st.container()
        picture = pick_picture([FIRST, *(name for name in images.SAMPLES if name != FIRST)], notes=notes)
    publish(HUB, "source", source_of(picture))
    view = st.container(key="stack_view")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        saves, saved = st.container(), st.container()
        code = folded("Code", "code")
        show_slips(HUB)
    stacks(view, saves, saved, code, picture)


@state.fragment
def stacks(
    view: DeltaGenerator, saves: DeltaGenerator, saved: DeltaGenerator, code: Folded, picture: Picture
) -> None:
    """The two stacks, and all that follows from them."""
    with view:
        listen(HUB, REACTIONS)
        chosen = set_all()
        show_view(chosen, picture)
        tell_stacks(chosen, picture)
    with saves:
        fits = offer_files(chosen, picture)
    with saved:
        offer_laboratory(partial(laboratory, chosen, picture), HUB, is_offered=fits and not chosen.predict)
    show_code(code, chosen, picture)


lesson("Stack", "Put layers on each other, and see what each of their numbers sees.")
use_style("stack_page")
page()
