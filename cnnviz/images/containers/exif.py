"""EXIF: of a camera's notes, only which way up the picture is (CIPA DC-008)."""

import struct

from cnnviz.images.containers.directory import read_directory

PREFIX = b"Exif\0\0"
ORIENTATION = 274
UPRIGHT = 1


def orientation(data: bytes) -> int:
    """Read the orientation, 1–8; 1 (upright) where the notes hold none or make no sense.

    Parameters
    ----------
    data : bytes
        With or without the prefix ``Exif``.
    """
    try:
        turn = read_directory(data.removeprefix(PREFIX)).number(ORIENTATION, UPRIGHT)
    except (struct.error, KeyError, ValueError):
        return UPRIGHT
    return turn if 1 <= turn <= 8 else UPRIGHT
