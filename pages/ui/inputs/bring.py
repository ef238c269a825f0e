"""Where learners bring pictures of their own: an upload, a drawing, or a photograph."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.errors import CnnvizError, ImageError
from pages.ui.figures.sentences import escape_markdown, sentence
from pages.ui.inputs import own, samples
from pages.ui.inputs.controls import pick_segment
from pages.ui.inputs.pad import drawing_pad
from pages.ui.inputs.pictures import OWN, Picture, own_picture, picture_from_file, span_key
from pages.ui.session import keeping, sent, served, state
from pages.ui.session.aside import aside
from pages.ui.session.component import register
from pages.ui.session.elsewhere import RefusedError

_opening_a_camera = register("camera")

_WAYS = {"upload": "Upload", "drawing": "Draw", "photo": "Camera"}


def bring(key: str) -> None:
    """Show the ways to bring a picture; decode what has just come, before the list of pictures is made."""
    way = pick_segment("How", _WAYS, f"{key}_own", label_visibility="collapsed")
    if way == "upload":
        most = images.MAX_BYTES // 1024**2
        st.file_uploader(
            f"A picture of up to {most} MB", key=f"{key}_file", on_change=partial(_receive, way, key, "file")
        )
    elif way == "drawing":
        drawing_pad(key=f"{key}_pad", drawn=own.kept("pad"), on_draw=partial(_take_drawing, key))
    else:
        _photograph(way, key)
    _decode_received(key)
    problem_of, problem = keeping.kept("problem") or ("", "")
    if problem_of == way:
        st.error(problem)
    st.caption(escape_markdown(_where_it_goes()), width=290)


def _photograph(way: str, key: str) -> None:
    """Show the camera; where browsers give a page none, a chooser that opens a phone's own."""
    if served.may_use_a_camera():
        st.camera_input(
            "Take a photograph", key=f"{key}_camera", on_change=partial(_receive, way, key, "camera")
        )
        return
    place = f"{key}_photo_place"
    with st.container(key=place):
        st.file_uploader(
            "Take a photograph with your phone",
            key=f"{key}_photo",
            on_change=partial(_receive, way, key, "photo"),
        )
        _opening_a_camera(key=f"{key}_opens_camera", data={"place": place})
    st.caption(
        "“Upload” opens your phone’s camera. On a computer, choose a photograph: at an address with plain "
        "http browsers show no camera.",
        width=290,
    )


def _where_it_goes() -> str:
    """Say where a learner's picture goes, and where not."""
    return (
        f"{served.where_pictures_go()} They are not part of the link: whoever opens the link uses a "
        "picture of their own."
    )


def _receive(name: str, key: str, control: str) -> None:
    """Take a file that has just come; the page's run decodes it, where waiting can be shown."""
    keeping.keep("problem", None)
    state.ask_for_page()
    try:
        file = sent.newest(f"{key}_{control}")
    except CnnvizError as error:
        keeping.keep("problem", (name, sentence(error)))
        file = None
    keeping.keep("received", None if file is None else (name, file))  # None: it was taken away again


def _decode_received(key: str) -> None:
    """Decode what has come, if anything; if that fails, keep the sentence and the picture there was.

    A run that is cut off meanwhile leaves it to the next one.
    """
    if keeping.kept("received") is None:
        return
    name, file = keeping.kept("received")
    data = file.getvalue()
    try:
        with st.spinner("Reading your picture …"):
            opened = aside(images.open_picture, data, samples.SIDE)
    except (ImageError, RefusedError) as error:
        keeping.keep("problem", (name, sentence(ImageError(f"“{file.name}”: {error}"))))
    else:
        _choose(picture_from_file(name, f"{OWN[name]}: {file.name}", opened, data), key)
    keeping.keep("received", None)


def _take_drawing(key: str, drawn: NDArray[np.uint8] | None) -> None:
    own.keep("pad", drawn)
    keeping.keep("problem", None)
    if drawn is not None:
        rows, columns = drawn.shape
        _choose(own_picture("drawing", OWN["drawing"], images.load(drawn), (rows, columns)), key)


def _choose(picture: Picture, key: str) -> None:
    if own.kept(picture.name) is not None:
        state.put(span_key(picture.name), None)  # what suited another file fits this one by chance only
    own.keep(picture.name, picture)
    state.put(key, picture.name)
