"""A dense layer beside the first convolution, and a stack beside one convolution that sees as much."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.counting import Beside, Counted, Entered, Layer, as_much, beside, curves, read_stack, total
from cnnviz.counting.beside import SIDES
from cnnviz.numbers import format_number
from pages.ui.counting.editor import as_sentence
from pages.ui.counting.setting import Setting, take_side
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.session import state
from pages.ui.session.component import register
from pages.ui.session.told import tell
from pages.ui.shell.frame import Folded

_component = register("beside")
_UNITS, _FIRST = "c_units", "128"


def typed_units() -> str:
    """Give what is typed for the units of the dense layer, whether that is shown or not."""
    return state.setting(_UNITS, _FIRST, lambda text: text if _read(text) else None)


def show_beside(part: Folded, setting: Setting, text: str) -> None:
    """If unfolded, show the chart and the numbers of both, for as many units as the text says."""
    entered = _read(text)
    if not part.is_open or entered is None:
        return
    with part.slot:
        conv = next((one.layer() for one in setting.stack if one.kind == "conv" and one.is_whole), None)
        if conv is None or not setting.entered.is_whole:
            st.caption("This compares with the first convolution of the list. Add one there.")
            return
        rows, columns, channels = setting.entered.values
        units = entered.values[0]
        both = beside(units, conv, (channels, rows, columns), setting.remainder) if units else None
        _draw(text, as_sentence(entered.faults[0]), units or int(_FIRST), conv, (channels, rows))
        if both is not None:
            tell(dense={"parameters": both.formulas[0].value}, shared=both.formulas[1].value)
            _facts(both)


def show_as_much(rows: Sequence[Counted | str]) -> None:
    """Show what one convolution that sees as much as the stack would learn, if they can be compared."""
    counted = [row for row in rows if isinstance(row, Counted)]
    wider = as_much(counted)
    if wider is None or len(counted) < len(rows):
        return
    side = " × ".join(format_number(number) for number in wider.kernel)
    names = wider.in_channels or ("", "")
    of_c = f" where C = {format_number(wider.channels)}" if wider.in_channels else ""
    facts = [
        Fact(
            "Weights of the stack", format_number(wider.stack), _origin(names[0], of_c, total(counted).terms)
        ),
        Fact(f"Weights of one {side} convolution", format_number(wider.one), _origin(names[1], of_c, "")),
    ]
    show_facts(
        facts, f"One unit of the last layer sees {side} pixels of the input; so would one such kernel."
    )


def take_units(sent: object) -> None:
    """Take over what was typed."""
    if isinstance(sent, str) and _read(sent):
        state.put(_UNITS, sent)


def _read(text: str) -> Entered | None:
    """Read the units of a dense layer; None where it is no such text."""
    stack = read_stack(f"dense_{text}")
    return stack[0] if stack and len(stack) == 1 else None


def _draw(text: str, fault: str, units: int, conv: Layer, picture: tuple[int, int]) -> None:
    channels, side = picture
    dense, shared = curves(units, conv, channels)
    data = {
        "units": text,
        "fault": fault,
        "sides": SIDES,
        "side": side,
        "dense": dense,
        "conv": shared,
        "label": "Parameters of a dense layer and of a convolution, both axes logarithmic.",
    }
    _component(key="c_beside", data=data, react={"units": take_units, "side": take_side})


def _facts(both: Beside) -> None:
    dense, conv = both.formulas
    each, shared = both.weights
    facts = [
        Fact("Dense layer, parameters", dense.result, f"{dense.names()} = {dense.numbers()}"),
        Fact("Convolution, parameters", conv.result, f"{conv.names()} = {conv.numbers()}"),
        Fact(
            "Convolution, neurons", format_number(both.neurons), "one an output; all of a map share a filter"
        ),
        Fact(
            "Weights of one neuron", f"{format_number(each)} : {format_number(shared)}", _fewer(each, shared)
        ),
    ]
    show_facts(facts)


def _fewer(each: int, shared: int) -> str:
    times = format_number(each / shared, 2)
    return (
        f"{times} times fewer with the kernel"
        if each > shared
        else f"{times} times as many without the kernel"
    )


def _origin(names: str, of_c: str, terms: str) -> str:
    return f"{names}{of_c}" if names else terms
