"""All layers of a network as a table, to be read aloud, copied and saved."""

from __future__ import annotations

import csv
import io
from typing import Final

from cnnviz.architectures import Measured, Row
from cnnviz.architectures.words import title
from cnnviz.counting.formulas import in_bytes, shape_text
from cnnviz.numbers import format_number
from pages.ui.figures.tables import table

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


def layers_table(found: Measured, title: str) -> str:
    """Write all layers, and what they come to together."""
    together = ["Together", "", "", format_number(found.parameters), format_number(found.multiplications)]
    rows = [*map(_line, found.rows), [*together, in_bytes(found.memory), ""]]
    return table(_HEADS, rows, f"{title}, layer by layer", words=(1,))


def layers_csv(found: Measured) -> bytes:
    """Write the same as a file, with numbers that programs read."""
    file = io.StringIO()
    written = csv.writer(file, lineterminator="\n")
    written.writerow(_FILE)
    for row in found.rows:
        counts = [row.weights, row.biases, row.normed, row.multiplications.value, row.memory.value]
        sees = "all" if row.field is None else "x".join(map(str, row.field))
        shape = "x".join(map(str, row.shape))
        written.writerow([row.node.name, title(row.node), " ".join(row.node.inputs), shape, *counts, sees])
    return file.getvalue().encode()


def _line(row: Row) -> list[str]:
    sees = "all" if row.field is None else " × ".join(map(format_number, row.field))
    costs = [row.parameters.result, row.multiplications.result, row.memory.result]
    return [row.node.name, title(row.node), shape_text(row.shape), *costs, sees]
