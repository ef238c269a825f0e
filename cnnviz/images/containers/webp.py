"""WebP: chunks in a RIFF file (RFC 9649)."""

import struct

from cnnviz.images.containers import exif
from cnnviz.images.containers.container import Container, damaged
from cnnviz.images.limits import MAX_PIECES

FIRST_CHUNK = 12


def read(data: bytes) -> Container:
    """Read the size from the first chunk and the orientation from the EXIF chunk.

    The decoder reserves memory for the whole picture as soon as it sees the file, so the size is read here.

    Raises
    ------
    ImageError
        If the first chunk is none of the three that carry a size.
    """
    width, height = _size(data)
    return Container("WebP", width, height, data, orientation=_orientation(data))


def _size(data: bytes) -> tuple[int, int]:
    kind, body = data[FIRST_CHUNK : FIRST_CHUNK + 4], FIRST_CHUNK + 8
    if kind == b"VP8X":  # two 24-bit numbers, less one
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (body + 4, body + 7))
    elif kind == b"VP8L":  # two 14-bit numbers, less one, after a signature byte
        bits = struct.unpack_from("<I", data, body + 1)[0]
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 ":  # two 14-bit numbers after frame tag and start code
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, body + 6))
    else:
        raise damaged("WebP")
    return width, height


def _orientation(data: bytes) -> int:
    position = FIRST_CHUNK
    for _ in range(MAX_PIECES):
        if position + 8 > len(data):
            break
        kind, length = struct.unpack_from("<4sI", data, position)
        if kind == b"EXIF":
            return exif.orientation(data[position + 8 : position + 8 + length])
        position += 8 + length + length % 2
    return 1
