"""Damaged files of every format. By hand, with a number of mutations of each seed:

.venv/bin/python -m tests.images.mutations 2000
"""

import io
import random
import re
import struct
import sys
import time
import zlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from cnnviz import images
from cnnviz.errors import ImageError

KINDS = {
    "colour PNG": ("RGB", "PNG", {}),
    "palette PNG": ("P", "PNG", {"transparency": 3}),
    "opaque and clear PNG": ("RGBA", "PNG", {}),
    "1-bit PNG": ("1", "PNG", {}),
    "16-bit PNG": ("I;16", "PNG", {"transparency": 9}),
    "colour PNG with a clear colour": ("RGB", "PNG", {"transparency": (1, 2, 3)}),
    "JPEG": ("RGB", "JPEG", {}),
    "grey JPEG": ("L", "JPEG", {}),
    "progressive CMYK JPEG": ("CMYK", "JPEG", {"progressive": True}),
    "WebP": ("RGBA", "WEBP", {}),
    "lossless WebP": ("RGBA", "WEBP", {"lossless": True}),
    "BMP": ("P", "BMP", {}),
    "colour BMP": ("RGB", "BMP", {}),
    "GIF": ("P", "GIF", {"transparency": 3, "comment": b"hello"}),
    "TIFF": ("RGB", "TIFF", {}),
    "LZW TIFF": ("LA", "TIFF", {"compression": "tiff_lzw"}),
    "JPEG TIFF": ("RGB", "TIFF", {"compression": "jpeg"}),
    "fax TIFF": ("1", "TIFF", {"compression": "group4"}),
    "float TIFF": ("F", "TIFF", {}),
    "deflated float TIFF": ("F", "TIFF", {"compression": "tiff_adobe_deflate"}),
    "32-bit TIFF": ("I", "TIFF", {"compression": "packbits"}),
    "16-bit TIFF": ("I;16", "TIFF", {}),
    "big TIFF": ("CMYK", "TIFF", {"big_tiff": True}),
}
"""Pillow's mode, format and options of each seed."""

HEADER = 160
"""Most of what a decoder decides by lies within these first bytes, or the last ones of a TIFF."""
TELLING = (0, 1, 0x7F, 0x80, 0xFF)
MOST_SECONDS, MOST_MEGABYTES = 10, 300


def seeds():
    """A small file of each kind, by its name."""
    pixels = np.random.default_rng(1).integers(0, 256, (6, 9, 3), dtype=np.uint8)
    exif = Image.Exif()
    exif[274] = 6
    made = {}
    for name, (mode, file_format, options) in KINDS.items():
        picture = Image.fromarray(pixels).convert("L" if mode in ("I;16", "I") else mode).convert(mode)
        turned = {} if file_format in ("BMP", "GIF") else {"exif": exif}
        file = io.BytesIO()
        picture.save(file, file_format, **options, **turned)
        made[name] = file.getvalue()
    made["deep PNG with a clear colour and XMP"] = _deep_png()
    made["GIF with a small frame"] = _small_frame(made["GIF"])
    return made


def _deep_png():
    note = b"XML:com.adobe.xmp\0\0\0\0\0tiff:Orientation='6'"
    rows = b"".join(b"\0" + bytes(range(k, k + 12)) for k in range(3))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 2, 3, 16, 2, 0, 0, 0)), (b"iTXt", note), (b"tRNS", bytes(range(6))),
        (b"IDAT", zlib.compress(rows)), (b"IEND", b""),
    )  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _small_frame(gif):
    return gif[:6] + struct.pack("<HH", 20, 30) + gif[10:]


def mutate(file, draw):
    """Change some bytes, copy or drop a stretch, or cut the end off."""
    damaged = bytearray(file)
    for _ in range(draw.randint(1, 4)):
        way, at = draw.random(), draw.choice((draw.randrange(HEADER), -draw.randrange(1, HEADER)))
        at = draw.choice((at, draw.randrange(len(damaged)))) % len(damaged)
        if way < 0.7:
            damaged[at] = draw.choice((*TELLING, draw.randrange(256)))
        elif way < 0.8:
            damaged[at : at + 4] = draw.choice((bytes(4), b"\xff" * 4, b"\0\0\x10\0", b"\0\x10\0\0"))
        elif way < 0.9:
            stretch = damaged[at : at + draw.randrange(1, 60)]
            damaged[at:at] = stretch * draw.choice((1, 2, 100))
        else:
            del damaged[at : at + draw.randrange(1, 20)]
        damaged = damaged or bytearray(b"\0")
    return bytes(damaged if draw.random() < 0.8 else damaged[: draw.randrange(len(damaged))])


def with_sums(file):
    """A PNG whose checksums are right again, so that the damage is found by what reads it."""
    if not file.startswith(b"\x89PNG\r\n\x1a\n"):
        return file
    fixed, at = bytearray(file), 8
    while at + 12 <= len(fixed):
        end = at + 8 + int.from_bytes(fixed[at : at + 4], "big")
        if end + 4 > len(fixed):
            break
        fixed[end : end + 4] = struct.pack(">I", zlib.crc32(fixed[at + 4 : end]))
        at = end + 4
    return bytes(fixed)


def is_opened(data):
    """Whether a file opens, as a picture of our kind, or else is refused in a sentence."""
    try:
        opened = images.open_picture(data, 64)
    except ImageError:
        return False
    image = opened.image
    assert image.dtype == np.float32
    assert image.ndim == 2 or image.shape[0] == 3
    assert np.isfinite(image).all()
    assert 0 <= image.min() <= image.max() <= 255.001
    return True


def peak_megabytes():
    """What this process has needed at most."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024


def run(name, count):
    """Try mutations of one seed: how many open, the longest time, and the memory on top of what there was."""
    draw, file, before = random.Random(name), seeds()[name], peak_megabytes()
    opened, longest = 0, 0.0
    for i in range(count):
        data = mutate(file, draw)
        data = with_sums(data) if i % 2 else data
        started = time.process_time()
        opened += is_opened(data)
        longest = max(longest, time.process_time() - started)
    return name, opened, longest, peak_megabytes() - before


def main(count):
    """Try mutations of each seed in a process of its own; print and hold what they took."""
    with ProcessPoolExecutor(1, max_tasks_per_child=1) as pool:
        for name, opened, seconds, megabytes in pool.map(run, seeds(), [count] * len(seeds())):
            sys.stdout.write(f"{name}: {opened} of {count} open, {seconds:.2f} s, {megabytes} MB\n")
            sys.stdout.flush()
            assert seconds < MOST_SECONDS, name
            assert megabytes < MOST_MEGABYTES, name


if __name__ == "__main__":
    main(int(sys.argv[1]))
