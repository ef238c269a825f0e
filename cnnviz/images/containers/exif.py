"""EXIF: only the orientation of a camera's metadata (CIPA DC-008)."""

import struct

from cnnviz.images.containers.directory import Directory, read_directory

PREFIX = b"Exif\0\0"
ORIENTATION = 274
UPRIGHT = 1


def orientation(data: bytes) -> int:
    """Read the orientation, 1–8, of a camera's metadata; 1 (upright) where it holds none or makes no sense.

    Parameters
    ----------
    data : bytes
        With or without the prefix ``Exif``.
    """
    try:
        return stated_orientation(read_directory(data.removeprefix(PREFIX)))
    except (struct.error, KeyError, ValueError):
        return UPRIGHT


def stated_orientation(directory: Directory) -> int:
    """Orientation, 1–8, that a directory states; 1 (upright) where it states none or another number."""
    turn = directory.number(ORIENTATION, UPRIGHT)
    return turn if 1 <= turn <= 8 else UPRIGHT
