"""How much memory a large picture takes; measured in a process of its own, whose peak is known."""

import io
import json
import struct
import subprocess
import sys
import zlib

import numpy as np
import pytest
from PIL import Image

from cnnviz.images.limits import MAX_JPEG_COEFFICIENTS, MAX_PIXELS, MAX_WEBP_PIXELS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells a process its peak")

MOST_MEGABYTES = 300
"""What reading one file may take, on top of what the process has before."""

MEASURE = """
import re, sys
from pathlib import Path
from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.network import weights
def peak():  # of this program alone: what getrusage counts includes the process that started it
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
before = peak()
data = open(sys.argv[1], "rb").read()
try:
    read = images.load(data) if sys.argv[2] == "picture" else weights.load(data)
    print("read")
except CnnvizError as error:
    print(error)
print((peak() - before) // 1024)
"""


def megabytes(tmp_path, data, kind="picture"):
    """What came of reading a file, and how much memory it took."""
    file = tmp_path / "large"
    file.write_bytes(data)
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, file, kind], capture_output=True, text=True, check=True
    )
    told, used = run.stdout.strip().rsplit("\n", 1)
    return told, int(used)


def striped(mode, size):
    """A picture without a large array: columns of a few colours."""
    row = np.tile(np.arange(0, 200, 50, dtype=np.uint8), size[0] // 4 + 1)[: size[0]]
    return Image.fromarray(row[None]).resize(size, Image.Resampling.NEAREST).convert(mode)


def saved(picture, file_format, **options):
    file = io.BytesIO()
    picture.save(file, file_format, **options)
    return file.getvalue()


def floats(side, strips=1):
    """A TIFF of zeros as floats, in strips that are packed small."""
    rows = side // strips
    strip = zlib.compress(bytes(4 * side * rows), 1)
    tags = {
        256: (side,), 257: (side,), 258: (32,), 259: (8,), 262: (1,), 273: tuple(8 for _ in range(strips)),
        277: (1,), 278: (rows,), 279: (len(strip),) * strips, 339: (3,),
    }  # fmt: skip
    strip += bytes(len(strip) % 2)
    table, blocks = b"", b""
    room = 8 + len(strip) + 2 + 12 * len(tags) + 4
    for tag, values in tags.items():
        block = struct.pack(f"<{len(values)}I", *values)
        where = block if len(values) == 1 else struct.pack("<I", room + len(blocks))
        blocks += b"" if len(values) == 1 else block
        table += struct.pack("<HHI", tag, 4, len(values)) + where
    head = b"II*\0" + struct.pack("<I", 8 + len(strip))
    return head + strip + struct.pack("<H", len(tags)) + table + bytes(4) + blocks


def deep_colours(side):
    """A PNG of three times 16 bits of zeros, which are transparent."""
    packer = zlib.compressobj(1)
    rows = b"".join([*(packer.compress(bytes(1 + 6 * side)) for _ in range(side)), packer.flush()])
    header = struct.pack(">IIBBBBB", side, side, 16, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"tRNS", bytes(6)), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


SIDE = int(MAX_PIXELS**0.5)
WEBP_SIDE = int(MAX_WEBP_PIXELS**0.5)
LARGE = {
    "JPEG": lambda: saved(striped("RGB", (8192, 6144)), "JPEG"),
    "JPEG in passes": lambda: saved(
        striped("RGB", (8000, MAX_JPEG_COEFFICIENTS // 3 // 8000 // 8 * 8)),
        "JPEG",
        progressive=True,
        subsampling=0,
    ),
    "PNG with opacity": lambda: saved(striped("RGBA", (SIDE, SIDE)), "PNG", compress_level=1),
    "PNG of 16 bits with a transparent colour": lambda: deep_colours(SIDE),
    "GIF with a transparent colour": lambda: saved(striped("P", (SIDE, SIDE)), "GIF", transparency=0),
    "CMYK TIFF": lambda: saved(striped("CMYK", (SIDE, SIDE)), "TIFF", compression="tiff_adobe_deflate"),
    "TIFF of floats": lambda: floats(SIDE),
    "WebP with opacity": lambda: saved(striped("RGBA", (WEBP_SIDE, WEBP_SIDE)), "WEBP", method=0),
    "lossless WebP": lambda: saved(
        striped("RGB", (WEBP_SIDE, WEBP_SIDE)), "WEBP", lossless=True, method=0, quality=0
    ),
}


@pytest.mark.parametrize("kind", LARGE)
def test_the_largest_pictures_fit_into_modest_memory(tmp_path, kind):
    told, used = megabytes(tmp_path, LARGE[kind]())
    assert told == "read"
    assert used < MOST_MEGABYTES


def test_a_small_file_of_weights_that_unpacks_to_a_lot_is_refused_in_little_memory(tmp_path):
    file = io.BytesIO()
    layers = [["Linear", {"in_features": 990, "out_features": 1000}]] * 99
    arrays = {f"{i}.weight": np.zeros((1000, 990), np.float32) for i in range(20)}
    np.savez_compressed(file, architecture=np.frombuffer(json.dumps(layers).encode(), np.uint8), **arrays)
    told, used = megabytes(tmp_path, file.getvalue(), "weights")
    assert "too large" in told
    assert used < MOST_MEGABYTES / 10


def test_a_picture_that_needs_more_memory_is_refused_by_its_header(tmp_path):
    """Its pixels are those of a small one: nobody looks at them."""
    passes = bytearray(saved(striped("RGB", (64, 64)), "JPEG", progressive=True, subsampling=0))
    size_at = passes.index(b"\xff\xc2") + 5
    passes[size_at : size_at + 4] = struct.pack(">HH", 6144, 8192)
    webp = bytearray(saved(striped("RGB", (64, 64)), "WEBP"))
    webp[26:30] = struct.pack("<HH", WEBP_SIDE + 1, WEBP_SIDE + 1)
    for data, sentence in (
        (passes, "8192×6144 pixels is stored in several passes"),
        (webp, f"at most {MAX_WEBP_PIXELS // 10**6} million"),
    ):
        told, used = megabytes(tmp_path, bytes(data))
        assert sentence in told
        assert used < MOST_MEGABYTES / 10
