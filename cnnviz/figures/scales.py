"""The scales a map can be drawn on: how each finds its range and its colours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError
from cnnviz.figures import palettes

Scale = Literal["raw", "signed", "clipped", "absolute", "minmax", "cyclic", "categorical"]
Limits = tuple[float, float]

_ZERO = 128  # the middle of a signed palette


@dataclass(frozen=True)
class Rule:
    """How a scale finds its range, and which palette indices that range fills.

    Attributes
    ----------
    limits : callable
        From the smallest and largest value to the values at the palette's ends.
    palette : callable
        Gives the colours, see `palettes`.
    first, span : int
        The lower end's index, and how many indices further the upper end is.
    flat : int
        The index where the range is a single value.
    zero : int or None
        The index of 0 where that has the page's colour; None where colours are no strengths.
    """

    limits: Callable[[float, float], Limits]
    palette: Callable[[], NDArray[np.uint8]]
    first: int = 0
    span: int = 255
    flat: int = 0
    zero: int | None = None


def _symmetric(low: float, high: float) -> Limits:
    largest = max(abs(low), abs(high))
    return -largest, largest


RULES: Mapping[Scale, Rule] = MappingProxyType(
    {
        "raw": Rule(lambda low, high: (0.0, 255.0), palettes.grey),
        "signed": Rule(_symmetric, palettes.diverging, 1, 254, _ZERO, _ZERO),
        "clipped": Rule(
            lambda low, high: (0.0, max(high, 0.0)), palettes.diverging, _ZERO, 127, _ZERO, _ZERO
        ),
        "absolute": Rule(
            lambda low, high: (0.0, max(abs(low), abs(high))), palettes.diverging, _ZERO, 127, _ZERO, _ZERO
        ),
        "minmax": Rule(lambda low, high: (low, high), palettes.grey, flat=128),
        "cyclic": Rule(lambda low, high: (-180.0, 180.0), palettes.cyclic, span=256),
        "categorical": Rule(lambda low, high: (0.0, 255.0), palettes.categorical),
    }
)
"""Every scale: see `cnnviz.figures.shade.shade` for what each means."""


def rule_of(scale: Scale) -> Rule:
    """Give a scale's rule.

    Raises
    ------
    CnnvizError
        If there is no such scale.
    """
    if scale not in RULES:
        raise CnnvizError(f"there is no scale {scale!r}; use one of {', '.join(RULES)}")
    return RULES[scale]
