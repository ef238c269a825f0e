"""The numbers of the page on transposed convolutions as tables, as code, and for saving."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.figures import format_number, shade
from cnnviz.operators import loops
from cnnviz.scripts import transposing_script
from cnnviz.scripts.transposing import Way
from cnnviz.transposing import Transposing
from pages.ui.figures.sentences import sentence
from pages.ui.figures.tables import table
from pages.ui.inputs.controls import pick_segment
from pages.ui.shell.code import show_script
from pages.ui.shell.downloads import Latest
from pages.ui.shell.frame import Folded
from pages.ui.transposed.setting import Chosen

_WAYS: dict[Way, str] = {
    "transposed": "Transposed convolution",
    "resized": "Resize, then convolve",
    "back": "There and back",
}


def hold_output(latest: Latest, made: Transposing, predict: bool) -> None:
    """Offer the output for saving, if there is one and it is not to be predicted."""
    try:
        latest.hold(made.output, shade(made.output, "signed"), is_to_be_found=predict)
    except CnnvizError:
        latest.withdraw()


def show_tables(part: Folded, chosen: Chosen, made: Transposing, predict: bool) -> None:
    """If unfolded, list all numbers that the view shows; those that are to be predicted are left out."""
    if not part.is_open:
        return
    shown: dict[str, Floats] = {"Input": made.values, "Kernel": made.kernel}
    with part.slot:
        try:
            if not predict:
                shown |= {
                    "Output": made.output,
                    "Stamps that each output collects": made.coverage.astype(np.float64),
                }
                shown |= _compared(chosen, made)
        except CnnvizError as error:
            st.error(sentence(error))
        for title, values in shown.items():
            st.html(_matrix(title, values))


def _compared(chosen: Chosen, made: Transposing) -> dict[str, Floats]:
    if chosen.below == "back":
        back = made.back()
        return {"Input, convolved": back.convolved, "and transposed back": back.restored}
    smooth, resized = made.smooth(chosen.resize), made.resized(chosen.resize)
    return {f"Input, resized by {chosen.resize}": resized, "and then convolved": smooth}


def _matrix(title: str, values: Floats) -> str:
    rows, columns = values.shape
    heads = ["row", *(f"column {column}" for column in range(columns))]
    cells = [[str(row), *(format_number(float(one)) for one in values[row])] for row in range(rows)]
    return table(heads, cells, f"{title}, {rows} × {columns}")


def show_code(part: Folded, chosen: Chosen, made: Transposing) -> None:
    """If unfolded, show the code of what one chooses."""
    if not part.is_open:
        return
    with part.slot:
        way = pick_segment("Code of", _WAYS, "tr_code")
        try:
            script = transposing_script(made, way, chosen.resize)
        except CnnvizError as error:
            st.error(sentence(error))
            return
        show_script(script, {}, "code", getattr(loops, made.name) if way == "transposed" else None)
