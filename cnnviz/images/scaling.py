"""Scaling a decoded picture, a band of rows at a time, so that no second picture of its size is made."""

from collections.abc import Callable, Iterator

from PIL import Image

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, as Pillow counts."""

BAND_PIXELS = 500_000


def bands(size: tuple[int, int]) -> Iterator[Box]:
    """Cut a picture of a width and height into bands.

    Examples
    --------
    >>> list(bands((500, 1500)))
    [(0, 0, 500, 1000), (0, 1000, 500, 1500)]
    """
    width, height = size
    rows = max(1, BAND_PIXELS // width)
    for top in range(0, height, rows):
        yield 0, top, width, min(top + rows, height)


def scaled(
    old: tuple[int, int], new: tuple[int, int], mode: str, band: Callable[[Box], Image.Image]
) -> Image.Image:
    """Scale a picture with a triangle filter, as `cnnviz.images.convert.resize` does.

    Parameters
    ----------
    old, new : (int, int)
        Width and height.
    mode : str
        Pillow's, of the bands and the result.
    band : callable
        Takes a box of the old picture, and gives its pixels.
    """
    narrow = Image.new(mode, (new[0], old[1]))
    for box in bands(old):  # rows are made narrow one by one, then columns low
        pixels = band(box)
        narrow.paste(pixels.resize((new[0], pixels.height), Image.Resampling.BILINEAR), (0, box[1]))
    return narrow.resize(new, Image.Resampling.BILINEAR)
