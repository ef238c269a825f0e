"""The view of the page on pixels: the browser answers at once, and Python keeps what was set."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from cnnviz.errors import CnnvizError
from cnnviz.images.convert import LUMA
from cnnviz.pixels import BOARD, MOST_SEED, Typed
from cnnviz.predict import check_grey, check_place
from cnnviz.predict.reading import LONGEST
from pages.ui.figures.sentences import plain_sentence
from pages.ui.inputs.pictures import Picture, pictured, scaled_down
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.small_enough import moved
from pages.ui.linked.view import tell
from pages.ui.pixels.pictures import colours_of, flat_plane
from pages.ui.pixels.setting import MOST_ACROSS, SIDE, Chosen
from pages.ui.pixels.source import picture_part, template_part
from pages.ui.pixels.written import HOME, MOST_TYPED
from pages.ui.session import keeping
from pages.ui.session.component import register

HUB = "pixels"
_ASKED = "pixels:asked"
_NO_DRAWER = (
    "<style>html .stMain .st-key-drawer.st-key-drawer { display: none; }"
    "html[data-present] { --has-controls: initial !important; }</style>"
)
_view = register("pixels")


def show_view(chosen: Chosen, picture: Picture) -> None:
    """Draw it."""
    tell(HUB, chosen.fields(), _options(_verdict(chosen, picture)))
    _view(key="pixels_view", data={"hub": HUB})
    if chosen.show == "template":  # which needs no picture
        st.html(_NO_DRAWER)


def laboratory(chosen: Chosen, picture: Picture) -> Laboratory:
    """Give what is saved as a page."""

    def smaller(side: int) -> Laboratory:
        other = scaled_down(picture, side)
        to = partial(moved, before=picture.size, after=other.size)
        typed = tuple(
            Typed(channel, *to((row, column)), value) for channel, row, column, value in chosen.typed
        )
        return laboratory(replace(chosen, at=to(chosen.at), typed=typed), other)

    return Laboratory(
        HUB,
        "Pixels",
        pictured(picture),
        chosen.fields(),
        _options(None),
        {"source": picture_part(picture), "result": template_part()},
        size=picture.size,
        smaller=None if picture.is_matrix else smaller,
    )


def _options(verdict: dict[str, object] | None) -> dict[str, object]:
    """What the view offers."""
    return {
        "limits": {
            "side": SIDE,
            "board": BOARD,
            "letter": HOME,
            "seeds": MOST_SEED,
            "most": MOST_ACROSS,
            "typedMost": MOST_TYPED,
        },
        "luma": LUMA,
        "verdict": verdict,
    }


def ask(sent: object) -> None:
    """Keep what was predicted until the view is drawn."""
    match sent:
        case {"what": "grey" | "place" as what, "typed": str(typed), "at": [int(row), int(column)]} if (
            min(row, column) >= 0
        ):
            keeping.keep(_ASKED, (what, typed[: LONGEST + 1], (row, column)))


def _verdict(chosen: Chosen, picture: Picture) -> dict[str, object] | None:
    """Judge what was predicted last, of the view that asks for it."""
    asked = keeping.kept(_ASKED)
    if not asked or not chosen.predict:
        return None
    what, typed, (row, column) = asked
    told = {"what": what, "typed": typed, "at": [row, column]}
    try:
        if what == "place":
            shape = flat_plane(picture, chosen).shape
            inside = row < shape[0] and column < shape[1]
            verdict = check_place(typed, row, column, shape) if inside else None
        else:
            colours = colours_of(picture, chosen, row, column)
            verdict = check_grey(typed, *colours) if colours is not None else None
    except CnnvizError as error:
        return {**told, "right": False, "sentence": plain_sentence(error)}
    return {**told, "right": verdict.right, "sentence": verdict.sentence} if verdict else None
