"""Reading what a component was given, as assets/components/payload.js does."""

import json
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass
class Sent:
    """A header and arrays by name, and all of it as it travels."""

    header: dict[str, Any]
    blocks: dict[str, np.ndarray]
    packed: bytes


def unpack(payload: bytes) -> Sent:
    """Read what `pages.ui.session.payload.pack` wrote."""
    (length,) = struct.unpack_from("<i", payload)
    header, body = json.loads(payload[4 : 4 + length]), payload[4 + length :]
    blocks = {name: _block(body, told) for name, told in header.pop("blocks").items()}
    return Sent(header, blocks, payload)


def _block(body: bytes, told: dict[str, Any]) -> np.ndarray:
    dtype, shape, offset = f"<{told['dtype']}", tuple(told["shape"]), told["offset"]
    if "deflated" not in told:
        return np.frombuffer(body, dtype, int(np.prod(shape)), offset).reshape(shape)
    differences = np.frombuffer(zlib.decompress(body[offset : offset + told["deflated"]]), dtype)
    rows = differences.reshape(-1, shape[-1] if len(shape) > 1 else 1)
    return np.add.accumulate(rows, axis=0, dtype=dtype).reshape(shape)
