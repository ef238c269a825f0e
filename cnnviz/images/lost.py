"""What of a picture is lost with the end of its JPEG.

A decoder gives a middle grey to all that data are missing of, and a picture may have that grey itself. So
the file is decoded once more with noise after its data: what the noise changes, data are missing of.
"""

from dataclasses import replace

import numpy as np
from PIL import Image

from cnnviz.images.containers import Container

GREY = 128
"""What a decoder gives to pixels whose data are missing."""
CMYK_GREY = 64
"""The same where all four of its colours are that grey, as red, green and blue."""
_END = 2
"""Bytes of the marker that ends a file."""


def _noise() -> bytes:
    """Data of no picture, with each restart marker, as a decoder may wait for one of them."""
    draw = np.random.default_rng(0)
    pieces = [draw.integers(0, 255, 1000, dtype=np.uint8).tobytes() for _ in range(16)]  # 255 begins a marker
    return b"\0" + b"".join(piece + bytes((0xFF, 0xD0 + k % 8)) for k, piece in enumerate(pieces))


NOISE = _noise()
"""Begins with 0, which makes a value of a byte 255 that the data may end with."""


def followed_by_noise(container: Container) -> Container:
    """The same file with noise between its data and its end."""
    data = container.data
    return replace(container, data=data[:-_END] + NOISE + data[-_END:])


def without_lost(picture: Image.Image, noisy: Image.Image, grey: int) -> Image.Image:
    """Leave white the rows at the end that a cut JPEG has no data of, as browsers do.

    Parameters
    ----------
    picture, noisy : Image
        The file, and the same followed by noise.
    grey : int
        What pixels without data are: `GREY` or `CMYK_GREY`.
    """
    pixels = np.array(picture)
    rows = len(pixels)
    changed = np.flatnonzero((pixels != np.asarray(noisy)).reshape(rows, -1).any(axis=1))
    if not changed.size:
        return picture
    is_grey = (np.abs(pixels.astype(np.int16) - grey) <= 1).reshape(rows, -1).all(axis=1)
    known = np.flatnonzero(~is_grey)
    pixels[max(changed[0], known[-1] + 1 if known.size else 0) :] = 255
    return Image.fromarray(pixels)
