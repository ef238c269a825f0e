"""Choosing the picture to work on: a sample, a typed matrix, an upload, a drawing, or a photograph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from pages.ui.figures.sentences import sentence
from pages.ui.inputs import own, own_matrix, samples
from pages.ui.inputs.bring import bring
from pages.ui.inputs.controls import pick_one
from pages.ui.inputs.pictures import OWN, Picture, matrix_picture, picture_from_file, sample_picture, span_key
from pages.ui.session import keeping, restart
from pages.ui.session.aside import aside
from pages.ui.session.elsewhere import RefusedError


def pick_picture(
    names: Sequence[str], *, key: str = "img", has_colours: bool = False, notes: DeltaGenerator | None = None
) -> Picture:
    """Show the list of pictures, and where learners add their own.

    Parameters
    ----------
    names
        The samples on offer. It starts with the first one. With matrices among them, one can be typed, too.
    key
        The control's name in the address. Pages that share it share the picture.
    has_colours
        Whether the page has a switch for the picture's colours.
    notes
        Where there is only a line for the controls: what is said about a picture goes here, and the field
        for a matrix to the learner's own pictures. Else both stand below the list.
    """
    slot = st.container()
    with st.popover("Own picture", width="stretch"):
        typing = st.container()
        bring(key)
    own.hold_at_once(key)
    with slot:
        options = {name: images.SAMPLES[name].title for name in names} | _typed(names) | OWN
        chosen = pick_one("Picture", options, key, on_change=partial(keeping.keep, "problem", None))
    if chosen == own_matrix.NAME:
        with slot if notes is None else typing:
            return matrix_picture(own_matrix.pick_matrix(notes))
    if chosen not in OWN:
        return sample_picture(chosen)
    with slot if notes is None else notes:
        return _own(chosen, names[0], has_colours)


def _own(chosen: str, first: str, has_colours: bool) -> Picture:
    """Give the picture that a learner brought, with what there is to say about it; or the first sample."""
    brought: Picture | None = own.kept(chosen)
    if brought is not None:
        (height, width), (rows, columns) = brought.original, brought.size
        colours = ", in grey unless you choose its colours" if brought.array.ndim == 3 and has_colours else ""
        if (height, width) != (rows, columns):
            st.caption(f"Your {height} × {width} pixels are processed at {rows} × {columns}{colours}.")
        if brought.spans:
            brought = _with_span(brought)
        for note in brought.notes:
            st.caption(note)
        return brought
    missing = _missing(chosen, images.SAMPLES[first].title)
    st.info(missing)
    return replace(sample_picture(first), missing=missing)


def _with_span(brought: Picture) -> Picture:
    """Offer other numbers of a file as black and white, and read it anew with those that are chosen."""
    offered = {f"{span.black:.9g}_{span.white:.9g}": span for span in brought.spans}
    titles = {name: str(span) for name, span in offered.items()}
    span = offered[pick_one("Numbers shown", titles, span_key(brought.name))]
    if span == brought.span:
        return brought
    try:
        opened = aside(images.open_picture, brought.file, samples.SIDE, span)
    except RefusedError as error:
        st.error(sentence(error))
        return brought
    other = replace(
        picture_from_file(brought.name, brought.alt, opened, brought.file), spans=brought.spans, span=span
    )
    own.keep(brought.name, other)
    return other


def _missing(chosen: str, shown: str) -> str:
    """Say why an own picture is not there, and what to do."""
    title = OWN[chosen].lower()
    if restart.is_resumed():
        return f"{restart.RESTARTED} does not have {title}: add it again. Until then, “{shown}” is shown."
    return (
        f"The picture of this link ({title}) did not come with it: a link carries only the settings. "
        f"Add one of your own; until then, “{shown}” is shown."
    )


def _typed(names: Sequence[str]) -> dict[str, str]:
    has_matrices = any(images.SAMPLES[name].kind == "matrix" for name in names)
    return {own_matrix.NAME: own_matrix.TITLE} if has_matrices else {}
