"""Files in one, packed with gzip: what `page/worker.js` and `page/sw.js` unpack.

First the length of the index, in four bytes, the least first; then the index, as JSON: names and lengths;
then all bytes. Two packs of the same files are equal. Names end in ``.packed``, as some servers would have
the browser unpack what ends in ``.gz``.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping

#: How hard gzip tries: as hard as it can. A test, which reads a pack once, has it try less.
LEVEL = 9


def packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files in the order that they are given in."""
    index = json.dumps([[name, len(data)] for name, data in files.items()], separators=(",", ":")).encode()
    return gzipped(b"".join([len(index).to_bytes(4, "little"), index, *files.values()]))


def gzipped(data: bytes) -> bytes:
    """Compress, with nothing in it of when."""
    return gzip.compress(data, LEVEL, mtime=0)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Make a zip that is not compressed: Python imports from it faster, and it is packed whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()
