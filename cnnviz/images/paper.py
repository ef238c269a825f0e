"""Laying a picture on white paper where it is transparent."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnnviz.images.containers import Container
from cnnviz.images.scaling import Box

Lay = Callable[[Box], Image.Image]
"""Gives a box of a picture, on white paper."""
Decode = Callable[[str], Image.Image]
"""Decodes the file in another of Pillow's raw modes."""


def paper_mode(picture: Image.Image) -> str:
    """``"L"`` for a picture of greys, or with a palette of greys, else ``"RGB"``."""
    palette = picture.getpalette("RGB")
    if palette is None:
        return "L" if picture.mode in ("1", "L", "LA", "La") else "RGB"
    red, green, blue = palette[0::3], palette[1::3], palette[2::3]
    return "L" if red == green == blue else "RGB"


def on_white(picture: Image.Image, container: Container, again: Decode) -> Lay:
    """Give a function that lays a box of a picture of 8 bits or fewer on white paper.

    It is done before scaling, so that what is transparent weighs nothing in any new pixel.
    """
    mode = paper_mode(picture)
    transparent = container.transparent
    # Pillow keeps the upper byte of 16 bits; which colour is transparent, the lower ones say, too
    lower = again("RGB;16L") if transparent and container.bits == 16 else None

    def lay(box: Box) -> Image.Image:
        band = picture.crop(box)
        if transparent:
            pixels = np.asarray(band.convert(mode))
            is_clear = _equals(pixels, _upper(transparent, container.bits))
            if lower is not None:
                is_clear &= _equals(np.asarray(lower.crop(box)), tuple(value & 255 for value in transparent))
            band = Image.fromarray(np.where(is_clear[..., None] if mode == "RGB" else is_clear, 255, pixels))
        elif band.has_transparency_data:
            band = band.convert("LA" if mode == "L" else "RGBA")
            paper = Image.new(mode, band.size, "white")
            paper.paste(band.convert(mode), mask=band.getchannel("A"))
            return paper
        return band.convert(mode)

    return lay


def framed(lay: Lay, container: Container) -> Lay:
    """Leave white what is outside of a file's frame."""
    if container.frame is None or container.frame == (0, 0, container.width, container.height):
        return lay
    left, top, right, bottom = container.frame

    def laid(box: Box) -> Image.Image:
        band = lay(box)
        inside = (left, max(top - box[1], 0), right, min(bottom, box[3]) - box[1])
        paper = Image.new(band.mode, band.size, "white")
        if inside[1] < inside[3]:
            paper.paste(band.crop(inside), inside)
        return paper

    return laid


def _equals(pixels: NDArray[Any], colour: tuple[int, ...]) -> NDArray[Any]:
    same = np.asarray(pixels == np.array(colour if len(colour) > 1 else colour[0], np.uint8))
    return np.asarray(same.all(axis=2)) if pixels.ndim == 3 else same


def _upper(colour: tuple[int, ...], bits: int) -> tuple[int, ...]:
    """A colour in a file's units as Pillow gives it, with 8 bits."""
    return tuple(value >> 8 if bits == 16 else value * 255 // ((1 << bits) - 1) for value in colour)
