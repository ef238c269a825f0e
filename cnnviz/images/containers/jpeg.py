"""JPEG: segments between markers, then entropy-coded scans (ITU-T T.81)."""

import re
import struct

from cnnviz.errors import ImageError
from cnnviz.images.containers import exif
from cnnviz.images.containers.container import Container, damaged
from cnnviz.images.limits import MAX_JPEG_SCANS, MAX_PIECES

START, END, SCAN = 0xD8, 0xD9, 0xDA
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Start-of-frame markers; the three left out define tables or are reserved."""
DROPPED = {*range(0xE1, 0xEE), 0xEF, 0xFE}
"""Application data and comments, but not JFIF (E0) and Adobe (EE), which say how colours are coded."""
NEXT_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
"""In a scan, FF 00 is a value and FF D0–D7 a restart; anything else ends it. Of a run of FF only the last one
counts, so it is not searched for as a run: each byte of a stranger's file is looked at once."""


def read(data: bytes) -> Container:
    """Read the header and count the scans; drop comments, profiles, thumbnails and further pictures.

    Raises
    ------
    ImageError
        If there is not one frame followed by a scan, or too many scans: each one makes the decoder visit
        every pixel again, so that a small file could keep it busy for hours.
    """
    kept, frame, turn = [b"\xff\xd8"], None, 1
    end = 2
    for _ in range(MAX_PIECES):
        marker, start, end = _segment(data, end)
        if marker in FRAMES:
            if frame is not None:
                raise damaged("JPEG")
            frame = struct.unpack_from(">HH", data, start + 5)
        elif marker == 0xE1 and turn == 1:
            turn = exif.orientation(data[start + 4 : end])
        if marker not in DROPPED:
            kept.append(data[start:end])
        if marker == SCAN:
            break
    if frame is None or marker != SCAN:
        raise damaged("JPEG")
    kept.append(data[end : _end_of_scans(data, end)])
    height, width = frame
    return Container("JPEG", width, height, b"".join(kept), orientation=turn)


def _segment(data: bytes, position: int) -> tuple[int, int, int]:
    found = NEXT_MARKER.search(data, position)
    if found is None or found.end() + 2 > len(data):
        raise damaged("JPEG")
    marker, start = found[1][0], found.end() - 2
    length = struct.unpack_from(">H", data, start + 2)[0]
    if marker in (START, END) or start + 2 + length > len(data):
        raise damaged("JPEG")
    return marker, start, start + 2 + length


def _end_of_scans(data: bytes, position: int) -> int:
    scans, pieces = 1, 0
    while (found := NEXT_MARKER.search(data, position)) is not None:
        marker = found[1][0]
        if marker == END:
            return found.end()
        _, _, position = _segment(data, found.start())
        scans, pieces = scans + (marker == SCAN), pieces + 1
        if scans > MAX_JPEG_SCANS or pieces > MAX_PIECES:
            raise ImageError(
                f"this JPEG is stored in more than {MAX_JPEG_SCANS} passes over the picture, which are too "
                f"many to open; open it in an image editor and save it again as an ordinary JPEG"
            )
    return len(data)
