"""XMP: only the orientation of an image editor's metadata (ISO 16684-1), as it lies in a PNG."""

import re
import zlib

from cnnviz.images.limits import MAX_NOTE_BYTES

KEYWORD = b"XML:com.adobe.xmp\0"
ORIENTATION = re.compile(rb"tiff:Orientation(?: {0,9}= {0,9}[\"']|>) {0,9}([1-8])\b")
UPRIGHT = 1


def orientation_of_note(note: bytes) -> int:
    """Read the orientation, 1–8, that an iTXt chunk of XMP states; 1 (upright) where it states none.

    Parameters
    ----------
    note : bytes
        The chunk's body: keyword, whether it is packed and how, language, translated keyword, text.
    """
    packed, rest = note[len(KEYWORD) : len(KEYWORD) + 2], note[len(KEYWORD) + 2 :]
    _, _, rest = rest.partition(b"\0")
    _, _, text = rest.partition(b"\0")
    if packed.startswith(b"\1"):
        try:
            text = zlib.decompressobj().decompress(text, MAX_NOTE_BYTES)
        except zlib.error:
            return UPRIGHT
    found = ORIENTATION.search(text, 0, MAX_NOTE_BYTES)
    return int(found[1]) if found else UPRIGHT
