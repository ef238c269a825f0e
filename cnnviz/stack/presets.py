"""Stacks to start from, each on the picture that it is shown on."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.kernels import sobel
from cnnviz.stack.collapse import collapsed
from cnnviz.stack.layers import Conv, Layer, Pool, Stack
from cnnviz.stack.shapes_by_hand import (
    CORNER,
    CORNERS,
    CROSSINGS,
    EDGES,
    FIGURES,
    JUNCTION,
    LINES,
    drawn,
    four_dots,
)


@dataclass(frozen=True)
class Preset:
    """Two stacks, or one, and what they are shown on.

    Attributes
    ----------
    title, about : str
        What it is called, and what there is to see, in a sentence.
    stack, beside : Stack
        The second is empty where there is one only.
    sample : str
        The picture's name; empty where a matrix is typed.
    typed : str
        The matrix.
    at : (layer, map, row, column)
        What is looked at first.
    """

    title: str
    about: str
    stack: Stack
    beside: Stack = ()
    sample: str = ""
    typed: str = ""
    at: tuple[int, int, int, int] = (0, 0, 0, 0)


def _conv(kernels: ArrayLike, curve: str = "linear", bias: float = 0, **sizes: int) -> Conv:
    """Make a convolution: of kernels (k, l) or (F, k, l) over one map, or (F, C, k, l)."""
    filters = np.asarray(kernels, np.float64)
    while filters.ndim < 3:
        filters = filters[None]
    if filters.ndim == 3:
        filters = filters[:, None]
    return Conv(filters, (float(bias),) * len(filters), activation=curve, **sizes)


_SMOOTH = np.outer((1, 2, 1), (1, 2, 1))
_LEFT, _UP = sobel("vertical"), sobel("horizontal")
_TWO = (_conv(_LEFT), _conv(_SMOOTH))
_THREE = (*_TWO, _conv(_SMOOTH))
_FOUR_WAYS = _conv(np.stack([_LEFT, -_LEFT, _UP, -_UP]), "relu", padding=1)
_HALF: Layer = Pool("max", 2, 2)
#: Each adds up an edge across and an edge down: 1 where a filter takes a map of `_FOUR_WAYS`.
_PAIRS = np.array([[1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0], [0, 1, 0, 1]])[:, :, None, None]
_MEETING = _conv(_PAIRS * np.ones((3, 3)), "relu", -1500, padding=1)
_ALL = _conv(np.ones((1, 4, 3, 3)))
_DEEP = (_FOUR_WAYS, _HALF, _MEETING, _HALF, _ALL, _HALF)
_BY_CORNERS = (_conv(CORNERS, "relu"), _conv(four_dots(4), "relu", -3))
_BY_EDGES = (
    _conv(EDGES, "relu", padding=1),
    _conv(CROSSINGS, "relu", -19, padding=1),
    _conv(four_dots(5), "relu", -3),
)
_LINES = _conv(LINES, "relu", -2, padding=1)
_SOBEL = _conv(_UP, padding=1)
_SMALL, _LARGE, _ASTRIDE = drawn((2, 2, 3), (2, 9, 4), (9, 6, 5)), drawn((4, 4, 8)), drawn((3, 3, 8))
_MEAN = _conv(np.full((2, 2), 0.25), stride=2)

PRESETS: Final[MappingProxyType[str, Preset]] = MappingProxyType(
    {
        "deep": Preset(
            "Six layers on a photo",
            "Point at the last layer: the frames widen layer by layer, down to the photo.",
            _DEEP,
            sample="camera",
            at=(5, 0, 18, 32),
        ),
        "one": Preset(
            "Two layers are one kernel",
            "Nothing bends between two convolutions, so one larger kernel gives every number of theirs.",
            _TWO,
            (collapsed(_TWO),),
            sample="camera",
            at=(1, 0, 206, 301),
        ),
        "bent": Preset(
            "With ReLU they are not",
            "The same two kernels with ReLU between them: no one kernel gives the same.",
            (_conv(_LEFT, "relu"), _conv(_SMOOTH)),
            (collapsed(_TWO),),
            sample="camera",
            at=(1, 0, 205, 175),
        ),
        "field": Preset(
            "Three 3×3 against one 7×7",
            "Both see as many pixels; compare their weights, and put a pool in between.",
            _THREE,
            (collapsed(_THREE),),
            sample="camera",
            at=(2, 0, 167, 172),
        ),
        "squares": Preset(
            "Find a square by its corners",
            "Four corner kernels, then a dot for each corner: which of the three squares is left?",
            _BY_CORNERS,
            typed=_SMALL,
            at=(1, 0, 1, 8),
        ),
        "missed": Preset(
            "The same square, larger",
            "The corners are found, but they lie too far apart for the dots.",
            _BY_CORNERS,
            typed=_LARGE,
            at=(1, 0, 3, 3),
        ),
        "pooled": Preset(
            "A pool helps",
            "Pooled first, the large square is as large as what the dots find; beside it without the pool.",
            (_HALF, *_BY_CORNERS),
            _BY_CORNERS,
            typed=_LARGE,
            at=(2, 0, 1, 1),
        ),
        "strided": Preset(
            "A stride helps",
            "A 2×2 mean with stride 2 does what the pool did; beside it without.",
            (_MEAN, *_BY_CORNERS),
            _BY_CORNERS,
            typed=_LARGE,
            at=(2, 0, 1, 1),
        ),
        "astride": Preset(
            "Moved by one, the pool misses",
            "The square now lies across the pool’s windows, and comes out one wider.",
            (_HALF, *_BY_CORNERS),
            typed=_ASTRIDE,
            at=(2, 0, 0, 0),
        ),
        "kirsch": Preset(
            "Kirsch, crossings, four dots",
            "Edges in four directions, then where two of them meet, then four such places at one distance.",
            _BY_EDGES,
            typed=_SMALL,
            at=(2, 0, 1, 8),
        ),
        "tee": Preset(
            "Find a T",
            "Lines across and down, then an arm on both sides, a stem below, and nothing above.",
            (_LINES, _conv(JUNCTION, "relu", -2, padding=2)),
            typed=FIGURES,
            at=(1, 0, 2, 4),
        ),
        "corner": Preset(
            "Find a corner",
            "The same lines; now an arm on the right only, and a stem below only.",
            (_LINES, _conv(CORNER, "relu", -1, padding=2)),
            typed=FIGURES,
            at=(1, 0, 9, 10),
        ),
        "contours": Preset(
            "Sobel, pooled twice",
            "A sixteenth of the numbers still shows the orange contours; the maximum drops the blue ones.",
            (_SOBEL, _HALF, _HALF),
            sample="camera",
            at=(2, 0, 83, 44),
        ),
        "dark": Preset(
            "Min against max on print",
            "Dark letters on light ground: the minimum keeps them, the maximum wipes them away.",
            (Pool("min", 4, 4),),
            (Pool("max", 4, 4),),
            sample="text",
            at=(0, 0, 10, 16),
        ),
        "mean": Preset(
            "Max against average",
            "Both pool the same map: the maximum keeps what is strongest, the average mixes it.",
            (_SOBEL, Pool("max", 4, 4)),
            (_SOBEL, Pool("average", 4, 4)),
            sample="camera",
            at=(1, 0, 83, 44),
        ),
    }
)
"""By their names in an address; the page begins with the first."""
