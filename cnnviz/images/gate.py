"""The one gate for pictures: a file's bytes or an array in, a read-only float32 array out."""

from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ImageError
from cnnviz.images.arrays import from_array
from cnnviz.images.containers import Container, open_container
from cnnviz.images.convert import fit
from cnnviz.images.decode import decode
from cnnviz.images.limits import MAX_BYTES, WORKING_SIDE
from cnnviz.images.spans import Span

LOST_END = "The end of this file is missing; what was lost of the picture is white."
AT_ONCE = 2
"""Files that a process decodes at a time: each may take 300 MB, and a whole class may send one at once."""
SIDEWAYS = (5, 6, 7, 8)
"""EXIF orientations that swap height and width."""

_turns = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Opened:
    """A file's picture, and what its file left open.

    Attributes
    ----------
    image : read-only float32 array of shape (H, W) or (3, H, W)
        See `load`.
    original : (int, int)
        Height and width of the file's picture, upright, before it was scaled down.
    notes : tuple of str
        Sentences on what could not be read as the file has it; usually none.
    spans : tuple of Span
        Of a file of numbers that does not say which is black and which is white: what can be taken for them,
        the span in use first. Usually empty.
    """

    image: NDArray[np.float32]
    original: tuple[int, int]
    notes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Come from another process; NumPy makes every array anew, and writable."""
        vars(self).update(state)
        self.image.flags.writeable = False


def open_picture(data: bytes, max_side: int = WORKING_SIDE, span: Span | None = None) -> Opened:
    """Open a file; `load` does the same, and gives only the picture.

    Threads that come while `AT_ONCE` files are being decoded wait for their turn.

    Parameters
    ----------
    data : bytes
        A whole file.
    max_side : int
        See `load`.
    span : Span, optional
        Which numbers are black and white, in place of the first of `Opened.spans`.

    Raises
    ------
    ImageError
        See `load`.
    """
    container = _checked(data)
    with _turns:
        decoded = decode(container, max_side, span)
    decoded.values.flags.writeable = False
    notes = [LOST_END] if container.is_cut else []
    if decoded.spans:
        notes.append(f"This file doesn't say which numbers are black and white: {decoded.spans[0]} is shown.")
    return Opened(decoded.values, _upright_size(container), tuple(notes), decoded.spans)


def load(source: bytes | NDArray[Any], max_side: int = WORKING_SIDE) -> NDArray[np.float32]:
    """Open a picture.

    A file may be a PNG, JPEG, WebP, BMP, GIF or TIFF, told by its content, of 1 to 16 bits, or a TIFF of
    floats or 32-bit whole numbers. It comes out upright (EXIF, or XMP in a PNG), on white where it was
    transparent, as red, green and blue where it was CMYK or had a palette; of several pictures in one file,
    the first. A JPEG that lost its end is white there. Colour profiles are not applied. Its size is read from
    the header and checked before anything is decoded.

    Parameters
    ----------
    source : bytes or array
        A whole file, or values as `from_array` takes them.
    max_side : int
        A picture with a longer side is scaled down to it, each new value the weighted mean of all the old
        ones it covers.

    Returns
    -------
    read-only float32 array of shape (H, W) or (3, H, W)
        0–255. A file of greys, or with a palette of greys, is (H, W). 16 bits of grey are divided by 257,
        16 bits of colour cut to the upper 8. Which numbers of a TIFF are black and white is guessed; see
        `open_picture`.

    Raises
    ------
    ImageError
        Whatever is wrong with the picture; its sentence says what to do.

    Examples
    --------
    >>> load(np.array([[0, 128, 255]], dtype=np.uint8)).tolist()
    [[0.0, 128.0, 255.0]]
    """
    if not isinstance(source, np.ndarray):
        return open_picture(source, max_side).image
    image = fit(from_array(source), max_side)
    image.flags.writeable = False
    return image


def load_file(path: Path, max_side: int = WORKING_SIDE) -> NDArray[np.float32]:
    """Open a picture that is a file of this computer; see `load`."""
    return load(path.read_bytes(), max_side)


def original_size(data: bytes) -> tuple[int, int]:
    """Height and width of a file's picture, upright, before it was scaled down; nothing is decoded.

    Raises
    ------
    ImageError
        If the file is none that `load` would try to decode.
    """
    return _upright_size(_checked(data))


def _upright_size(container: Container) -> tuple[int, int]:
    if container.orientation in SIDEWAYS:
        return container.width, container.height
    return container.height, container.width


def _checked(data: bytes) -> Container:
    if len(data) > MAX_BYTES:
        raise ImageError(
            f"this file is {len(data) / 1024**2:.1f} MB large, and at most {MAX_BYTES // 1024**2} MB can be "
            f"opened; make the picture smaller or save it as JPEG"
        )
    return open_container(data)
