"""Predict first, of a layer of a network: its size and what it learns, and what may be seen by then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any, Final, NamedTuple

import streamlit as st

from cnnviz.architectures import Measured, Row
from cnnviz.architectures.words import title
from cnnviz.counting import Layer
from cnnviz.counting.formulas import shape_text
from cnnviz.geometry import Remainder
from cnnviz.predict.network_slips import Asked, network_question, what_is_asked
from cnnviz.predict.sizes import sizes_of
from pages.ui.figures.layers import layers_csv, layers_table
from pages.ui.linked.predictions import Task
from pages.ui.linked.questions import put_questions, say_hidden
from pages.ui.linked.shown import Kind, is_known
from pages.ui.shell.frame import Folded

#: Until when what is below the network is hidden.
UNTIL: Final = "size and parameters of this layer and all behind it are predicted, or shown"
_SIZE: Final = "How large is the output of {name}? rows × columns"
_NUMBERS: Final[dict[Asked, str]] = {
    "parameters": "How many parameters does {name} have?",
    "maps": "How many maps does {name} give?",
    "numbers": "How many numbers does {name} give?",
}


class Seen(NamedTuple):
    """What may be seen of several layers.

    Attributes
    ----------
    whole : int
        So many layers from the first.
    size, number : bool
        Whether these may be seen of the layer that is looked at: its size, and what is asked beside it.
    is_all : bool
        Whether the layers that may be seen are all.
    """

    whole: int
    size: bool
    number: bool
    is_all: bool

    @property
    def is_answered(self) -> bool:
        """Whether all may be seen of the layer that is looked at."""
        return self.size and self.number


def seen_from(at: int, count: int, known: Callable[[int], tuple[bool, bool]]) -> Seen:
    """Give what may be seen while layers are predicted: none behind one of which something is not known.

    Parameters
    ----------
    at, count : int
        The layer that is looked at, before which all may be seen, and how many there are.
    known : callable
        Says of a layer by its place whether its size and what is asked beside it are known.
    """
    first = next((one for one in range(max(at, 0), count) if not all(known(one))), count)
    here = known(at) if 0 <= at < count else (True, True)
    return Seen(first, *here, first == count)


def layer_name(layer: Layer, input_shape: Sequence[int], remainder: Remainder) -> str:
    """Name what is asked of a layer on its input."""
    window = f"{layer.kernel} {layer.stride} {layer.padding} {layer.dilation} {layer.groups} {remainder}"
    learns = f"{layer.kind} {layer.units} {layer.bias}"
    return f"{tuple(input_shape)} {learns} {window if layer.slides else ''}"


def ask_of_layer(hub: str, rows: Sequence[Row], at: int, predict: bool) -> Seen:
    """Ask for the layer that is looked at; of it, and of those behind it, only what is known may be seen.

    Parameters
    ----------
    hub : str
        Where what was answered is kept.
    rows : sequence of Row
    at : int
        The layer that is looked at; nothing is asked of one that there is not.
    predict : bool
        Whether anything is asked.
    """
    if not predict:
        return Seen(len(rows), True, True, True)
    if 0 <= at < len(rows):
        _put(hub, rows[at])
    return seen_from(at, len(rows), lambda one: _known(hub, rows[one]))


def _put(hub: str, row: Row) -> None:
    """Say what the layer is and what it is given, and ask."""
    asked, sized = what_is_asked(row), _sized(row)
    st.html(f'<p class="words">{escape(described(row))}</p>')
    if asked is None:
        return
    name = row.node.name
    texts: dict[Kind, str] = {"size": _SIZE.format(name=name)} if sized else {}
    texts["value"] = _NUMBERS[asked].format(name=name)
    task = Task.judged_by(_name(hub, row), (1, 1, 1), lambda at: network_question(row), sized)
    put_questions(hub, task, texts)


def described(row: Row) -> str:
    """Say what a layer is and what it is given, without what is asked.

    >>> from cnnviz.architectures import NETWORKS, measure
    >>> lenet = NETWORKS["lenet5"]
    >>> described(measure(lenet.nodes(), lenet.input_shape()).rows[0])
    'conv1 is given 32 × 32 × 1. 5 × 5 convolution, 6 filters, tanh.'
    """
    given = " and ".join(shape_text(one) for one in row.inputs)
    has_none = row.node.kind == "conv" and not row.biases
    return f"{row.node.name} is given {given}. {title(row.node)}{', no biases' if has_none else ''}."


def _known(hub: str, row: Row) -> tuple[bool, bool]:
    """Say whether size and number of a layer are known; what is not asked is."""
    asked, name = what_is_asked(row), _name(hub, row)
    if asked is None:
        return True, True
    number = is_known(hub, name, "value")
    if _sized(row) is not None:
        return is_known(hub, name, "size"), number
    return asked == "parameters" or number, number  # how many units a dense layer has is typed


def _name(hub: str, row: Row) -> str:
    """Name what is asked: a layer on its input, wherever in a network it stands."""
    node, layer = row.node, row.node.layer
    if layer is None:
        return f"{hub} {row.inputs} {node.kind}"
    return f"{hub} {layer_name(layer, row.inputs[0], node.remainder)} {node.norm}"


def _sized(row: Row) -> dict[str, Any] | None:
    layer = row.node.layer
    return None if layer is None else sizes_of(layer, row.inputs[0], row.node.remainder)


def show_rows(measured: Measured, name: str, file_name: str, rows: Folded, seen: Seen) -> None:
    """Show all layers as a table if it is unfolded, and what saves it; both have every layer's numbers.

    Parameters
    ----------
    measured : Measured
        The layers, computed.
    name, file_name : str
        What the network is called, and the file that saves it.
    rows : Folded
        The fold.
    seen : Seen
        What may be seen: with less than all, neither is shown.
    """
    if not seen.is_all:
        say_hidden(rows, UNTIL)
        return
    if rows.is_open:
        rows.slot.html(layers_table(measured, name))
    with st.container(horizontal=True, gap="small", key="saves"):
        save = partial(layers_csv, measured)
        st.download_button("Save .csv", save, file_name, "text/csv", on_click="ignore", key="csv")
