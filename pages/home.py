"""Home: something to touch, where to start, and one click to each page."""

from __future__ import annotations

import streamlit as st

from pages.ui.figures.maps import Map
from pages.ui.figures.sentences import escape_markdown
from pages.ui.home.classes import show_classes
from pages.ui.home.examples import pictures
from pages.ui.home.stops import show_stops
from pages.ui.home.toy import show_toy
from pages.ui.session import served
from pages.ui.session.faults import guarded
from pages.ui.shell.course_map import show_map, show_start
from pages.ui.shell.frame import lesson, use_style
from pages.ui.shell.way import WAY

#: The section that leads through all others: its pages stand at the top.
LEADING = next(iter(WAY))


def hero() -> dict[str, Map]:
    """What this is, where to start, and a picture whose numbers one sees by touching it.

    Returns
    -------
    The pictures of the entries; none if a file is missing, which is told in the toy's place, once.
    """
    made: dict[str, Map] = {}
    words, toy = st.columns([1, 1], gap="medium", vertical_alignment="center")
    with words:
        st.html(
            "<h2>See what a convolutional network sees</h2>"
            "<p>Choose a picture, change a number, and watch every value update. "
            "The course leads from one pixel to a network that learns, in lessons of a few minutes.</p>"
        )
        show_start([stop for stop in WAY[LEADING] if stop.name in ("practise", "teach")])
    with toy, guarded():
        made |= pictures()
        show_toy()
    return made


lesson("Home", "Choose a picture, change a number, and watch every value update.")
use_style("home")
with st.container(key="hero"):
    made = hero()
with guarded():
    show_map()
show_stops(
    "laboratories",
    {title: stops for title, stops in WAY.items() if title != LEADING},
    title="Laboratories: everything, with your own pictures",
    pictures=made,
)
show_classes()
st.caption(f"{escape_markdown(served.where_pictures_go())} cnnviz works without internet.")
