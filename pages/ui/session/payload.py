"""Numbers on their way to a component: arrays and what describes them, as one string of bytes."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

DTYPES = ("u1", "i2", "u2", "i4", "f4", "f8")
"""Types of number that there is a typed array for in the browser, and that `pack` takes."""

#: Bytes of a block below which compressing it gains less than the browser needs to undo it.
LEAST_DEFLATED = 4096
#: The part of a block's size that its compressed form may have at most, to be sent instead.
MOST_KEPT = 7 / 8

_ALIGNMENT = 8
"""A typed array may only begin at a multiple of its numbers' size."""


def pack(
    header: Mapping[str, object], blocks: Mapping[str, NDArray[np.generic]], *, deflate: bool = False
) -> bytes:
    r"""Write a header and arrays as assets/components/payload.js reads them.

    An int32 with the header's length, the header as JSON, then the arrays, each from a multiple of eight
    bytes on. The header's ``blocks`` say of each its ``dtype``, ``shape`` and ``offset`` from the header's
    end. All is little endian. Equal arrays are written once.

    Parameters
    ----------
    header
        Anything that JSON can hold, without NaN and infinities.
    blocks
        Arrays of any shape and layout, of one of `DTYPES`. They may hold NaN.
    deflate
        Compress large arrays of whole numbers where that gains an eighth or more; of such an array
        ``deflated`` says how many bytes are sent. It holds the differences to the row above, in the order
        of the numbers: see `_differences`. The browser reads it with `unpack`, which is asynchronous;
        without `deflate` it may use `unpackSync`.

    Raises
    ------
    TypeError
        If an array's type is another one, or the header holds what JSON cannot.
    ValueError
        If the header holds NaN or an infinity, or has an entry ``blocks`` of its own.

    Examples
    --------
    >>> packed = pack({"label": "a row"}, {"row": np.array([[1, 2, 3]], np.uint8)})
    >>> packed[4:].split(b"}}}")[0]
    b'{"label": "a row", "blocks": {"row": {"dtype": "u1", "shape": [1, 3], "offset": 0'
    >>> packed[-8:]
    b'\x01\x02\x03\x00\x00\x00\x00\x00'
    """
    if "blocks" in header:
        raise ValueError("a header's entry «blocks» is written by pack itself; choose another name")
    described, parts, end = {}, [], 0
    known: dict[tuple[object, ...], dict[str, object]] = {}
    for name, block in blocks.items():
        numbers = _little_endian(name, block)
        raw = numbers.tobytes()
        key = (_type(block), block.shape, raw)
        if key not in known:
            deflated = _deflated(numbers) if deflate else None
            part = _padded(deflated or raw, b"\0")
            known[key] = {"dtype": _type(block), "shape": block.shape, "offset": end}
            if deflated:
                known[key]["deflated"] = len(deflated)
            parts.append(part)
            end += len(part)
        described[name] = known[key]
    text = json.dumps({**header, "blocks": described}, allow_nan=False).encode()
    text = _padded(text, b" ", before=4)
    return b"".join([struct.pack("<i", len(text)), text, *parts])


def _type(block: NDArray[np.generic]) -> str:
    return f"{block.dtype.kind}{block.dtype.itemsize}"


def _little_endian(name: str, block: NDArray[Any]) -> NDArray[Any]:
    if _type(block) not in DTYPES:
        raise TypeError(f"{name} is of type {block.dtype}, which is not sent; use one of {', '.join(DTYPES)}")
    return block.astype(block.dtype.newbyteorder("<"), copy=False)


def _deflated(numbers: NDArray[Any]) -> bytes | None:
    """Compress numbers, or return None where that does not pay.

    Floats are left alone: their last bits are noise. Of differences between neighbours the strategy RLE makes
    less than the usual search for repetitions does, in two thirds of its time.
    """
    if numbers.dtype.kind == "f" or numbers.nbytes < LEAST_DEFLATED:
        return None
    compressor = zlib.compressobj(level=1, strategy=zlib.Z_RLE)
    data = compressor.compress(_differences(numbers).tobytes()) + compressor.flush()
    return data if len(data) <= MOST_KEPT * numbers.nbytes else None


def _differences(numbers: NDArray[Any]) -> NDArray[Any]:
    """Replace each row along the last axis by what it has more than the one before, wrapping around.

    A list is taken for a column. It is what PNG calls the filter Up; of pixels in three colours, Sub.

    >>> _differences(np.array([[1, 2], [3, 2], [2, 2]], np.uint8)).tolist()
    [[1, 2], [2, 0], [255, 0]]
    """
    rows = numbers.reshape(-1, numbers.shape[-1] if numbers.ndim > 1 else 1)
    differences = rows.copy()
    np.subtract(rows[1:], rows[:-1], out=differences[1:])
    return differences


def _padded(part: bytes, filling: bytes, before: int = 0) -> bytes:
    """Lengthen a part, behind `before` other bytes, so that what follows begins aligned."""
    return part + filling * (-(before + len(part)) % _ALIGNMENT)
