"""GIF: a screen, then blocks, of which the first picture is kept (CompuServe, GIF89a, 1990)."""

import struct

from cnnviz.images.containers.container import Container, damaged
from cnnviz.images.limits import MAX_PIECES

SCREEN_BYTES = 13
EXTENSION, PICTURE = 0x21, 0x2C
GRAPHIC_CONTROL = 0xF9
TRAILER = b"\x3b"


def read(data: bytes) -> Container:
    """Read the screen's size; keep the first picture with its palette and transparency.

    Raises
    ------
    ImageError
        If there is no whole picture.
    """
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    position = SCREEN_BYTES + _palette_bytes(flags)
    kept = [data[:position]]
    control = b""
    for _ in range(MAX_PIECES):
        if data[position] != EXTENSION:
            break
        end = _end_of_blocks(data, position + 2)
        if data[position + 1] == GRAPHIC_CONTROL:
            control = data[position:end]
        position = end
    if data[position] != PICTURE:
        raise damaged("GIF")
    left, top, columns, rows, flags = struct.unpack_from("<HHHHB", data, position + 1)
    end = _end_of_blocks(data, position + 10 + _palette_bytes(flags) + 1)
    kept += [control, data[position:end], TRAILER]
    right, bottom = left + columns, top + rows
    # a picture that sticks out enlarges the screen
    return Container(
        "GIF",
        max(width, right),
        max(height, bottom),
        b"".join(kept),
        frame=(left, top, right, bottom),
    )


def _palette_bytes(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_blocks(data: bytes, position: int) -> int:
    while data[position]:
        position += 1 + data[position]
    return position + 1
