"""Reading what a picture file says about itself, before a decoder is trusted with it.

One module a format: each has ``read(data) -> Container``. `open_container` finds the right one by content,
not by the file's name.
"""

import struct

from cnnviz.errors import ImageError
from cnnviz.images.containers import bmp, gif, jpeg, png, strangers, tiff, webp
from cnnviz.images.containers.container import Container, damaged

READERS = {
    b"\x89PNG\r\n\x1a\n": ("PNG", png.read),
    b"\xff\xd8\xff": ("JPEG", jpeg.read),
    b"RIFF": ("WebP", webp.read),
    b"BM": ("BMP", bmp.read),
    b"GIF87a": ("GIF", gif.read),
    b"GIF89a": ("GIF", gif.read),
    b"II*\0": ("TIFF", tiff.read),
    b"MM\0*": ("TIFF", tiff.read),
    b"II+\0": ("TIFF", tiff.read),
    b"MM\0+": ("TIFF", tiff.read),
}
"""How files of each format begin."""


def open_container(data: bytes) -> Container:
    """Read a file's header.

    Raises
    ------
    ImageError
        If it is not a picture of a known format, too large or empty, or its header makes no sense.
    """
    for start, (name, read) in READERS.items():
        if data.startswith(start) and (name != "WebP" or data[8:12] == b"WEBP"):
            try:
                return read(data)
            except ImageError:
                raise
            except (struct.error, LookupError, ArithmeticError, ValueError) as error:
                raise damaged(name) from error
    raise ImageError(strangers.describe(data))


__all__ = ["Container", "damaged", "open_container"]
