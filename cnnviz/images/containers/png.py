"""PNG: chunks of length, type, data and checksum (ISO/IEC 15948)."""

import struct

from cnnviz.images.containers import exif, xmp
from cnnviz.images.containers.container import Container, damaged
from cnnviz.images.limits import MAX_PIECES

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PIXEL_CHUNKS = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
CHUNK_OVERHEAD = 12
GREY, COLOUR = 0, 2
"""Colour types of which one grey or colour may be transparent."""


def read(data: bytes) -> Container:
    """Read the header; keep only the chunks that make the pixels of the first picture.

    Raises
    ------
    ImageError
        If the chunks don't follow each other to the end of the picture.
    """
    chunks = _chunks(data)
    kind, header = chunks[0]
    if kind != b"IHDR" or len(header) != 13 + CHUNK_OVERHEAD:
        raise damaged("PNG")
    width, height, bits, colour = struct.unpack_from(">IIBB", header, 8)
    kept = PIXEL_CHUNKS if colour in (GREY, COLOUR) else (*PIXEL_CHUNKS, b"tRNS")
    return Container(
        "PNG",
        width,
        height,
        SIGNATURE + b"".join(chunk for kind, chunk in chunks if kind in kept),
        orientation=_orientation(chunks),
        bits=bits,
        numbers="u2" if bits == 16 and colour == GREY else "",
        transparent=_transparent(chunks, colour, bits),
    )


def _transparent(chunks: list[tuple[bytes, bytes]], colour: int, bits: int) -> tuple[int, ...]:
    """The grey or colour that is transparent; Pillow compares it in other units than the file's."""
    values = {GREY: ">H", COLOUR: ">HHH"}.get(colour)
    body = next((chunk[8:-4] for kind, chunk in chunks if kind == b"tRNS"), b"")
    if values is None or len(body) != struct.calcsize(values):
        return ()
    most = (1 << min(bits, 16)) - 1
    return tuple(value & most for value in struct.unpack(values, body))


def _orientation(chunks: list[tuple[bytes, bytes]]) -> int:
    """Which way up the picture is, by EXIF or else by XMP, which PNG files had long before EXIF."""
    for kind, chunk in chunks:
        if kind == b"eXIf":
            return exif.orientation(chunk[8:-4])
    notes = (chunk[8:-4] for kind, chunk in chunks if kind == b"iTXt" and chunk.startswith(xmp.KEYWORD, 8))
    return xmp.orientation_of_note(next(notes, b""))


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    chunks: list[tuple[bytes, bytes]] = []
    start = len(SIGNATURE)
    while start + CHUNK_OVERHEAD <= len(data) and len(chunks) < MAX_PIECES:
        length, kind = struct.unpack_from(">I4s", data, start)
        end = start + CHUNK_OVERHEAD + length
        if end > len(data):
            break
        chunks.append((kind, data[start:end]))
        if kind == b"IEND":
            return chunks
        start = end
    raise damaged("PNG")
