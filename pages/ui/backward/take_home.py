"""The numbers of a training step as tables, as code, and for saving."""

from __future__ import annotations

import streamlit as st

from cnnviz.arguments import Floats
from cnnviz.backward import TITLES, Step, numbers
from cnnviz.errors import CnnvizError
from cnnviz.figures import format_number, shade
from cnnviz.operators import loops
from cnnviz.scripts import backward_script
from pages.ui.backward.setting import Chosen
from pages.ui.figures.sentences import sentence
from pages.ui.figures.tables import table
from pages.ui.shell.code import show_script
from pages.ui.shell.downloads import Latest
from pages.ui.shell.frame import Folded

_FORWARD = ("z", "a", "m", "p", "L")


def hold_gradient(latest: Latest, chosen: Chosen, predict: bool) -> None:
    """Offer the gradient of the weights for saving, if there is one and it is not to be predicted."""
    try:
        gradient = chosen.made().by_weight
        latest.hold(gradient, shade(gradient, "signed"), is_to_be_found=predict)
    except CnnvizError:
        latest.withdraw()


def show_tables(part: Folded, chosen: Chosen, predict: bool) -> None:
    """If unfolded, list all numbers that the view shows; those that are to be predicted are left out."""
    if not part.is_open:
        return
    with part.slot:
        try:
            run = chosen.first.run(chosen.steps)
            _ = run[-1].maps
        except CnnvizError as error:
            st.error(sentence(error))
            return
        _show_run(run)
        _show_matrix("Input", run[-1].input)
        _show_matrix("Weights", run[-1].weight)
        for name in TITLES:
            values = numbers(run[-1], name)
            if values.size and (name in _FORWARD or not predict):
                _show_matrix(TITLES[name], values)


def _show_run(run: list[Step]) -> None:
    rows = [
        [str(taken), format_number(step.prediction), format_number(step.loss)]
        for taken, step in enumerate(run)
    ]
    st.html(table(["steps taken", "prediction", "loss"], rows, "What came of the steps"))


def _show_matrix(title: str, values: Floats) -> None:
    rows, columns = values.shape
    heads = ["row", *(f"column {column}" for column in range(columns))]
    cells = [[str(row), *(format_number(float(one)) for one in values[row])] for row in range(rows)]
    st.html(table(heads, cells, f"{title}, {rows} × {columns}"))


def show_code(part: Folded, chosen: Chosen) -> None:
    """If unfolded, show the code of the step that is shown."""
    if not part.is_open:
        return
    with part.slot:
        try:
            script = backward_script(chosen.made())
        except CnnvizError as error:
            st.error(sentence(error))
            return
        show_script(script, {}, "code", loops.conv2d_gradients)
