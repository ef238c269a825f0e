"""The formulas of the layer that is looked at, large, and what does not fit."""

from __future__ import annotations

from html import escape

import streamlit as st

from cnnviz.counting import Counted, Formula, Sign, Term, choices, misfit
from cnnviz.counting.fitting import needed
from cnnviz.numbers import format_number
from pages.ui.counting.setting import Setting
from pages.ui.figures.tables import table
from pages.ui.linked.layer_questions import Seen

_AXES = ("Output, rows", "Output, columns")


def show_formulas(setting: Setting, seen: Seen) -> None:
    """Show each formula with names and numbers, but those that are to be predicted."""
    row = setting.looked_at()
    if isinstance(row, str) or row is None:
        st.html(
            '<p class="counted">Change what is marked in the list: its sizes and costs then stand here.</p>'
        )
        return
    is_seen = {
        "Parameters": seen.number,
        "Multiplications": seen.is_answered,
        "Memory of the output": seen.size,
    }
    named = [one for one in formulas_of(row) if is_seen.get(one[0], seen.size)]
    lines = "".join(_line(name, formula, name not in is_seen) for name, formula in named)
    words = _words(row) if seen.is_answered else ""
    st.html(f'<div class="counted">{lines}</div><p class="words">{escape(words)}</p>')


def formulas_of(row: Counted) -> list[tuple[str, Formula]]:
    """Give all formulas of a layer, by the names of what they give."""
    names = ["Output"] if len(row.sizes) == 1 else _AXES
    costs = [("Parameters", row.parameters), ("Multiplications", row.multiplications)]
    return [*zip(names, row.sizes, strict=True), *costs, ("Memory of the output", row.memory)]


def show_misfit(setting: Setting) -> None:
    """Say what does not fit and what could be done; nothing where all fits."""
    row = setting.looked_at()
    if isinstance(row, str):  # refused: what it would be is told all the same
        rows = setting.counted("floor")
        row = rows[setting.chosen] if setting.chosen < len(rows) else None
    found = misfit(row) if isinstance(row, Counted) else []
    if not found or not isinstance(row, Counted):
        return
    told = "".join(f"<p>{escape(one.sentences())}</p>" for one in found)
    rows_of_table = [[one.title, one.gives] for one in choices(row)]
    keys = [one.key for one in choices(row)]
    drawn = table(
        ["If windows don’t fit", "What comes out"],
        rows_of_table,
        chosen=keys.index(setting.remainder),
        words=[1],
    )
    st.html(f'<div class="misfit"><h2>It does not fit</h2>{told}{drawn}</div>')


def _line(name: str, formula: Formula, is_size: bool) -> str:
    """Write a formula: each number with its name below it; for readers the whole as a line of text."""
    parts = "".join(_piece(piece) for piece in formula.pieces)
    return (
        f'<div class="count-line{" count-size" if is_size else ""}"><h2>{escape(name)}</h2>'
        f'<p class="told">{escape(formula.text())}</p>'
        f'<div class="count-formula" aria-hidden="true">{parts}<span class="count-sign">=</span>'
        f'<mark class="result">{escape(formula.result)}</mark></div></div>'
    )


def _piece(piece: Term | Sign | str) -> str:
    if isinstance(piece, Term):
        number, name = escape(piece.number), escape(piece.name)
        return f'<span class="count-term"><b>{number}</b><small>{name}</small></span>'
    text = piece if isinstance(piece, str) else piece.among_numbers
    return f'<span class="count-sign">{escape(text.strip())}</span>'


def _words(row: Counted) -> str:
    """Say in a sentence or two what the formulas leave out."""
    told = []
    padded = needed(row)
    if padded:
        told.append(f"With its padding the picture is {padded[0]} × {padded[1]}.")
    if row.weights:
        told.append(
            f"{_several(row.weights, 'weight', 'weights')} and {_several(row.biases, 'bias', 'biases')}."
        )
    if row.plan is not None and row.layer.kind == "conv":
        maps, rows, columns = row.shape
        told.append(
            f"{_several(maps * rows * columns, 'neuron uses', 'neurons, one an output, share')} them: "
            "the parameters do not depend on the picture’s size."
        )
    elif row.plan is not None:
        told.append(f"Depth stays {format_number(row.shape[0])}: each map is pooled by itself.")
    return " ".join(told)


def _several(number: int, one: str, many: str) -> str:
    return f"{format_number(number)} {one if number == 1 else many}"
