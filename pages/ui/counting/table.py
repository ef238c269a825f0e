"""All layers as a table, to be read aloud, copied and saved."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import streamlit as st

from cnnviz.counting import KINDS, Counted, total
from cnnviz.counting.formulas import in_bytes, shape_text
from cnnviz.numbers import format_number
from pages.ui.figures.tables import table
from pages.ui.shell.frame import Folded

_HEADS = ["Layer", "Output", "Weights", "Biases", "Multiplications", "Memory", "One unit sees"]


def show_table(part: Folded, rows: Sequence[Counted | str]) -> None:
    """If unfolded, show all layers that can be counted."""
    if not part.is_open:
        return
    counted = [row for row in rows if isinstance(row, Counted)]
    lines = [_line(number, row) for number, row in enumerate(counted, 1)]
    if len(counted) > 1:
        lines.append(_together(counted))
    with part.slot:
        st.html(table(_HEADS, lines, "Layer by layer"))


def as_csv(rows: Sequence[Counted | str]) -> bytes:
    """Write the same as a file, with numbers that programs read."""
    file = io.StringIO()
    written = csv.writer(file, lineterminator="\n")
    written.writerow(["layer", "output", "weights", "biases", "multiplications", "bytes"])
    for row in rows:
        if isinstance(row, Counted):
            shape = "x".join(map(str, row.shape))
            work, memory = row.multiplications.value, row.memory.value
            written.writerow([row.layer.kind, shape, row.weights, row.biases, work, memory])
    return file.getvalue().encode()


def _line(number: int, row: Counted) -> list[str]:
    sees = "all" if row.field is None else " × ".join(map(format_number, row.field))
    return [
        f"{number} {KINDS[row.layer.kind].title}",
        shape_text(row.shape),
        format_number(row.weights),
        format_number(row.biases),
        row.multiplications.result,
        row.memory.result,
        sees,
    ]


def _together(counted: list[Counted]) -> list[str]:
    found = total(counted)
    memory = in_bytes(sum(row.memory.value for row in counted))
    work = format_number(found.multiplications)
    return ["Together", "", format_number(found.weights), format_number(found.biases), work, memory, ""]
