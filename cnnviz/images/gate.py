"""The one gate for pictures: a file's bytes or an array in, a read-only float32 array out."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from cnnviz.errors import ImageError
from cnnviz.images.convert import fit
from cnnviz.images.limits import MAX_BYTES, MAX_JPEG_PIXELS, MAX_PIXELS, WORKING_SIDE

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")


def load(source: bytes | NDArray[Any], max_side: int = WORKING_SIDE) -> NDArray[np.float32]:
    """Open a picture."""
    if isinstance(source, bytes):
        image = _decode(source, max_side)
    else:
        image = source.astype(np.float32)
    image = fit(image, max_side)
    image.flags.writeable = False
    return image


def _decode(data: bytes, max_side: int) -> NDArray[np.float32]:
    if len(data) > MAX_BYTES:
        raise ImageError("this file is too large")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            limit = MAX_JPEG_PIXELS if opened.format == "JPEG" else MAX_PIXELS
            if opened.width * opened.height > limit:
                raise ImageError("this picture has too many pixels")
            opened.draft(None, (max_side, max_side))
            picture = ImageOps.exif_transpose(opened)
            if picture.has_transparency_data:
                picture = picture.convert("RGBA")
                white = Image.new("RGBA", picture.size, "white")
                picture = Image.alpha_composite(white, picture)
            if picture.mode not in ("L", "1"):
                picture = picture.convert("RGB")
            else:
                picture = picture.convert("L")
            picture.thumbnail((max_side, max_side))
            pixels = np.asarray(picture, dtype=np.float32)
    except ImageError:
        raise
    except Exception as error:
        raise ImageError("this file can't be opened as a picture; save it as PNG or JPEG") from error
    return pixels if pixels.ndim == 2 else np.ascontiguousarray(np.moveaxis(pixels, 2, 0))
