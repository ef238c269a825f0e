"""Maps of numbers to pixels: a byte for each value, with the palette and the range that say what it means."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.figures.palettes import LIGHT
from cnnviz.figures.scales import Limits, Rule, Scale, rule_of


@dataclass(frozen=True)
class Shade:
    """A map ready to be drawn.

    Attributes
    ----------
    index : (H, W) uint8
        An index in the palette for each value.
    palette : (2, 256, 3) uint8
        The colours on a light page, and on a dark one.
    low, high : float
        The values drawn with the palette's two ends; beyond them the colour stays the end's.
    scale : str
        The rule that was used.
    beyond : (bool, bool)
        Whether there are values below `low`, and above `high`.
    """

    index: NDArray[np.uint8]
    palette: NDArray[np.uint8]
    low: float
    high: float
    scale: Scale
    beyond: tuple[bool, bool] = (False, False)


def shade(map: ArrayLike, scale: Scale = "raw", limits: Limits | None = None) -> Shade:
    """Give each value of a map its index in a palette.

    - ``"raw"``: 0 black, 255 white, as an image viewer would; what lies outside is cut off.
    - ``"signed"``: symmetric about 0, which has the page's colour; negative blue, positive orange.
    - ``"clipped"``: negative values as 0; from the page's colour to orange.
    - ``"absolute"``: the sign left out; from the page's colour to orange.
    - ``"minmax"``: the smallest black, the largest white.
    - ``"cyclic"``: directions in degrees, −180…180.
    - ``"categorical"``: whole numbers 0–7, as of a compass's winner, and 8 for a tie.

    A map of one value only is mid-grey under ``"minmax"``; of zeros only, it has the page's colour under
    ``"signed"``, ``"clipped"`` and ``"absolute"``. Infinite values get the ends' colours and don't count for
    the range; NaN is drawn as 0.

    Parameters
    ----------
    map : (H, W) array_like
        May be empty.
    scale : str
    limits : (low, high), optional
        Finite values for the palette's ends, in place of the map's own: see `cnnviz.figures.ranges`. Under
        ``"signed"`` they are made symmetric.

    Returns
    -------
    Shade

    Raises
    ------
    ShapeError
        If the map has not two axes.
    CnnvizError
        If there is no such scale, or the limits are not finite, or the wrong way round.

    Examples
    --------
    >>> shade([[-2, 0, 2]], "signed").index
    array([[  1, 128, 255]], dtype=uint8)
    """
    rule, values = rule_of(scale), as_map(map)
    low, high = extremes(values) if limits is None else limits
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise CnnvizError(f"limits {limits} are not a range; give two finite numbers, the lower first")
    if limits is None or scale == "signed":
        low, high = rule.limits(low, high)
    if scale == "absolute":
        values = np.abs(values)
    least, most = extremes(values)
    beyond = least < low, most > high
    return Shade(_index(values, low, high, rule), rule.palette(), float(low), float(high), scale, beyond)


def shade_all(maps: NDArray[np.floating], scale: Scale, limits: Sequence[Limits]) -> list[Shade]:
    """Give each of several maps what `shade` gives it; where all have the same limits in one go.

    Parameters
    ----------
    maps : (n, H, W)
    scale, limits
        As for `shade`; limits for each map.

    Examples
    --------
    >>> [one.beyond for one in shade_all(np.array([[[1.0, 2.0]], [[-3.0, 0.0]]]), "signed", [(-2, 2)] * 2)]
    [(False, False), (True, False)]
    """
    if len(set(limits)) != 1 or maps.size == 0 or not np.isfinite(maps).all():
        return [shade(one, scale, ends) for one, ends in zip(maps, limits, strict=True)]
    flat = as_map(maps.reshape(len(maps), -1))
    sheet = shade(flat, scale, limits[0])
    sizes = np.abs(flat) if scale == "absolute" else flat
    least, most = sizes.min(axis=1).tolist(), sizes.max(axis=1).tolist()
    return [
        replace(sheet, index=index, beyond=(low < sheet.low, high > sheet.high))
        for index, low, high in zip(sheet.index.reshape(maps.shape), least, most, strict=True)
    ]


def rgb(shaded: Shade) -> NDArray[np.uint8]:
    """Look the colours up, as they are on a light page.

    Returns
    -------
    (H, W, 3) uint8
    """
    return np.take(shaded.palette[LIGHT], shaded.index, axis=0)


def image_rgb(image: ArrayLike) -> NDArray[np.uint8]:
    """Give a picture of 0–255 as pixels, rounded and cut off at both ends.

    Parameters
    ----------
    image : (H, W) or (3, H, W) array_like

    Returns
    -------
    (H, W, 3) uint8

    Raises
    ------
    ShapeError
        If it is neither grey nor has three channels.
    """
    pixels = np.asarray(image)
    if pixels.ndim == 2:
        return rgb(shade(pixels))
    if pixels.ndim != 3 or len(pixels) != 3:
        raise ShapeError(f"an array of the shape {pixels.shape} is not a picture; give (H, W) or (3, H, W)")
    return np.stack([shade(channel).index for channel in pixels], axis=-1)


def as_map(map: ArrayLike) -> NDArray[np.float32]:
    """Give a map as float32; what is too large for it becomes infinite."""
    with np.errstate(over="ignore"):
        values = np.asarray(map).astype(np.float32, copy=False)
    if values.ndim != 2:
        raise ShapeError(f"a map of the shape {values.shape} can't be drawn; give one with rows and columns")
    return values


def extremes(values: NDArray[np.float32]) -> Limits:
    """Give the smallest and the largest finite value; zeros if there is none."""
    if values.size == 0:
        return 0.0, 0.0
    low, high = float(values.min()), float(values.max())
    if math.isfinite(low) and math.isfinite(high):
        return low, high
    finite = values[np.isfinite(values)]
    return extremes(finite)


def _index(values: NDArray[np.float32], low: float, high: float, rule: Rule) -> NDArray[np.uint8]:
    """Map values to the indices from the rule's first to its last, rounded to the nearest."""
    if low == high:
        return np.full(values.shape, rule.flat, dtype=np.uint8)
    extreme = not 1e-30 < high - low < 1e30  # float32 would overflow in the steps below
    with np.errstate(over="ignore"):
        index = np.subtract(values, low, dtype=np.float64 if extreme else np.float32)
        index *= rule.span / (high - low)
        index += rule.first + 0.5
    np.clip(index, rule.first, min(rule.first + rule.span, 255), out=index)
    if np.isnan(index.min(initial=0)):
        zero = rule.first + 0.5 - low * (rule.span / (high - low))
        index[np.isnan(index)] = np.clip(zero, rule.first, 255)
    return index.astype(np.uint8)
