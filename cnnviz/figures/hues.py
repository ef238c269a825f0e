"""Signed maps in a choice of hues: green and red, as courses draw weights, or orange and blue."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.figures import palettes
from cnnviz.figures.legend import end_texts
from cnnviz.figures.scales import Limits
from cnnviz.figures.shade import Shade, shade

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


def shared_limit(maps: ArrayLike, share: float = 0.99) -> Limits:
    """Give the range, symmetric about 0, that holds a share of all values of several maps.

    A few strong weights would leave all others pale; what lies beyond gets the colours of the ends.

    Examples
    --------
    >>> shared_limit([[-1, 0, 1, 2, 100]], share=0.75)
    (-2.0, 2.0)
    """
    largest = float(np.quantile(np.abs(np.asarray(maps, np.float64)), share))
    return -largest, largest


def signed(map: ArrayLike, hues: Hues, limits: Limits | None = None) -> Shade:
    """Shade a map (H, W) symmetrically about 0, as `shade` with ``"signed"``, but in these hues.

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
    '−0.5 … 0.5: positive green, 0 the colour of the page, negative red'
    """
    if shaded.high == 0:
        return "0 everywhere, the colour of the page"
    pair = _PAIRS[hues]
    low, high = end_texts([shaded], digits=3)
    return f"{low} … {high}: positive {pair.positive}, 0 the colour of the page, negative {pair.negative}"
