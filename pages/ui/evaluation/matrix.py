"""The confusion matrix, whose cells open the pictures behind them, and how well each class is known."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.figures import shade
from cnnviz.network.report import classes_with_intervals, worst_confusions
from cnnviz.numbers import percent
from pages.ui.classifier import current
from pages.ui.evaluation.data import behind
from pages.ui.evaluation.pictures import show_pictures
from pages.ui.evaluation.predicting import Hidden, ask_first
from pages.ui.inputs.controls import pick_toggle
from pages.ui.session import state
from pages.ui.session.component import register

_component = register("confusion")
_KEY = "confusion"
_HIDDEN = "<td></td><td>?</td>"
Cell = tuple[int, int]


def show_confusion(test: Mapping[str, Any], matrix: DeltaGenerator, beside: DeltaGenerator) -> bool:
    """Show the matrix, beside it the pictures behind the cell that was chosen, and each class below.

    Returns
    -------
    Whether all may be seen: what is predicted is hidden until it is known.
    """
    row, column = cell = _restore_cell(test)
    with matrix:
        _show_matrix(test["confusion"], cell)
        with st.container(key="beneath"):
            predict = pick_toggle("Predict first", "predict")
    with beside:
        hidden = ask_first(test["confusion"], cell, predict)
    st.html(_classes(test["confusion"], hidden))
    with beside:
        count = test["confusion"][row][column]
        pictures = behind(row, column)
        words = _words(row, column, count, len(pictures))
        if pictures:
            show_pictures(pictures, words, lambda seen: percent(seen.share), "seen", 190)
        else:
            st.html(f'<p class="behind">{words}</p>')
    return not hidden


def _restore_cell(test: Mapping[str, Any]) -> Cell:
    """The chosen cell: at first the most frequent mistake."""
    label, predicted, _ = worst_confusions(test["confusion"], 1)[0]
    return state.setting("cell", (label, predicted), _cells().get, lambda cell: f"{cell[0]}-{cell[1]}")


def _cells() -> dict[str, Cell]:
    """Every cell by its name in an address."""
    classes = range(len(current.labels()))
    return {f"{row}-{column}": (row, column) for row in classes for column in classes}


def _show_matrix(confusion: list[list[int]], cell: Cell) -> None:
    wrong = np.array(confusion)
    np.fill_diagonal(wrong, 0)
    strengths = shade(wrong, "minmax").index / 255
    _component(
        key=_KEY,
        data={
            "label": "Confusion matrix",
            "words": "Each row is a true class, each column a prediction: marked where correct, shaded where "
            f"not, the strongest {wrong.max()}. Choose a cell to see its pictures.",
            "corner": "true\N{NO-BREAK SPACE}↓ predicted\N{NO-BREAK SPACE}→",
            "labels": list(current.labels()),
            "counts": confusion,
            "strengths": strengths.round(3).tolist(),
            "chosen": list(cell),
        },
        react={"pick": _take_cell},
    )


def _take_cell(sent: object) -> None:
    """Read what the browser sent; it may be anything."""
    match sent:
        case [int(row), int(column)] if f"{row}-{column}" in _cells():
            state.put("cell", (row, column))
            state.put("seen", 0)


def _words(row: int, column: int, count: int, shown: int) -> str:
    label, predicted = escape(current.labels()[row]), escape(current.labels()[column])
    if row != column:
        if not count:
            return f"No <b>{label}</b> was classified as <b>{predicted}</b>. Choose a cell that is not 0."
        order = "shown here" if count == 1 else "all of them shown, the most confident first"
        return f"<b>{label}</b> classified as <b>{predicted}</b>: {count}, {order}."
    ship = f"{shown} of these come with the app; of the mistakes, all do."
    return f"<b>{label}</b>, classified correctly: {count}. {ship}"


def _classes(confusion: list[list[int]], hidden: set[Hidden]) -> str:
    """Each class as bars with the interval as a line across the end; a question mark where it is hidden."""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        f"{_HIDDEN if ('recall', label) in hidden else _share(each['found'])}"
        f"{_HIDDEN if ('precision', label) in hidden else _share(each['said'])}</tr>"
        for label, (name, each) in enumerate(
            zip(current.labels(), classes_with_intervals(confusion), strict=True)
        )
    )
    return (
        '<div class="wide" tabindex="0" role="region" aria-label="Each class"><table class="classes">'
        "<caption>Each class, with its 95 % interval (the line at the bar’s end)</caption>"
        '<thead><tr><th scope="col">Class</th><th scope="col" colspan="2">Recall</th>'
        f'<th scope="col" colspan="2">Precision</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _share(ends: tuple[float, float, float]) -> str:
    share, low, high = ends
    if np.isnan(share):
        return "<td></td><td>none</td>"
    return (
        f'<td class="bar"><i style="width:{share:.2%}"></i>'
        f'<b style="left:{low:.2%};width:{high - low:.2%}"></b>&nbsp;</td>'
        f"<td>{escape(percent(share))} <small>{escape(percent(low))} to {escape(percent(high))}</small></td>"
    )
