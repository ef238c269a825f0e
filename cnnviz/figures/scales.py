"""The scales a map can be drawn on: how each finds its range and its colours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import palettes

Scale = Literal["raw", "signed", "clipped", "absolute", "minmax", "cyclic", "categorical"]
Limits = tuple[float, float]


@dataclass(frozen=True)
class Rule:
    """How a scale finds its range, and which palette indices that range fills.

    Attributes
    ----------
    limits : callable
        From the smallest and largest value to the values at the palette's ends.
    palette : callable
        Gives the (256, 3) colours.
    first, span : int
        The lower end's index, and how many indices further the upper end is.
    flat : int
        The index where the range is a single value.
    """

    limits: Callable[[float, float], Limits]
    palette: Callable[[], NDArray[np.uint8]]
    first: int = 0
    span: int = 255
    flat: int = 0


def _symmetric(low: float, high: float) -> Limits:
    largest = max(abs(low), abs(high))
    return -largest, largest


RULES: Mapping[Scale, Rule] = MappingProxyType(
    {
        "raw": Rule(lambda low, high: (0.0, 255.0), palettes.grey),
        "signed": Rule(_symmetric, palettes.diverging, first=1, span=254, flat=128),
        "clipped": Rule(lambda low, high: (0.0, max(high, 0.0)), palettes.grey),
        "absolute": Rule(lambda low, high: (0.0, max(abs(low), abs(high))), palettes.grey),
        "minmax": Rule(lambda low, high: (low, high), palettes.grey, flat=128),
        "cyclic": Rule(lambda low, high: (-180.0, 180.0), palettes.cyclic, span=256),
        "categorical": Rule(lambda low, high: (0.0, 255.0), palettes.categorical),
    }
)
"""Every scale: see `cnnviz.figures.shade.shade` for what each means."""
