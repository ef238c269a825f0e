"""Home: something to touch, where to start, and one click to each page."""

from __future__ import annotations

import streamlit as st

from pages.ui.figures.maps import Map, show_maps
from pages.ui.figures.sentences import escape_markdown
from pages.ui.home.classes import show_classes
from pages.ui.home.examples import pictures
from pages.ui.home.toy import show_toy
from pages.ui.session import served
from pages.ui.session.faults import guarded
from pages.ui.shell.course_map import show_map, show_start
from pages.ui.shell.frame import lesson, use_style
from pages.ui.shell.way import WAY, Stop

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
        with st.container(key="start", horizontal=True, vertical_alignment="center"):
            show_start()
            st.page_link("pages/practise.py", label="Practise")
            st.page_link("pages/teach.py", label="For teachers")
    with toy, guarded():
        made |= pictures()
        show_toy()
    return made


def entry(stop: Stop, picture: Map | None) -> None:
    """Show a picture, and beside it the link to its page, which can be clicked anywhere."""
    with st.container(key=f"card_{stop.title}", horizontal=True, vertical_alignment="center", gap="small"):
        if picture is not None:
            show_maps([picture], key=f"example_{stop.name}", size=48, layout="mosaic")
        st.page_link(f"pages/{stop.name}.py", label=f"**{stop.title}**: {stop.does}")


def section(number: int, title: str, stops: tuple[Stop, ...], made: dict[str, Map]) -> None:
    """Show a section of the way, in the order that one takes."""
    with st.container(key=f"list_{number}", gap=None):
        st.html(f"<h3><span>{number}</span> {title}</h3>")
        for stop in stops:
            entry(stop, made.get(stop.name))


lesson("Home", "Choose a picture, change a number, and watch every value update.")
use_style("home")
with st.container(key="hero"):
    made = hero()
with guarded():
    show_map()
with st.container(key="way"):
    st.html("<h2>Laboratories: everything, with your own pictures</h2>")
    laboratories = {title: stops for title, stops in WAY.items() if title != LEADING}
    columns = st.columns(len(laboratories), gap="medium")
for number, (column, (title, stops)) in enumerate(zip(columns, laboratories.items(), strict=True), 1):
    with column:
        section(number, title, stops, made)
show_classes()
st.caption(f"{escape_markdown(served.where_pictures_go())} cnnviz works without internet.")
