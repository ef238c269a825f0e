"""A cover that the learner puts somewhere: the scores before and after."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import numpy as np
import streamlit as st

from cnnviz.attribution.cover import cover
from cnnviz.attribution.methods import Asked
from cnnviz.figures import format_number
from cnnviz.models.model import Prediction
from cnnviz.numbers import percents
from pages.ui.classifier.drawn import picture
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.figures.maps import Map, Mark, Pick, show_maps
from pages.ui.figures.tables import table
from pages.ui.inputs.controls import pick_number, pick_toggle
from pages.ui.session import state
from pages.ui.why.case import Case
from pages.ui.why.methods import covered, pick_fill
from pages.ui.why.told import tell_cover

_ROW, _COLUMN, _HIGH, _WIDE = "cover_row", "cover_column", "cover_high", "cover_wide"
_SIDE, _FIRST_SIZE, _FIRST_PLACE = 330, 7, (9, 12)
_WORDS = "Click the picture to put the cover there. The network is run again on what is left."


@dataclass(frozen=True)
class Cover:
    """A patch of an image: its top left pixel, its rows and columns, and what it is filled with."""

    at: tuple[int, int]
    size: tuple[int, int]
    fill: float | str

    @property
    def where(self) -> str:
        """Its top left pixel in words."""
        return f"row {self.at[0]}, column {self.at[1]}"

    @property
    def mark(self) -> Mark:
        """Its frame."""
        return Mark(*self.at, *self.size)


def show_cover(case: Case) -> None:
    """Show the picture with a cover, and what it does to each class; controls in between."""
    pictures = st.container()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="settings"):
        chosen = _pick_cover(case.image.shape[1:])
        asks_worst = pick_toggle("Show the worst place", "cover_worst")
    after = case.model.predict(_as_input(case, cover(case.image, chosen.at, chosen.size, chosen.fill)))
    tell_cover(case, after)
    with pictures:
        _show_pictures(case, chosen, after)
    facts = _facts(case, after)
    show_facts([*facts, *(_worst(case, chosen) if asks_worst else [])], _WORDS)
    st.html(_heard(chosen, facts) + _all_classes(case, after))


def _pick_cover(size: tuple[int, ...]) -> Cover:
    """Show where the cover lies and how large it is; a cover at an edge is moved in when it grows."""
    high = pick_number("Rows", _HIGH, min(_FIRST_SIZE, size[0]), 1, size[0], width=110)
    wide = pick_number("Columns", _WIDE, min(_FIRST_SIZE, size[1]), 1, size[1], width=110)
    places = [
        pick_number(label, key, min(first, side - taken), 0, side - taken, width=110)
        for label, key, first, side, taken in zip(
            ("Top row", "Left column"), (_ROW, _COLUMN), _FIRST_PLACE, size, (high, wide), strict=True
        )
    ]
    return Cover((places[0], places[1]), (high, wide), pick_fill())


def _as_input(case: Case, image: np.ndarray) -> np.ndarray:
    """Give an image (C, H, W) as the model takes its input."""
    return image.reshape(case.prediction.input.shape)


def _show_pictures(case: Case, chosen: Cover, after: Prediction) -> None:
    rows, columns = chosen.size

    def put(pick: Pick) -> None:
        for key, at, taken, side in zip(
            (_ROW, _COLUMN), (pick.row, pick.column), chosen.size, case.image.shape[1:], strict=True
        ):
            state.put(key, min(max(at - taken // 2, 0), side - taken))

    told = f"A cover of {rows} × {columns} at {chosen.where}; a click puts its middle elsewhere."
    given = f"The network’s input. {case.given.alt}"
    show_maps(
        [
            Map(picture(case.prediction.input), f"{given} {told}", "The picture", told, marks=(chosen.mark,)),
            Map(picture(after.input), f"{given} It is covered at {chosen.where}.", "Covered"),
        ],
        key="cover_maps",
        size=_SIDE,
        on_pick=put,
    )


def _facts(case: Case, after: Prediction) -> list[Fact]:
    before, now = case.score, float(after.logits[case.label])
    shares = [percents(one.probabilities.tolist()) for one in (case.prediction, after)]
    first, then = (int(one.logits.argmax()) for one in (case.prediction, after))
    labels = case.model.labels
    return [
        Fact(f"{case.name}, before", shares[0][case.label], f"logit {format_number(before)}"),
        Fact(f"{case.name}, covered", shares[1][case.label], f"logit {format_number(now)}"),
        Fact(f"Logit {'falls' if now <= before else 'rises'} by", format_number(abs(before - now))),
        Fact(
            "Predicted, covered",
            f"{labels[then]}, {shares[1][then]}",
            f"before {labels[first]}, {shares[0][first]}",
        ),
    ]


def _heard(chosen: Cover, facts: list[Fact]) -> str:
    """Say where the cover lies and what is predicted now, to those who hear the page."""
    said = f"Covered at {chosen.where}: {facts[-1].value}, {facts[-1].origin}"
    return f'<p class="heard" role="status">{escape(said)}</p>'


def _worst(case: Case, chosen: Cover) -> list[Fact]:
    """Where a cover of this size lowers the logit most, of all places."""
    found = covered(Asked("occlusion", chosen.size, 1, chosen.fill), case.image, case.label)
    row, column = found.worst
    falls = f"the logit falls by {format_number(found.drops.max())}, to {format_number(found.score_without)}"
    return [Fact("Worst place of all", f"row {row}, column {column}", falls)]


def _all_classes(case: Case, after: Prediction) -> str:
    shares = [percents(one.probabilities.tolist()) for one in (case.prediction, after)]
    logits = [[format_number(value, 3) for value in one.logits] for one in (case.prediction, after)]
    heads = ["class", "logit before", "logit covered", "share before", "share covered"]
    rows = [list(row) for row in zip(case.model.labels, *logits, *shares, strict=True)]
    return table(heads, rows, "Every class before and covered", chosen=case.label)
