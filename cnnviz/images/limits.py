"""What the gate accepts, and how large a picture the app works on."""

from typing import Final

from cnnviz.errors import ImageError

MAX_BYTES: Final = 15 * 1024 * 1024
"""The largest file, in bytes (15 MB); the server's upload limit is the same."""

MAX_JPEG_PIXELS: Final = 8192 * 6144
"""The most pixels of a JPEG: a photo of the sensors that are sold as 50 megapixels. Large ones are decoded at
reduced size."""

MAX_WEBP_PIXELS: Final = 16_000_000
"""The most pixels of a WebP. Its decoder and Pillow hold the picture four times, at 4 bytes a pixel."""

MAX_PIXELS: Final = 25_000_000
"""The most pixels of any other file, and of an array."""

MAX_SIDE: Final = 65_535
"""The longest side, in pixels: a JPEG's own limit. Decoders keep a record of each row, so that a picture one
pixel wide and millions tall needs far more memory than its pixels."""

WORKING_SIDE: Final = 2048
"""The longest side, in pixels, of a loaded picture; larger ones are scaled down.

In colour that is at most 2048·2048·3 float32 values, 50 MB, and still more than a screen shows.
"""

MAX_JPEG_COEFFICIENTS: Final = 90_000_000
"""The most coefficients of a JPEG in several passes, whose decoder keeps them all, at 2 bytes each."""

MAX_JPEG_SCANS: Final = 64
"""The most passes over the picture a progressive JPEG may ask for; usual are 1 to 12."""

MAX_PIECES: Final = 100_000
"""The most chunks, segments, strips or tiles of a file."""

MAX_PIECE_BYTES: Final = 4 * MAX_PIXELS
"""The most bytes one strip or tile of a TIFF may decode to."""

MAX_JPEG_PIECE_BYTES: Final = 2 * MAX_PIXELS
"""The same for one that is coded as JPEG, whose decoder may keep twice as much beside it."""

MAX_RUN_LENGTH_BYTES: Final = 2 * 1024 * 1024
"""The largest run-length coded BMP, in bytes; Pillow decodes these in Python, slowly."""

MAX_NOTE_BYTES: Final = 1024 * 1024
"""The most bytes of a text chunk that are unpacked to find which way up a picture is."""

_PIXELS: Final = {"JPEG": MAX_JPEG_PIXELS, "WebP": MAX_WEBP_PIXELS}


def check_size(kind: str, width: int, height: int) -> None:
    """Refuse a picture without pixels or with too many.

    Parameters
    ----------
    kind : str
        ``"JPEG"``, another format's name, or ``"array"``.
    width, height : int
        In pixels.

    Raises
    ------
    ImageError
    """
    if width < 1 or height < 1:
        raise ImageError(f"this {kind} is {width}×{height} pixels large, so it is empty; choose another")
    if max(width, height) > MAX_SIDE:
        raise ImageError(
            f"this {kind} is {width}×{height} pixels large, and no side may be longer than {MAX_SIDE}; crop "
            f"it first"
        )
    limit = _PIXELS.get(kind, MAX_PIXELS)
    if width * height > limit:
        raise ImageError(
            f"this {kind} has {width}×{height} pixels, and at most {limit // 10**6} million can be opened;"
            " scale it down first"
        )
