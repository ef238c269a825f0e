"""PNG: chunks of length, type, data and checksum (ISO/IEC 15948)."""

import struct

from cnnviz.images.containers import exif
from cnnviz.images.containers.container import Container, damaged
from cnnviz.images.limits import MAX_PIECES

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PIXEL_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
CHUNK_OVERHEAD = 12


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
    width, height, bits = struct.unpack_from(">IIB", header, 8)
    pixels = SIGNATURE + b"".join(chunk for kind, chunk in chunks if kind in PIXEL_CHUNKS)
    orientations = [exif.orientation(chunk[8:-4]) for kind, chunk in chunks if kind == b"eXIf"]
    return Container("PNG", width, height, pixels, orientation=[*orientations, 1][0], bits=bits)


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
