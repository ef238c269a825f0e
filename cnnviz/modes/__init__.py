"""Dropout, batch norm and scaling of a few typed numbers: what each does, and how it comes about."""

from cnnviz.modes.dropout import MOST_DRAWS, Draw, drawn
from cnnviz.modes.norm import Norm, NormedBatch, normed
from cnnviz.modes.split import Scaled, Scaling, scaled
from cnnviz.modes.typed import MOST, read_between, read_numbers, written

__all__ = [
    "MOST",
    "MOST_DRAWS",
    "Draw",
    "Norm",
    "NormedBatch",
    "Scaled",
    "Scaling",
    "drawn",
    "normed",
    "read_between",
    "read_numbers",
    "scaled",
    "written",
]
