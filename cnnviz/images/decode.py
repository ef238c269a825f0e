"""From a container to values: the only module in which a decoder works on bytes of unknown origin."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnnviz.errors import ImageError
from cnnviz.images.arrays import WHITE, check_finite, stretch
from cnnviz.images.containers import Container, damaged
from cnnviz.images.convert import fitted_size, resize

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


def decode(container: Container, max_side: int) -> NDArray[np.float32]:
    """Decode a picture whose size has been checked.

    Returns
    -------
    float32 array of shape (H, W) or (3, H, W)
        0–255, upright, on white, no side longer than `max_side`.

    Raises
    ------
    ImageError
        If the decoder gives up, or a value is not finite.
    """
    size = fitted_size((container.height, container.width), max_side)
    try:
        with Image.open(io.BytesIO(container.data), formats=(container.format.upper(),)) as opened:
            if opened.size != (container.width, container.height):
                raise damaged(container.format)
            opened.draft(None, (size[1], size[0]))  # a JPEG is decoded at 1/2, 1/4 or 1/8 where that suffices
            opened.load()
            if opened.mode in ("F", "I") or opened.mode.startswith("I;16"):
                return _deep(opened, container, size)
            return _shallow(opened, container.orientation, size)
    except ImageError:
        raise
    except Exception as error:  # whatever class a decoder's failure on a stranger's bytes has
        raise damaged(container.format) from error


def _shallow(opened: Image.Image, orientation: int, size: tuple[int, int]) -> NDArray[np.float32]:
    picture = _plain(opened).resize((size[1], size[0]), Image.Resampling.BILINEAR)
    if picture.mode in ("LA", "RGBA"):
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture.convert("RGBA")).convert(
            picture.mode.removesuffix("A")
        )
    if orientation in TURNS:
        picture = picture.transpose(TURNS[orientation])
    pixels = np.asarray(picture.convert("L" if picture.mode == "L" else "RGB"), dtype=np.float32)
    return pixels if pixels.ndim == 2 else np.ascontiguousarray(np.moveaxis(pixels, 2, 0))  # (3, H, W)


def _plain(picture: Image.Image) -> Image.Image:
    """Bring any mode of 8 bits or fewer to L, LA, RGB or RGBA."""
    grey = _is_grey(picture)
    if picture.has_transparency_data:
        return picture.convert("LA" if grey else "RGBA")
    return picture.convert("L" if grey else "RGB")


def _is_grey(picture: Image.Image) -> bool:
    palette = picture.getpalette("RGB")
    if palette is None:
        return picture.mode in ("1", "L", "LA", "La")
    red, green, blue = palette[0::3], palette[1::3], palette[2::3]
    return red == green == blue


def _deep(opened: Image.Image, container: Container, size: tuple[int, int]) -> NDArray[np.float32]:
    """Scale grey values of more than 8 bits to 0–255."""
    stored = np.asarray(opened)
    sixteen = stored.dtype.kind == "u"
    if not sixteen:
        check_finite(stored)
    values = resize(stored.astype(np.float32), size)
    values = values * np.float32(WHITE / (2**container.bits - 1)) if sixteen else stretch(values)
    if container.white_is_zero:
        values = np.float32(WHITE) - values
    transparent = opened.info.get("transparency")
    if isinstance(transparent, int):
        opacity = resize((stored != transparent).astype(np.float32), size)
        values = values * opacity + np.float32(WHITE) * (1 - opacity)
    return _turned(values, container.orientation)


def _turned(values: NDArray[np.float32], orientation: int) -> NDArray[np.float32]:
    if orientation not in TURNS:
        return values
    return np.array(Image.fromarray(values).transpose(TURNS[orientation]))
