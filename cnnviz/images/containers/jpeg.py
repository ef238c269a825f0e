"""JPEG: segments between markers, then entropy-coded scans (ITU-T T.81)."""

import re
import struct

from cnnviz.errors import ImageError
from cnnviz.images.containers import exif
from cnnviz.images.containers.container import Container, damaged
from cnnviz.images.limits import MAX_JPEG_COEFFICIENTS, MAX_JPEG_SCANS, MAX_PIECES, check_size

START, END, SCAN = 0xD8, 0xD9, 0xDA
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Start-of-frame markers; the three left out define tables or are reserved."""
PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
DROPPED = {*range(0xE1, 0xEE), 0xEF, 0xFE}
"""Application data and comments, but not JFIF (E0) and Adobe (EE), which say how colours are coded."""
NEXT_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
"""In a scan, FF 00 is a value and FF D0–D7 a restart; anything else ends it. Of a run of FF only the last one
counts, so it is not searched for as a run: each byte of a stranger's file is looked at once."""


def read(data: bytes) -> Container:
    """Read the header and count the scans; drop comments, profiles, thumbnails and further pictures.

    Where the end of the file is missing, what is whole of it is kept.

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
            frame = data[start:end]
        elif marker == 0xE1 and turn == 1:
            turn = exif.orientation(data[start + 4 : end])
        if marker not in DROPPED:
            kept.append(data[start:end])
        if marker == SCAN:
            break
    if frame is None or marker != SCAN:
        raise damaged("JPEG")
    scans, last, is_cut = _scans(data, end)
    height, width = struct.unpack_from(">HH", frame, 5)
    check_size("JPEG", width, height)
    if (frame[1] in PROGRESSIVE or scans > 1) and _coefficients(frame) > MAX_JPEG_COEFFICIENTS:
        raise ImageError(
            f"this JPEG of {width}×{height} pixels is stored in several passes, which take too much memory; "
            "open it in an image editor and save it again as an ordinary (baseline) JPEG, or smaller"
        )
    kept += [data[end:last], b"\xff\xd9"]
    return Container("JPEG", width, height, b"".join(kept), orientation=turn, is_cut=is_cut)


def _segment(data: bytes, position: int) -> tuple[int, int, int]:
    found = NEXT_MARKER.search(data, position)
    if found is None or found.end() + 2 > len(data):
        raise damaged("JPEG")
    marker, start = found[1][0], found.start()
    length = struct.unpack_from(">H", data, start + 2)[0]
    if marker in (START, END) or start + 2 + length > len(data):
        raise damaged("JPEG")
    return marker, start, start + 2 + length


def _scans(data: bytes, position: int) -> tuple[int, int, bool]:
    """How many scans there are, where the last one ends, and whether the file's end is missing."""
    scans, pieces = 1, 0
    while (found := NEXT_MARKER.search(data, position)) is not None:
        if found[1][0] == END:
            return scans, found.start(), False
        try:
            marker, _, position = _segment(data, found.start())
        except ImageError:  # the file ends within a segment
            return scans, found.start(), True
        scans, pieces = scans + (marker == SCAN), pieces + 1
        if scans > MAX_JPEG_SCANS or pieces > MAX_PIECES:
            raise ImageError(
                f"this JPEG is stored in more than {MAX_JPEG_SCANS} passes over the picture, which are too "
                f"many to open; open it in an image editor and save it again as an ordinary JPEG"
            )
    return scans, len(data), True


def _coefficients(frame: bytes) -> int:
    """How many coefficients all blocks of all components have."""
    height, width, count = struct.unpack_from(">HHB", frame, 5)
    factors = [(frame[at] >> 4, frame[at] & 15) for at in range(11, 11 + 3 * count, 3)]
    most_across, most_down = (max(side) for side in zip(*factors, strict=True))
    return sum(
        64 * -(-width * across // (8 * most_across)) * -(-height * down // (8 * most_down))
        for across, down in factors
    )
