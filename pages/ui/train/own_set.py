"""A learner's own test set: up to ten pictures, each with the class that the learner gives it."""

from __future__ import annotations

from html import escape
from typing import Final, NamedTuple

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import shade
from cnnviz.live import Design, Run, answers
from cnnviz.numbers import percent
from pages.ui.classifier.input import Input
from pages.ui.figures.maps import Map, show_maps
from pages.ui.inputs.controls import pick_one
from pages.ui.session import keeping

#: Pictures at most.
MOST: Final = 10
_KEPT: Final = "train_own_set"


class Own(NamedTuple):
    """A picture, (28, 28), 0–1, its class, and the data that this is a class of."""

    image: NDArray[np.float32]
    label: int
    data: str


def own_set(data: str) -> tuple[Own, ...]:
    """The pictures of this session for a kind of data, in the order in which they were added."""
    return tuple(one for one in _all() if one.data == data)


def _all() -> tuple[Own, ...]:
    return keeping.kept(_KEPT) or ()


def offer_to_add(given: Input, design: Design) -> None:
    """Offer to put the picture that the network looks at into the test set, under a class."""
    data, labels = design.data, design.sheet.about.labels
    label = given.label
    if label is None:
        names = {str(index): name for index, name in enumerate(labels)}
        label = int(pick_one("It shows", names, "t_own"))
    count = len(own_set(data))
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Add to my test set",
            on_click=_add,
            args=(Own(given.image, label, data),),
            key="t_own_add",
            disabled=given.blank or count >= MOST,
            help=f"Up to {MOST} pictures that no run learns from: after each batch they are classified anew.",
        )
        st.button("Empty it", on_click=_empty, args=(data,), key="t_own_empty", disabled=not count)
    st.caption(f"{count} of {MOST} pictures are in it.")


def _add(own: Own) -> None:
    if len(own_set(own.data)) < MOST:
        keeping.keep(_KEPT, (*_all(), own))


def _empty(data: str) -> None:
    keeping.keep(_KEPT, tuple(one for one in _all() if one.data != data))


def show_own_set(run: Run) -> None:
    """Show what the run makes of each picture of the test set, if there is any."""
    own, labels = own_set(run.design.data), run.design.sheet.about.labels
    if not own:
        return
    classes, shares = answers(run.network, np.stack([one.image for one in own]))
    right = [one.label == guess for one, guess in zip(own, classes, strict=True)]
    show_maps(
        [
            Map(
                shade(one.image, "raw", (0, 1)),
                f"Picture {i}, {labels[one.label]}, is taken for {labels[guess]}, {percent(share)}",
                note=f"{'✓' if is_right else '≠'} {labels[guess]}",
                row=f"Your test set: {sum(right)} of {len(own)} right",
            )
            for i, (one, guess, share, is_right) in enumerate(
                zip(own, classes, shares, right, strict=True), 1
            )
        ],
        key="own_set",
        layout="mosaic",
        size=45,
    )
    st.html(f'<p class="told">{escape(_told(run, sum(right), len(own)))}</p>')


def _told(run: Run, right: int, count: int) -> str:
    if not run.history.marks:
        return ""
    held = percent(run.history.marks[-1].accuracy)
    return (
        f"{percent(right / count)} of your pictures, {held} of the held-out images: pictures of another kind "
        "than those that were learned from are harder, and so few tell little."
    )
