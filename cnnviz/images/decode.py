"""From a container to values: the only module in which a decoder works on bytes of unknown origin."""

import io
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile

from cnnviz.errors import ImageError
from cnnviz.images.containers import Container, damaged
from cnnviz.images.convert import fitted_size
from cnnviz.images.deep import as_greys, offered_spans, spans_of
from cnnviz.images.lost import CMYK_GREY, GREY, followed_by_noise, without_lost
from cnnviz.images.paper import framed, on_white, paper_mode
from cnnviz.images.scaling import scaled
from cnnviz.images.spans import Span

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its EXIF orientation."""


@dataclass(frozen=True)
class Decoded:
    """A picture that has been decoded.

    Attributes
    ----------
    values : float32 array of shape (H, W) or (3, H, W)
        0–255, upright, on white.
    spans : tuple of Span
        Of a file that does not say which number is black and which is white: what can be taken, the one that
        was taken first. Else empty.
    """

    values: NDArray[np.float32]
    spans: tuple[Span, ...] = ()


def decode(container: Container, max_side: int, span: Span | None = None) -> Decoded:
    """Decode a picture whose size has been checked.

    Parameters
    ----------
    container : Container
    max_side : int
        No side comes out longer.
    span : Span, optional
        Which numbers are black and white in a file that doesn't say it, instead of the likeliest ones.

    Raises
    ------
    ImageError
        If the decoder gives up, or a value is not finite.
    """
    height, width = fitted_size((container.height, container.width), max_side)
    try:
        picture, found = _scaled(container, (width, height), span)
        if container.is_cut:
            noisy, _ = _scaled(followed_by_noise(container), (width, height), span)
            picture = without_lost(picture, noisy, _lost_grey(container))
        return Decoded(_upright(picture, container), found)
    except ImageError:
        raise
    except Exception as error:  # whatever class a decoder's failure on a stranger's bytes has
        raise damaged(container.format) from error


def _scaled(
    container: Container, size: tuple[int, int], span: Span | None
) -> tuple[Image.Image, tuple[Span, ...]]:
    with _open(container) as opened:
        opened.draft(None, size)  # a JPEG is decoded at 1/2, 1/4 or 1/8 where that suffices
        opened.load()
        if container.numbers:
            found = spans_of(opened, container)
            greys = partial(as_greys, opened, container, span or found[0])
            return scaled(opened.size, size, "F", greys), offered_spans(found, container, span)
        _check_depth(opened, container)
        lay = on_white(opened, container, partial(_again, container))
        return scaled(opened.size, size, paper_mode(opened), framed(lay, container)), ()


def _check_depth(opened: Image.Image, container: Container) -> None:
    """Refuse colours of 12 bits or fewer in 16: Pillow keeps the upper 8 of these, which are almost black."""
    if container.format != "TIFF" or container.bits != 16 or opened.mode not in ("RGB", "RGBA"):
        return
    highest = np.array(opened.getextrema())[:3].max()
    if highest < 1 << 4:
        raise ImageError(
            "this TIFF has room for 16 bits a colour and uses at most 12, so that it would come out almost "
            "black; save it with 8 bits a colour, or as PNG"
        )


def _open(container: Container) -> ImageFile.ImageFile:
    opened = Image.open(io.BytesIO(container.data), formats=(container.format.upper(),))
    if opened.size != (container.width, container.height):
        opened.close()
        raise damaged(container.format)
    return opened


def _lost_grey(container: Container) -> int:
    with _open(container) as opened:
        return CMYK_GREY if opened.mode == "CMYK" else GREY


def _again(container: Container, raw_mode: str) -> Image.Image:
    """Decode a PNG once more, in another of Pillow's raw modes."""
    with _open(container) as opened:
        opened.tile = [tile._replace(args=raw_mode) for tile in opened.tile]
        opened.load()
        return opened


def _upright(picture: Image.Image, container: Container) -> NDArray[np.float32]:
    """The values of a picture, channels first, turned as its orientation says."""
    if container.orientation in TURNS:
        picture = picture.transpose(TURNS[container.orientation])
    if picture.mode != "RGB":
        return np.array(picture, dtype=np.float32)
    values = np.empty((3, picture.height, picture.width), np.float32)
    for channel, name in zip(values, "RGB", strict=True):
        channel[:] = np.asarray(picture.getchannel(name))
    return values
