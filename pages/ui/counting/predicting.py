"""Predict first: the size and the parameters of the layer that is looked at, and what may be seen by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import streamlit as st

from cnnviz.counting import KINDS, Counted
from cnnviz.counting.formulas import shape_text
from cnnviz.geometry import Remainder
from cnnviz.predict.parameter_slips import parameter_question
from pages.ui.counting.setting import Setting
from pages.ui.linked.predictions import Task
from pages.ui.linked.questions import put_questions
from pages.ui.linked.shown import Kind, is_known

_HUB = "counting"
_PARAMETERS = "How many parameters does layer {number} have?"
_SIZE = "How large is the output of layer {number}? rows × columns"


class Seen(NamedTuple):
    """What may be seen of what was counted.

    Attributes
    ----------
    rows : sequence
        The layers from the first one that may be seen whole.
    is_all : bool
        Whether these are all.
    size, parameters : bool
        Whether these may be seen of the layer that is looked at.
    """

    rows: Sequence[Counted | str]
    is_all: bool
    size: bool
    parameters: bool

    @property
    def is_whole(self) -> bool:
        """Whether all may be seen of the layer that is looked at."""
        return self.size and self.parameters


def ask_first(setting: Setting, rows: Sequence[Counted | str], predict: bool) -> Seen:
    """Ask for the layer that is looked at; of it, and of those behind it, only what is known may be seen."""
    row = setting.looked_at()
    if not predict:
        return Seen(rows, True, True, True)
    if isinstance(row, Counted):
        st.html(f'<p class="words">{escape(_described(setting, row))}</p>')
        put_questions(_HUB, _task(row, setting.remainder), _texts(row, setting.chosen + 1))
    behind = range(min(setting.chosen, len(rows)), len(rows))
    first = next((at for at in behind if not all(_known(rows[at], setting.remainder))), len(rows))
    return Seen(rows[:first], first == len(rows), *_known(row, setting.remainder))


def _described(setting: Setting, row: Counted) -> str:
    """Say what the questions are about: the list of layers may be out of sight."""
    kind, texts = KINDS[row.layer.kind], setting.stack[setting.chosen].texts
    typed = zip((field.label.lower() for field in kind.fields), texts, strict=True)
    settings = ", ".join(f"{label} {text}" for label, text in typed)
    number, given = setting.chosen + 1, shape_text(row.input_shape)
    return f"Layer {number} is given {given}. {kind.title}: {settings}."


def _known(row: Counted | str | None, remainder: Remainder) -> tuple[bool, bool]:
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
    return Task.judged_by(
        _name(row, remainder), (1, 1, 1), lambda at: parameter_question(row), _sized(row, remainder)
    )


def _sized(row: Counted, remainder: Remainder) -> dict[str, Any] | None:
    """What `check_size` is given beside what was typed."""
    if row.plan is None:
        return None
    layer = row.layer
    return {
        "size": row.input_shape[1:],
        "kernel": layer.kernel,
        "stride": layer.stride,
        "padding": layer.padding,
        "dilation": layer.dilation,
        "remainder": remainder,
    }


def _name(row: Counted, remainder: Remainder) -> str:
    """Name what is asked: a layer on its input."""
    layer = row.layer
    window = f"{layer.kernel} {layer.stride} {layer.padding} {layer.dilation} {layer.groups} {remainder}"
    return f"{row.input_shape} {layer.kind} {layer.units} {window if layer.slides else ''}"
