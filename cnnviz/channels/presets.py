"""Layers to start from, each with the channels that it is shown on."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from cnnviz.channels.layer import Way
from cnnviz.channels.text import write_filters
from cnnviz.kernels import kirsch


@dataclass(frozen=True)
class Preset:
    """A layer, and what it is shown on.

    Attributes
    ----------
    title : str
    filters : str
        As `cnnviz.channels.read_filters` reads them.
    biases : tuple of float
    sample : str
        The picture's name; empty where matrices are typed.
    typed : tuple of str
        The matrices, one for each channel.
    mix : str
        As `cnnviz.channels.read_mix` reads it; empty for ones.
    way : {"full", "separable", "matrix"}
    at : (row, column)
        What is looked at first.
    """

    title: str
    filters: str
    biases: tuple[float, ...]
    sample: str = ""
    typed: tuple[str, ...] = ()
    mix: str = ""
    way: Way = "full"
    at: tuple[int, int] = (0, 0)


_CLOTH = (288, 63)  # red stripes on the astronaut's picture
_LETTERS = (
    "0 0 0 0 0 0 0 0 0 0 0 0 0\n0 1 0 1 0 1 1 1 0 1 1 1 0\n0 0 1 0 0 1 0 1 0 0 1 0 0\n"
    "0 1 0 1 0 1 1 1 0 1 1 1 0\n0 0 0 0 0 0 0 0 0 0 0 0 0"
)
_DETECTORS = "1,-1,1;-1,1,-1;1,-1,1~1,1,1;1,-1,1;1,1,1~1,1,1;-1,1,-1;1,1,1"
_SQUARE = "0 0 0 0 0 0\n0 9 9 9 9 0\n0 9 9 9 9 0\n0 9 9 9 9 0\n0 9 9 9 9 0\n0 0 0 0 0 0"
_STEP = "9 9 9 0 0 0\n" * 5 + "9 9 9 0 0 0"
_RAMP = "\n".join(" ".join(str(row + column) for column in range(6)) for row in range(6))
_UP, _LEFT = "1,2,1;0,0,0;-1,-2,-1", "1,0,-1;2,0,-2;1,0,-1"
_NONE, _ONE = "0,0,0;0,0,0;0,0,0", "0,0,0;0,1,0;0,0,0"
_MINUS = _ONE.replace("1", "-1")
_FOUR = "~".join(
    "_".join(sheets) for sheets in ((_LEFT,) * 3, (_UP,) * 3, (_ONE, _MINUS, _NONE), (_ONE,) * 3)
)
_COMPASS = write_filters(
    np.repeat(np.stack([kirsch(way) for way in ("N", "NE", "E", "SE", "S", "SW", "W", "NW")])[:, None], 3, 1)
)

PRESETS: Final[MappingProxyType[str, Preset]] = MappingProxyType(
    {
        "colours": Preset(
            "Mix colours, 1×1", "1_-1_0~0_1_-1~-1_0_1", (0, 0, 0), sample="astronaut", at=_CLOTH
        ),
        "worked": Preset(
            "By hand: two channels",
            "1,0;0,1_0,-1;1,0",
            (1,),
            typed=("1 2 0\n0 1 3\n2 0 1", "0 1 1\n2 0 1\n1 1 0"),
        ),
        "volume": Preset(
            "6×6×3 under four 3×3×3", _FOUR, (0, 0, 0, 1), typed=(_SQUARE, _STEP, _RAMP), at=(1, 2)
        ),
        "letters": Preset("Find X, O and I", _DETECTORS, (0, 0, 0), typed=(_LETTERS,), at=(1, 1)),
        "eight": Preset("Eight filters on a photo", _COMPASS, (0,) * 8, sample="astronaut", at=_CLOTH),
        "separable": Preset(
            "Depthwise, then pointwise",
            "~".join(["_".join((_LEFT, _UP, "1,1,1;1,1,1;1,1,1"))] * 4),
            (0, 0, 0, 0),
            typed=(_SQUARE, _STEP, _RAMP),
            mix="1_1_0~1_-1_0~0_0_1~0.5_0.5_0.5",
            way="separable",
            at=(1, 2),
        ),
        "matrix": Preset(
            "A matrix: 6×6 under 3×3", "1,2,3;4,5,6;-7,-8,-9", (0,), typed=(_SQUARE,), way="matrix", at=(1, 1)
        ),
    }
)
"""By their names in an address; the page begins with the first."""
