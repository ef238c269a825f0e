"""What the gate accepts, and how large a picture the app works on."""

from typing import Final

from cnnviz.errors import ImageError

MAX_BYTES: Final = 15 * 1024 * 1024
"""The largest file, in bytes (15 MB); the server's upload limit is the same."""

MAX_JPEG_PIXELS: Final = 50_000_000
"""The most pixels of a JPEG: a phone's photo. Large ones are decoded at reduced size."""

MAX_PIXELS: Final = 25_000_000
"""The most pixels of any other file, and of an array."""

MAX_SIDE: Final = 65_535
"""The longest side, in pixels: a JPEG's own limit. Decoders keep a record of each row, so that a picture one
pixel wide and millions tall needs far more memory than its pixels."""

WORKING_SIDE: Final = 2048
"""The longest side, in pixels, of a loaded picture; larger ones are scaled down.

In colour that is at most 2048·2048·3 float32 values, 50 MB, and still more than a screen shows.
"""

MAX_JPEG_SCANS: Final = 64
"""The most passes over the picture a progressive JPEG may ask for; usual are 1 to 12."""

MAX_PIECES: Final = 100_000
"""The most chunks, segments, strips or tiles of a file."""

MAX_PIECE_BYTES: Final = 8 * MAX_PIXELS
"""The most bytes one strip or tile of a TIFF may decode to."""

MAX_RUN_LENGTH_BYTES: Final = 2 * 1024 * 1024
"""The largest run-length coded BMP, in bytes; Pillow decodes these in Python, slowly."""


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
    limit = MAX_JPEG_PIXELS if kind == "JPEG" else MAX_PIXELS
    if width * height > limit:
        raise ImageError(
            f"this {kind} has {width}×{height} pixels, and at most {limit // 10**6} million can be opened;"
            " scale it down first"
        )
