"""The colours maps are drawn in, derived from lightness and hue to stay apart for colour-blind eyes.

Every palette is (2, 256, 3) uint8 and read-only: 256 colours for a light page, and as many for a dark one.
All mix two hues only, a blue and an orange, which red-green colour-blind people tell apart, and lightness,
which everybody does; but for `red_green`, which courses use. Only signed palettes differ on a dark page:
their middle stands for 0 and is the colour of the page.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures.colour import lab_to_rgb, to_bytes

_BLUE = (275.0, 44.0)  # hue angle in degrees and chroma in L*a*b*: the strongest the screen shows at _DARK
_ORANGE = (50.0, 66.0)
_RED, _GREEN = (30.0, 72.0), (145.0, 52.0)
_WHITE, _DARK = 100.0, 40.0  # L* in the middle and at both ends of the diverging palette on a light page
# L*a*b* on a dark page: of the page, and of the ends; --paper, --neg and --pos of tokens.css, then two more.
_PAPER = (7.636, 0.041, -3.994)
_BRIGHT_BLUE, _BRIGHT_ORANGE = (73.688, -9.783, -40.664), (71.366, 35.379, 51.573)
_BRIGHT_RED, _BRIGHT_GREEN = (72.0, 43.3, 25.0), (72.0, -42.6, 29.8)
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


def _growing(below: tuple[float, ...], above: tuple[float, ...]) -> NDArray[np.uint8]:
    """Colours that grow lighter from the dark page's at index 128 to `below` at 1 and `above` at 255."""
    side = _side()[:, None]
    ends = np.where(side < 0, below, above)
    return to_bytes(lab_to_rgb(np.array(_PAPER) + np.abs(side) * (ends - _PAPER)))


def _frozen(light: NDArray[np.uint8], dark: NDArray[np.uint8] | None = None) -> NDArray[np.uint8]:
    """Both forms of a palette; without a dark one, the same twice."""
    palette = np.stack([light, light if dark is None else dark])
    palette.flags.writeable = False
    return palette


#: Where the form for a light page stands in a palette, and that for a dark one.
LIGHT, DARK = 0, 1


@cache
def grey() -> NDArray[np.uint8]:
    """Black to white, as an image viewer shows 0–255.

    Examples
    --------
    >>> grey()[LIGHT, [0, 128, 255]].tolist()
    [[0, 0, 0], [128, 128, 128], [255, 255, 255]]
    """
    return _frozen(np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1))


@cache
def diverging() -> NDArray[np.uint8]:
    """Blue over the page's colour to orange: index 128 is the page, 1 and 255 are the ends (0 repeats 1).

    On a light page lightness falls evenly from the middle to both ends, on a dark one it rises evenly. So a
    value and its negative look equally strong, and a grey print still shows how large a value is, though not
    its sign.

    Examples
    --------
    >>> diverging()[LIGHT, 128].tolist(), diverging()[DARK, 128].tolist()
    ([255, 255, 255], [20, 23, 28])
    """
    return _frozen(_between_hues(*_falling(), 1.0), _growing(_BRIGHT_BLUE, _BRIGHT_ORANGE))


@cache
def red_green() -> NDArray[np.uint8]:
    """Red over the page's colour to green, as courses draw weights; otherwise as `diverging`.

    To red-green colour-blind people both ends look much the same: where this is shown, `diverging` must be
    a switch away.

    Examples
    --------
    >>> red, white, green = red_green()[LIGHT, [1, 128, 255]].tolist()
    >>> red[0] > red[1], white, green[1] > green[0]
    (True, [255, 255, 255], True)
    """
    return _frozen(_between_hues(*_falling(), 1.0, _RED, _GREEN), _growing(_BRIGHT_RED, _BRIGHT_GREEN))


def _side() -> NDArray[np.float64]:
    """How far each index is from the middle, −1 to 1."""
    side: NDArray[np.float64] = np.maximum(np.arange(256) - 128, -127) / 127
    return side


def _falling() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lightness and side of a palette that falls evenly from white at index 128 to both ends."""
    side = _side()
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
    palette = cyclic()[LIGHT, np.rint((turns + 0.5) * 256).astype(int) % 256]
    palette[count:] = _between_hues(np.array([_LIGHT]), np.zeros(1), 1.0)
    return _frozen(palette)
