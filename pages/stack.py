"""Stack: layers by hand on a picture, two stacks beside each other, and what one of their numbers sees."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from pages.ui.inputs.picture import pick_picture
from pages.ui.inputs.pictures import Picture
from pages.ui.linked.view import listen, publish
from pages.ui.session import state
from pages.ui.shell.frame import Folded, folded, lesson
from pages.ui.stack.setting import FIRST, HUB, REACTIONS, set_all
from pages.ui.stack.take_home import offer_files, show_code
from pages.ui.stack.view import show_view, source_of

_SLIP = (
    '<p class="lead" data-slip="series-and-scale"><b>Often said:</b> convolutions in series find a thing at '
    "any scale. <b>Right is:</b> it is a step towards scale, and no invariance: what is found at one size is "
    "missed at another, and a pool or a stride helps where its windows happen to fit.</p>"
    '<p class="lead" data-slip="deeper-bends"><b>Often said:</b> more layers can always do more. <b>Right '
    "is:</b> convolutions with nothing between them are one convolution; it takes a nonlinearity to make a "
    "stack.</p>"
)


def page() -> None:
    """The picture, the view, and below it what changes seldom."""
    with st.container(key="above", horizontal=True, vertical_alignment="center"):
        notes = st.container()
        picture = pick_picture([FIRST, *(name for name in images.SAMPLES if name != FIRST)], notes=notes)
    publish(HUB, "source", source_of(picture))
    view = st.container(key="stack_view")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        saves = st.container()
        code = folded("Code", "code")
    st.html(_SLIP)
    stacks(view, saves, code, picture)


@state.fragment
def stacks(view: DeltaGenerator, saves: DeltaGenerator, code: Folded, picture: Picture) -> None:
    """The two stacks, and all that follows from them."""
    with view:
        listen(HUB, REACTIONS)
        chosen = set_all()
        show_view(chosen, picture)
    with saves:
        offer_files(chosen, picture)
    show_code(code, chosen, picture)


lesson("Stack", "Put layers on each other, and see what each of their numbers sees.")
page()
