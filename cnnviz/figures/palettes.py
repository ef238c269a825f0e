"""The colours maps are drawn in, derived from lightness and hue to stay apart for colour-blind eyes.

Every palette is (256, 3) uint8 and read-only. All mix two hues only, a blue and an orange, which red-green
colour-blind people tell apart, and lightness, which everybody does; but for `red_green`, which courses use.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures.colour import lab_to_rgb, to_bytes

_BLUE = (275.0, 44.0)  # hue angle in degrees and chroma in L*a*b*: the strongest the screen shows at _DARK
_ORANGE = (50.0, 66.0)
_RED, _GREEN = (30.0, 72.0), (145.0, 52.0)
_WHITE, _DARK = 100.0, 40.0  # L* in the middle and at both ends of the diverging palette
_LIGHT, _SWING = 58.0, 28.0  # L* of the cyclic palette: its mean, and how far it goes up and down


def _between_hues(
    lightness: NDArray[np.float64],
    side: NDArray[np.float64],
    strength: float,
    below: tuple[float, float] = _BLUE,
    above: tuple[float, float] = _ORANGE,
) -> NDArray[np.uint8]:
    """Colours of a given lightness; `side` runs from −1 (the hue `below`) over 0 (grey) to 1 (`above`)."""
    hue = np.radians(np.where(side < 0, below[0], above[0]))
    chroma = np.abs(side) * np.where(side < 0, below[1], above[1]) * strength
    lab = np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1)
    return to_bytes(lab_to_rgb(lab))


def _frozen(palette: NDArray[np.uint8]) -> NDArray[np.uint8]:
    palette.flags.writeable = False
    return palette


@cache
def grey() -> NDArray[np.uint8]:
    """Black to white, as an image viewer shows 0–255.

    Examples
    --------
    >>> grey()[[0, 128, 255]].tolist()
    [[0, 0, 0], [128, 128, 128], [255, 255, 255]]
    """
    return _frozen(np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1))


@cache
def diverging() -> NDArray[np.uint8]:
    """Blue over white to orange: index 128 is white, 1 and 255 are the ends (0 repeats 1).

    Lightness falls evenly and equally from the middle to both ends, so a value and its negative look equally
    strong, and a grey print still shows how large a value is, though not its sign.

    Examples
    --------
    >>> diverging()[128].tolist()
    [255, 255, 255]
    """
    return _frozen(_between_hues(*_falling(), 1.0))


@cache
def red_green() -> NDArray[np.uint8]:
    """Red over white to green, as courses draw weights; otherwise as `diverging`.

    To red-green colour-blind people both ends look much the same: where this is shown, `diverging` must be
    a switch away.

    Examples
    --------
    >>> red, white, green = red_green()[[1, 128, 255]].tolist()
    >>> red[0] > red[1], white, green[1] > green[0]
    (True, [255, 255, 255], True)
    """
    return _frozen(_between_hues(*_falling(), 1.0, _RED, _GREEN))


def _falling() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lightness and side of a palette that falls evenly from white at index 128 to both ends."""
    side = np.maximum(np.arange(256) - 128, -127) / 127
    return _WHITE - (_WHITE - _DARK) * np.abs(side), side


@cache
def cyclic() -> NDArray[np.uint8]:
    """One turn of angles from −180° at index 0: right (0°) is light, down orange, left dark, up blue."""
    angle = np.arange(256) / 256 * 2 * np.pi - np.pi
    return _frozen(_between_hues(_LIGHT + _SWING * np.cos(angle), np.sin(angle), 0.9))


@cache
def categorical(count: int = 8) -> NDArray[np.uint8]:
    """Colours for `count` directions, clockwise from north at index 0, as `cyclic` paints these directions.

    Parameters
    ----------
    count : int
        From 1 to 256; indices from `count` on, which stand for no direction, are mid-grey.
    """
    turns = np.minimum(np.arange(256), count - 1) / count - 0.25  # north is −90°
    palette = cyclic()[np.rint((turns + 0.5) * 256).astype(int) % 256]
    palette[count:] = _between_hues(np.array([_LIGHT]), np.zeros(1), 1.0)
    return _frozen(palette)
