"""Several test images side by side, and one of them with all that the network says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from pages.ui.classifier import current
from pages.ui.classifier.drawn import picture
from pages.ui.classifier.prediction import bars, checked
from pages.ui.evaluation.data import Seen
from pages.ui.figures.maps import Map, Pick, show_maps
from pages.ui.inputs.controls import pick_number
from pages.ui.session import state

#: So many pictures are drawn at once at most.
MOST = 100


def show_pictures(
    pictures: Sequence[Seen], words: str, note: Callable[[Seen], str], key: str, height: int
) -> None:
    """Show pictures, to be clicked or chosen by number, and below them the chosen one at large.

    Parameters
    ----------
    pictures
        At least one, and at most `MOST`.
    words
        What they are, as HTML.
    note
        What is written below each.
    key
        The chosen one's number in the address.
    height
        Of the pictures' part in CSS pixels; they scroll in it.
    """
    with st.container(key="of_pictures"):
        about, number = st.columns([2, 1], vertical_alignment="bottom", gap="small")
    about.html(f'<p class="behind">{words}</p>')
    with number:
        chosen = pick_number(f"Picture (0–{len(pictures) - 1})", key, 0, 0, len(pictures) - 1)
    with st.container(height=height, border=False, key="seen_pictures"):
        show_maps(
            [
                Map(picture(seen.image), seen.alt, note=note(seen), chosen=number == chosen)
                for number, seen in enumerate(pictures)
            ],
            key=f"{key}_all",
            layout="mosaic",
            size=66,
            on_pick=partial(_choose, key),
        )
    _show_one(pictures[chosen], f"{key}_one")


def _choose(key: str, pick: Pick) -> None:
    state.put(key, pick.map)


def _show_one(seen: Seen, key: str) -> None:
    """The picture at large, and the softmax that the network makes of it now."""
    probabilities = current.model().predict(seen.image).probabilities
    left, right = st.columns([1, 2], gap="small")
    with left:
        show_maps(
            [
                Map(
                    picture(seen.image),
                    seen.alt,
                    note=f"Number {seen.number} of the test set",
                )
            ],
            key=key,
            size=170,
        )
    with right:
        st.html(
            f'<p class="verdict"><strong>{escape(seen.note)}</strong><small>'
            f"{escape(checked(seen.predicted, seen.label))}</small></p>"
            + bars(probabilities, "Softmax: the probability of each class")
        )
