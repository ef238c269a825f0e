"""TIFF: tables of tags that point to strips or tiles of pixels (Adobe, TIFF 6.0, 1992)."""

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ImageError
from cnnviz.images.containers.container import Container, damaged
from cnnviz.images.containers.directory import CLASSIC, Directory, read_directory
from cnnviz.images.containers.exif import stated_orientation
from cnnviz.images.limits import MAX_JPEG_PIECE_BYTES, MAX_PIECE_BYTES, MAX_PIECES, check_size

WIDTH, LENGTH, BITS, COMPRESSION, PHOTOMETRIC = 256, 257, 258, 259, 262
STRIP_OFFSETS, SAMPLES, ROWS_PER_STRIP, STRIP_BYTES, PLANAR = 273, 277, 278, 279, 284
TILE_WIDTH, TILE_LENGTH, TILE_OFFSETS, TILE_BYTES = 322, 323, 324, 325
FILL_ORDER, FAX3, FAX4, PREDICTOR, PALETTE, EXTRA, FORMAT, TABLES, SUBSAMPLING = (
    266, 292, 293, 317, 320, 338, 339, 347, 530,
)  # fmt: skip
SINGLE = (
    WIDTH, LENGTH, COMPRESSION, PHOTOMETRIC, SAMPLES, ROWS_PER_STRIP, PLANAR,
    TILE_WIDTH, TILE_LENGTH, FILL_ORDER, FAX3, FAX4, PREDICTOR,
)  # fmt: skip
SHORT_LISTS = {BITS: 8, PALETTE: 3 << 16, EXTRA: 8, FORMAT: 8, TABLES: 1 << 16, SUBSAMPLING: 2}
"""Tags with several values, and the most that make sense."""
COMPRESSIONS = (1, 2, 3, 4, 5, 7, 8, 32773, 32946)
"""None, three of fax, LZW, JPEG, two of deflate, runs of bytes."""
JPEGS = (6, 7)
LONG8, LONG, SHORT = 16, 4, 3
NUMBERS = {
    (1, 12): "u2", (1, 16): "u2", (1, 32): "u4", (2, 8): "i1", (2, 16): "i2", (2, 32): "i4", (3, 32): "f4",
}  # fmt: skip
"""What NumPy calls grey values, by format (1 unsigned, 2 signed, 3 float) and bits, other than bytes."""
FORMATS = {1: "whole numbers", 2: "signed whole numbers", 3: "floats"}


def read(data: bytes) -> Container:
    """Read the first directory, and write a new one behind the pixels with only the tags that make them.

    The new directory has no successor, and no tag in it points outside the file, is longer than it
    should be, or asks for more memory than the picture needs.

    Raises
    ------
    ImageError
        If the size is out of bounds, or strips or tiles don't fit the picture or are coded in a way that
        can't be opened.
    struct.error, KeyError, ValueError
        If there is no directory.
    """
    directory = read_directory(data)
    width, height = directory.number(WIDTH, 0), directory.number(LENGTH, 0)
    check_size("TIFF", width, height)
    if directory.number(COMPRESSION, 1) not in COMPRESSIONS:
        raise ImageError(
            "this TIFF is compressed in a way that can't be opened here;"
            " save it uncompressed or with LZW or Deflate compression, or as PNG"
        )
    numbers = _numbers(directory)
    return Container(
        "TIFF",
        width,
        height,
        _rewritten(data, directory.order, _pixel_tags(directory, numbers)),
        orientation=stated_orientation(directory),
        bits=directory.number(BITS, 1),
        numbers=numbers,
        white_is_zero=directory.number(PHOTOMETRIC, 1) == 0,
    )


def _numbers(directory: Directory) -> str:
    """What the values are, if they are greys and no bytes.

    Raises
    ------
    ImageError
        If they are of a kind that Pillow can't read, naming it.
    """
    bits, kind = directory.number(BITS, 1), directory.number(FORMAT, 1)
    grey = directory.number(SAMPLES, 1) == 1
    if kind == 1 and (bits <= 8 or (bits == 16 and not grey)):
        return ""
    if grey and (kind, bits) in NUMBERS:
        return NUMBERS[kind, bits]
    raise ImageError(
        f"this TIFF holds {'greys' if grey else 'colours'} as {FORMATS.get(kind, 'numbers')} of {bits} bits, "
        "which can't be opened here; save it with 8 or 16 bits a value, or as PNG"
    )


def _pixel_tags(directory: Directory, numbers: str) -> dict[int, tuple[int, NDArray[Any]]]:
    tags = {tag: (kind, values[:1]) for tag, (kind, values) in directory.tags.items() if tag in SINGLE}
    for tag, most in SHORT_LISTS.items():
        if tag in directory.tags:
            kind, values = directory.tags[tag]
            tags[tag] = kind, values[:most]
    if numbers == "u4":  # Pillow reads these in one byte order only, and those with a sign in both
        tags[FORMAT] = SHORT, np.array([2], directory.order + "u2")
    lists = (TILE_OFFSETS, TILE_BYTES) if TILE_OFFSETS in directory.tags else (STRIP_OFFSETS, STRIP_BYTES)
    pieces = _count_pieces(directory)
    for tag in lists:
        kind, values = directory.tags.get(tag, (LONG, np.array([])))
        if len(values) >= pieces:
            tags[tag] = kind, values[:pieces]
    if lists[0] not in tags:
        raise damaged("TIFF")
    return tags


def _count_pieces(directory: Directory) -> int:
    width, height = directory.number(WIDTH, 0), directory.number(LENGTH, 0)
    if TILE_OFFSETS in directory.tags:
        columns, rows = directory.number(TILE_WIDTH, 0), directory.number(TILE_LENGTH, 0)
    else:
        columns, rows = width, min(height, directory.number(ROWS_PER_STRIP, height))
    if min(columns, rows) < 1:
        raise damaged("TIFF")
    samples = directory.number(SAMPLES, 1)
    pieces = -(-width // columns) * -(-height // rows) * (samples if directory.number(PLANAR, 1) == 2 else 1)
    most = MAX_JPEG_PIECE_BYTES if directory.number(COMPRESSION, 1) in JPEGS else MAX_PIECE_BYTES
    if pieces > MAX_PIECES or columns * rows * samples * directory.number(BITS, 1) // 8 > most:
        raise ImageError(
            "this TIFF is cut into too many or too large pieces;"
            " open it in an image editor and save it as PNG"
        )
    return pieces


def _rewritten(data: bytes, order: str, tags: dict[int, tuple[int, NDArray[Any]]]) -> bytes:
    table = len(data) + len(data) % 2
    room = table + 2 + 12 * len(tags) + 4
    entries, blocks = [struct.pack(order + "H", len(tags))], []
    for tag, (kind, values) in sorted(tags.items()):
        if kind == LONG8:
            kind, values = LONG, values.astype(order + "u4")
        block = values.tobytes()
        entries.append(struct.pack(order + "HHI", tag, kind, len(values)))
        if len(block) <= 4:
            entries.append(block.ljust(4, b"\0"))
        else:
            entries.append(struct.pack(order + "I", room))
            blocks.append(block)
            room += len(block)
    head = data[:2] + struct.pack(order + "HI", CLASSIC, table)
    return b"".join([head, data[8:table].ljust(table - 8, b"\0"), *entries, bytes(4), *blocks])
