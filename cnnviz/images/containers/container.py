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
        Bits of a grey value; only looked at above 8.
    white_is_zero : bool
        Whether grey values above 8 bits run from white to black.
    """

    format: str
    width: int
    height: int
    data: bytes
    orientation: int = 1
    bits: int = 8
    white_is_zero: bool = False

    def __post_init__(self) -> None:
        check_size(self.format, self.width, self.height)


def damaged(file_format: str) -> ImageError:
    """Build the sentence for a file that can't be decoded."""
    return ImageError(
        f"this {file_format} file is damaged, cut short or of an unusual kind;"
        " open it in an image editor and save it again as PNG or JPEG, or choose another"
    )
