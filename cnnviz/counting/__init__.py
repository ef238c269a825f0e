"""What layers come to before any picture is there: sizes, parameters, multiplications, memory.

`stack` reads layers as they are typed, `count` works them out, `formula` holds numbers with their names.
"""

from cnnviz.counting.beside import Beside, beside, curves
from cnnviz.counting.count import Counted, Total, count, total
from cnnviz.counting.fitting import Choice, Misfit, choices, misfit
from cnnviz.counting.formula import Formula, Sign, Term
from cnnviz.counting.layer import INPUT, KINDS, Field, Kind, Layer
from cnnviz.counting.presets import PRESETS, Preset
from cnnviz.counting.row import Row, row_of
from cnnviz.counting.stack import MOST, Entered, read_input, read_stack, written
from cnnviz.counting.wider import Wider, as_much

__all__ = [
    "INPUT",
    "KINDS",
    "MOST",
    "PRESETS",
    "Beside",
    "Choice",
    "Counted",
    "Entered",
    "Field",
    "Formula",
    "Kind",
    "Layer",
    "Misfit",
    "Preset",
    "Row",
    "Sign",
    "Term",
    "Total",
    "Wider",
    "as_much",
    "beside",
    "choices",
    "count",
    "curves",
    "misfit",
    "read_input",
    "read_stack",
    "row_of",
    "total",
    "written",
]
