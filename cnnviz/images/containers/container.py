"""What a file says about its picture before anything is decoded."""

from dataclasses import dataclass

from cnnviz.errors import ImageError
from cnnviz.images.limits import check_size


@dataclass(frozen=True)
class Container:
    """A picture file, reduced to its pixels; there is none whose size has not been checked.

    Attributes
    ----------
    format : str
        ``"PNG"``, ``"JPEG"``, ``"WebP"``, ``"BMP"``, ``"GIF"`` or ``"TIFF"``.
    width, height : int
        As stored, in pixels, before `orientation` turns the picture.
    data : bytes
        A file of the same pixels. Text, colour profiles, thumbnails and further pages, which are of no use
        here and could do harm, are left out where the format makes that easy.
    orientation : int
        EXIF's orientation, 1–8; 1 is upright.
    bits : int
        Bits of a value, in a PNG or TIFF.
    numbers : str
        What NumPy calls the grey values of a PNG or TIFF that are no bytes or bits, such as ``"u2"``; empty
        for all else.
    white_is_zero : bool
        Whether `numbers` run from white to black.
    transparent : tuple of int
        A PNG's grey, or red, green and blue, that is fully transparent, in units of `bits`; empty if none is.
    frame : (left, top, right, bottom) or None
        The part of the picture that the file has pixels of, if not all; the rest is transparent.
    is_cut : bool
        Whether the end of a JPEG is missing.
    """

    format: str
    width: int
    height: int
    data: bytes
    orientation: int = 1
    bits: int = 8
    numbers: str = ""
    white_is_zero: bool = False
    transparent: tuple[int, ...] = ()
    frame: tuple[int, int, int, int] | None = None
    is_cut: bool = False

    def __post_init__(self) -> None:
        check_size(self.format, self.width, self.height)


def damaged(file_format: str) -> ImageError:
    """Build the sentence for a file that can't be decoded."""
    return ImageError(
        f"this {file_format} file is damaged, cut short or of an unusual kind;"
        " open it in an image editor and save it again as PNG or JPEG, or choose another"
    )
