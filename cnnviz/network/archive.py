"""Arrays out of an ``.npz`` file that may come from anywhere: what is read is bounded before it is read."""

import io
import struct
import zipfile
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import WeightsError

#: No entry may unpack to more than this many bytes, nor all of them together.
MAX_ENTRY_BYTES = 4_000_000
MAX_TOTAL_BYTES = 16_000_000
MAX_ENTRIES = 500
#: What the archive's table may take for an entry: its name, and a few numbers. Python reads all of the table
#: at once, some parts of it in quadratic time.
MAX_RECORD_BYTES = 256
#: The other ways to pack an entry unpack to any length at once.
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: The record that ends an archive, and what stands before it if there is a longer one.
END = struct.Struct("<4sHHHHIIH")
LONG_END_BYTES = 20

Entries = dict[str, zipfile.ZipInfo]


def check_archive(source: bytes) -> None:
    """Refuse a file before anything reads it: one that is too large, or whose table is.

    Raises
    ------
    WeightsError
        If it is too large, or no archive whose table is as small as its entries need.
    """
    if len(source) > 2 * MAX_TOTAL_BYTES:
        raise _too_large()
    if len(source) < END.size:
        raise incomplete()
    mark, _, _, _, count, size, _, comment = END.unpack_from(source, len(source) - END.size)
    long_end = source[-END.size - LONG_END_BYTES :].startswith(b"PK\6\7")
    if mark != b"PK\5\6" or comment or long_end:
        raise incomplete()
    if count > MAX_ENTRIES or size > count * MAX_RECORD_BYTES:
        raise _too_large()


def checked_entries(archive: zipfile.ZipFile) -> Entries:
    """The entries by name; nothing is unpacked.

    Raises
    ------
    WeightsError
        If they are too many, too large, or packed in a way that can't be bounded.
    """
    entries = {info.filename.removesuffix(".npy"): info for info in archive.infolist()}
    sizes = [info.file_size for info in archive.infolist()]
    if len(sizes) > MAX_ENTRIES or max(sizes, default=0) > MAX_ENTRY_BYTES or sum(sizes) > MAX_TOTAL_BYTES:
        raise _too_large()
    if any(info.compress_type not in PACKED for info in entries.values()):
        raise incomplete()
    return entries


def read_entry(archive: zipfile.ZipFile, entries: Entries, name: str) -> NDArray[Any]:
    """Read one entry; its kind and size are taken from its header and checked before its values.

    Raises
    ------
    WeightsError
        If it holds no plain numbers, or claims more than `MAX_ENTRY_BYTES`.
    """
    with archive.open(entries[name]) as file:
        raw = io.BytesIO(file.read(MAX_ENTRY_BYTES + 1))
    version = np.lib.format.read_magic(raw)
    header = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, _, kind = header(raw)
    if kind.hasobject or kind.kind not in "fu" or exceeds((*shape, kind.itemsize), MAX_ENTRY_BYTES):
        raise WeightsError(f"“{name}” does not hold plain numbers; choose a file that was saved here")
    raw.seek(0)
    return np.lib.format.read_array(raw, allow_pickle=False)


def exceeds(factors: Iterable[float], most: int) -> bool:
    """Whether a product exceeds a bound, for factors of any length: it is not multiplied out first.

    Factors below 1 count as 1, and negative ones by their size.

    Examples
    --------
    >>> exceeds([20, 50], 1000), exceeds([20, 51], 1000), exceeds([10**4000] * 900, 1000)
    (False, True, True)
    """
    product: float = 1
    for factor in factors:
        size = max(1, abs(factor))
        if size > most or product * size > most:
            return True
        product *= size
    return False


def incomplete() -> WeightsError:
    """Build the sentence for what is no archive of weights, or a damaged one."""
    return WeightsError("this is not a complete .npz file of weights; choose a file that was saved here")


def _too_large() -> WeightsError:
    return WeightsError(
        f"the file of weights is too large: at most {MAX_ENTRIES} arrays of {MAX_ENTRY_BYTES // 10**6} MB, "
        f"{MAX_TOTAL_BYTES // 10**6} MB together, are read"
    )
