"""The walk from one picture's code to another's, beside plain blending of pixels."""

from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import format_number, range_text, shade
from cnnviz.models.garments import LABELS
from cnnviz.models.model import Gallery
from cnnviz.network.autoencoder import Autoencoder, Walk
from cnnviz.numbers import percent
from pages.ui.classifier import shipped
from pages.ui.figures.maps import Map, Pick, show_maps
from pages.ui.inputs.controls import pick_number, pick_slider
from pages.ui.session import state
from pages.ui.shell.frame import folded_on_a_phone

STEPS: Final = 11
_STEP: Final = 1 / (STEPS - 1)
_CODES, _PIXELS = "Between the two codes, decoded", "The two reconstructions blended, pixel by pixel"


def walk_from(model: Autoencoder, start: NDArray[np.float32]) -> None:
    """The walk from the picture's code to another one's."""
    title = "A walk between two codes"
    gallery = shipped.gallery()
    with folded_on_a_phone(title, "walk", "walk_to", "way"):
        st.header(title)
        left, right = st.columns([1, 4.4], gap="medium")
    with left:
        end = pick_end(gallery)
        share = pick_share()
    with right:
        show_walk(model, start, gallery.images[end], share)


def pick_end(gallery: Gallery) -> int:
    """Show the choice of the picture that the walk leads to: a test image."""
    last = len(gallery.images) - 1
    number = pick_number(f"To test image (0–{last})", "walk_to", last // 2, 0, last, width=180)
    st.html(f'<p class="words">Its label is {LABELS[int(gallery.labels[number])]}.</p>')
    return number


def pick_share() -> float:
    """Show the slider that says how far to go."""
    return pick_slider("How far from the first picture to the second", "way", 0.5, 0.0, 1.0, _STEP)


def show_walk(model: Autoencoder, start: NDArray[np.float32], end: NDArray[np.float32], share: float) -> None:
    """Show all pictures on the way, the two at `share` large, and where these differ."""
    walk = model.walk(start, end, STEPS)
    at = round(share / _STEP)
    show_maps(_strip(walk, at), key="walk_strip", layout="mosaic", size=82, on_pick=_go_to)
    left, right = st.columns([1.6, 1], gap="small")
    with left:
        show_maps(_difference(walk, at), key="walk_large", layout="mosaic", size=160)
    with right:
        st.html(f'<p class="words">{_words(walk, at)}</p>')


def _words(walk: Walk, at: int) -> str:
    """Say how far the two kinds of picture are apart."""
    most = int(walk.apart.argmax())
    share, farthest = (percent(float(walk.shares[i]), 0) for i in (at, most))
    here, there = (format_number(walk.apart[i], 3) for i in (at, most))
    return (
        f"At {share} of the way, the mean squared difference between the two is {here}; it is largest at "
        f"{farthest}, where it is {there}. The code's maps preserve positions, so the walk mostly fades one "
        f"garment out "
        "and the other in; it does not morph one into the other."
    )


def _strip(walk: Walk, at: int) -> list[Map]:
    return [
        Map(
            shade(picture, "raw", (0, 1)),
            f"{row}, {percent(float(walk.shares[i]), 0)} of the way",
            percent(float(walk.shares[i]), 0),
            row=row,
            chosen=i == at,
        )
        for row, pictures in ((_CODES, walk.decoded), (_PIXELS, walk.blended))
        for i, picture in enumerate(pictures)
    ]


def _difference(walk: Walk, at: int) -> list[Map]:
    decoded, blended = walk.decoded[at], walk.blended[at]
    grey = partial(shade, scale="raw", limits=(0, 1))
    shown = shade(decoded - blended, "signed", _largest(walk))
    return [
        Map(grey(decoded), "Decoded from between the codes", "Between the codes"),
        Map(grey(blended), "Blended pixel by pixel", "Pixels blended"),
        Map(shown, "Decoded minus blended", "Decoded − blended", range_text(shown)),
    ]


def _largest(walk: Walk) -> tuple[float, float]:
    """One range for the whole walk, so that its steps compare."""
    most = float(np.abs(walk.decoded - walk.blended).max())
    return -most, most


def _go_to(pick: Pick) -> None:
    """Go to the picture that was clicked in the strip."""
    state.put("way", float(np.linspace(0, 1, STEPS)[pick.map % STEPS]))
