"""Numbers on their way to a component: arrays and what describes them, as one string of bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

DTYPES = ("u1", "i2", "u2", "i4", "f4", "f8")
"""Types of number that there is a typed array for in the browser, and that `pack` takes."""

_ALIGNMENT = 8
"""A typed array may only begin at a multiple of its numbers' size."""


def pack(header: Mapping[str, object], blocks: Mapping[str, NDArray[np.generic]]) -> bytes:
    r"""Write a header and arrays as ``readBlocks`` of assets/components/payload.js reads them.

    An int32 with the header's length, the header as JSON, then the arrays, each from a multiple of eight
    bytes on. The header's ``blocks`` say of each its ``dtype``, ``shape`` and ``offset`` from the header's
    end. All is little endian.

    Parameters
    ----------
    header
        Anything that JSON can hold, without NaN and infinities.
    blocks
        Arrays of any shape and layout, of one of `DTYPES`. They may hold NaN.

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
    for name, block in blocks.items():
        part = _padded(_bytes(name, block), b"\0")
        described[name] = {"dtype": _type(block), "shape": block.shape, "offset": end}
        parts.append(part)
        end += len(part)
    text = json.dumps({**header, "blocks": described}, allow_nan=False).encode()
    text = _padded(text, b" ", before=4)
    return b"".join([struct.pack("<i", len(text)), text, *parts])


def _type(block: NDArray[np.generic]) -> str:
    return f"{block.dtype.kind}{block.dtype.itemsize}"


def _bytes(name: str, block: NDArray[np.generic]) -> bytes:
    if _type(block) not in DTYPES:
        raise TypeError(f"{name} is of type {block.dtype}, which is not sent; use one of {', '.join(DTYPES)}")
    return block.astype(block.dtype.newbyteorder("<"), copy=False).tobytes()


def _padded(part: bytes, filling: bytes, before: int = 0) -> bytes:
    """Lengthen a part, behind `before` other bytes, so that what follows begins aligned."""
    return part + filling * (-(before + len(part)) % _ALIGNMENT)
