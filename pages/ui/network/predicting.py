"""Predict first: where flatten puts a number; those of maps are predicted in the linked view."""

from __future__ import annotations

from functools import partial

from streamlit.delta_generator import DeltaGenerator

from cnnviz.predict.flat_slips import flat_question
from pages.ui.classifier.view import View
from pages.ui.linked.questions import ask_number

_HUB = "network_flat"


def is_place_known(view: View, slot: DeltaGenerator) -> bool:
    """Ask for the place of a map's number in the vector, and say whether it may be seen."""
    maps, rows, columns = view.values(view.source).shape
    unit, row, column = view.spot.at
    text = (
        f"Row {row}, column {column} of map {unit}, of {maps} maps of {rows} × {columns}: at which place of "
        "the vector does flatten put it? The first is 0."
    )
    with slot:
        question = partial(flat_question, view.spot.at, (maps, rows, columns))
        return ask_number(_HUB, f"{view.spot.at} {maps} {rows} {columns}", text, question)
