"""What the gate accepts, and how large a picture the app works on."""

from typing import Final

MAX_BYTES: Final = 15 * 1024 * 1024
"""The largest file, in bytes (15 MB); the server's upload limit is the same."""

MAX_JPEG_PIXELS: Final = 50_000_000
"""The most pixels of a JPEG: a phone's photo. Large ones are decoded at reduced size."""

MAX_PIXELS: Final = 25_000_000
"""The most pixels of any other file, and of an array."""

WORKING_SIDE: Final = 2048
"""The longest side, in pixels, of a loaded picture; larger ones are scaled down.

In colour that is at most 2048·2048·3 float32 values, 50 MB, and still more than a screen shows.
"""
