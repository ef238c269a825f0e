"""All layers as a table, to be read aloud, copied and saved."""

from __future__ import annotations

import csv
import io
from typing import Final

import streamlit as st

from cnnviz.architectures import Row
from cnnviz.architectures.words import title
from cnnviz.counting.formulas import in_bytes, shape_text
from cnnviz.numbers import format_number
from pages.ui.architectures.setting import Chosen
from pages.ui.figures.tables import table
from pages.ui.shell.frame import Folded

_HEADS: Final = ("Layer", "What", "Output", "Parameters", "Multiplications", "Memory", "One unit sees")
_FILE: Final = (
    "layer",
    "what",
    "inputs",
    "output",
    "weights",
    "biases",
    "batch norm",
    "multiplications",
    "bytes",
    "sees",
)


def show_table(part: Folded, chosen: Chosen) -> None:
    """If unfolded, show all layers."""
    if not part.is_open:
        return
    found = chosen.measured
    together = ["Together", "", "", format_number(found.parameters), format_number(found.multiplications)]
    rows = [*map(_line, found.rows), [*together, in_bytes(found.memory), ""]]
    with part.slot:
        st.html(table(_HEADS, rows, f"{chosen.title}, layer by layer", words=(1,)))


def as_csv(chosen: Chosen) -> bytes:
    """Write the same as a file, with numbers that programs read."""
    file = io.StringIO()
    written = csv.writer(file, lineterminator="\n")
    written.writerow(_FILE)
    for row in chosen.measured.rows:
        counts = [row.weights, row.biases, row.normed, row.multiplications.value, row.memory.value]
        sees = "all" if row.field is None else "x".join(map(str, row.field))
        shape = "x".join(map(str, row.shape))
        written.writerow([row.node.name, title(row.node), " ".join(row.node.inputs), shape, *counts, sees])
    return file.getvalue().encode()


def _line(row: Row) -> list[str]:
    sees = "all" if row.field is None else " × ".join(map(format_number, row.field))
    costs = [row.parameters.result, row.multiplications.result, row.memory.result]
    return [row.node.name, title(row.node), shape_text(row.shape), *costs, sees]
