"""Signed maps in a choice of hues: green and red, as courses draw weights, or orange and blue."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.figures import palettes
from cnnviz.figures.scales import Limits
from cnnviz.figures.shade import Shade, shade
from cnnviz.numbers import format_number

Hues = Literal["green_red", "orange_blue"]


@dataclass(frozen=True)
class _Pair:
    positive: str
    negative: str
    palette: Callable[[], NDArray[np.uint8]]


_PAIRS: Mapping[Hues, _Pair] = MappingProxyType(
    {
        "green_red": _Pair("green", "red", palettes.red_green),
        "orange_blue": _Pair("orange", "blue", palettes.diverging),
    }
)


def signed(map: ArrayLike, hues: Hues, limits: Limits | None = None) -> Shade:
    """Shade a map (H, W) symmetrically about 0, which is white: as `shade` with ``"signed"``, in these hues.

    Examples
    --------
    >>> signed([[-2, 0, 2]], "green_red").index
    array([[  1, 128, 255]], dtype=uint8)
    """
    return replace(shade(map, "signed", limits), palette=_PAIRS[hues].palette())


def signed_text(shaded: Shade, hues: Hues) -> str:
    """Say which values a signed map's colours stand for.

    Examples
    --------
    >>> signed_text(signed([[-0.5, 0.25]], "green_red"), "green_red")
    '−0.5 … 0.5: positive green, 0 white, negative red'
    """
    if shaded.high == 0:
        return "0 everywhere, white"
    pair = _PAIRS[hues]
    low, high = format_number(shaded.low, 3), format_number(shaded.high, 3)
    return f"{low} … {high}: positive {pair.positive}, 0 white, negative {pair.negative}"
