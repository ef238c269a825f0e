"""Predict first: the size and the parameters of the layer that is looked at, and what may be seen by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from cnnviz.counting import KINDS, Counted
from cnnviz.counting.formulas import shape_text
from cnnviz.geometry import Remainder
from cnnviz.predict.parameter_slips import parameter_question
from cnnviz.predict.sizes import sizes_of
from pages.ui.counting.setting import Setting
from pages.ui.linked.layer_questions import Seen, layer_name, seen_from
from pages.ui.linked.predictions import Task
from pages.ui.linked.questions import put_questions
from pages.ui.linked.shown import Kind, is_known

_HUB = "counting"
_PARAMETERS = "How many parameters does layer {number} have?"
_SIZE = "How large is the output of layer {number}? rows × columns"


def ask_first(setting: Setting, rows: Sequence[Counted | str], predict: bool) -> Seen:
    """Ask for the layer that is looked at; of it, and of those behind it, only what is known may be seen."""
    row = setting.looked_at()
    if not predict:
        return Seen(len(rows), True, True, True)
    if isinstance(row, Counted):
        st.html(f'<p class="words">{escape(_described(setting, row))}</p>')
        put_questions(_HUB, _task(row, setting.remainder), _texts(row, setting.chosen + 1))
    return seen_from(setting.chosen, len(rows), lambda at: _known(rows[at], setting.remainder))


def _described(setting: Setting, row: Counted) -> str:
    """Say what the questions are about: the list of layers may be out of sight."""
    kind, texts = KINDS[row.layer.kind], setting.stack[setting.chosen].texts
    typed = zip((field.label.lower() for field in kind.fields), texts, strict=True)
    settings = ", ".join(f"{label} {text}" for label, text in typed)
    number, given = setting.chosen + 1, shape_text(row.input_shape)
    return f"Layer {number} is given {given}. {kind.title}: {settings}."


def _known(row: Counted | str, remainder: Remainder) -> tuple[bool, bool]:
    """Say whether size and parameters of a layer are known; of one that cannot be nothing is asked."""
    if not isinstance(row, Counted):
        return True, True
    name = _name(row, remainder)
    return row.plan is None or is_known(_HUB, name, "size"), is_known(_HUB, name, "value")


def _texts(row: Counted, number: int) -> Mapping[Kind, str]:
    """Put the questions; how many numbers a dense layer gives stands in the list."""
    texts: dict[Kind, str] = {} if row.plan is None else {"size": _SIZE.format(number=number)}
    return {**texts, "value": _PARAMETERS.format(number=number)}


def _task(row: Counted, remainder: Remainder) -> Task:
    sized = sizes_of(row.layer, row.input_shape, remainder)
    return Task.judged_by(_name(row, remainder), (1, 1, 1), lambda at: parameter_question(row), sized)


def _name(row: Counted, remainder: Remainder) -> str:
    return layer_name(row.layer, row.input_shape, remainder)
