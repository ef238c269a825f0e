"""A TIFF directory: the table of tags that TIFF files and EXIF data share (Adobe, TIFF 6.0, 1992)."""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNSIGNED = {1: "u1", 3: "u2", 4: "u4", 5: "u8", 7: "u1", 16: "u8"}
"""Tag types by number, and unsigned integers of their width; 5 is a fraction, taken as one piece."""
CLASSIC, BIG = 42, 43
MAX_ENTRIES = 4096


@dataclass(frozen=True)
class Directory:
    """The first directory of a TIFF file.

    Attributes
    ----------
    order : str
        ``"<"`` or ``">"``: which byte of a number comes first.
    tags : dict of int to (int, array)
        Type and values of each tag whose values lie within the file; of repeated tags, the first.
    """

    order: str
    tags: dict[int, tuple[int, NDArray[Any]]]

    def number(self, tag: int, default: int) -> int:
        """First value of a tag, or `default` where the tag is missing or empty."""
        if tag not in self.tags or self.tags[tag][1].size == 0:
            return default
        return int(self.tags[tag][1][0])


def read_directory(data: bytes) -> Directory:
    """Read the first directory, classic or BigTIFF.

    Raises
    ------
    struct.error, KeyError, ValueError
        If there is none.
    """
    order = {b"II": "<", b"MM": ">"}[data[:2]]
    version = struct.unpack_from(order + "H", data, 2)[0]
    if version == CLASSIC:
        head, count_kind, word = 4, "H", "I"
    elif version == BIG:
        head, count_kind, word = 8, "Q", "Q"
    else:
        raise ValueError(f"TIFF has no version {version}")
    table = struct.unpack_from(order + word, data, head)[0]
    count = struct.unpack_from(order + count_kind, data, table)[0]
    entry = struct.Struct(f"{order}HH{word}{word}")
    start = table + struct.calcsize("<" + count_kind)
    tags: dict[int, tuple[int, NDArray[Any]]] = {}
    for at in range(start, start + min(count, MAX_ENTRIES) * entry.size, entry.size):
        tag, kind, length, offset = entry.unpack_from(data, at)
        inline = at + entry.size - struct.calcsize("<" + word)
        dtype = np.dtype(order + UNSIGNED.get(kind, "u1"))
        start = inline if inline + length * dtype.itemsize <= at + entry.size else offset
        if kind in UNSIGNED and start + length * dtype.itemsize <= len(data):
            tags.setdefault(tag, (kind, np.frombuffer(data, dtype, length, start)))
    return Directory(order, tags)
