"""Pictures small enough to look at in full, and a way to turn them into files."""

import base64
import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

DRAW = """async (source) => {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  return [canvas.height, canvas.width, ...context.getImageData(0, 0, canvas.width, canvas.height).data];
}"""


@pytest.fixture(scope="session")
def encode():
    """A PIL picture as a file's bytes."""

    def to_bytes(picture, file_format, **options):
        file = io.BytesIO()
        picture.save(file, file_format, **options)
        return file.getvalue()

    return to_bytes


@pytest.fixture(scope="session")
def colours():
    """(H, W, 3) uint8 noise of 6 rows and 9 columns."""
    return np.random.default_rng(1).integers(0, 256, (6, 9, 3), dtype=np.uint8)


@pytest.fixture(scope="session")
def greys(colours):
    """(H, W) uint8 noise of 6 rows and 9 columns."""
    return colours[..., 0]


@pytest.fixture(scope="session")
def chunk():
    """One chunk of a PNG file."""

    def build(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return build


@pytest.fixture(scope="session")
def png_file(chunk):
    """A PNG file with a header of our choice and one zlib stream as its pixels."""

    def build(width, height, bits, colour, scanlines, interlace=0, before=b""):
        header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlace)
        body = (
            chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(scanlines)) + chunk(b"IEND", b"")
        )
        return b"\x89PNG\r\n\x1a\n" + body

    return build


@pytest.fixture(scope="session")
def tiff_file():
    """A TIFF file with tags of our choice: {tag: (type, values)}; its pixels start at byte 8."""

    def build(tags, pixels, order="<"):
        table = 8 + len(pixels) + len(pixels) % 2
        room = table + 2 + 12 * len(tags) + 4
        entries, blocks = b"", b""
        for tag, (kind, values) in sorted(tags.items()):
            block = struct.pack(f"{order}{len(values)}{ {3: 'H', 4: 'I'}[kind] }", *values)
            entries += struct.pack(order + "HHI", tag, kind, len(values))
            if len(block) <= 4:
                entries += block.ljust(4, b"\0")
            else:
                entries += struct.pack(order + "I", room + len(blocks))
                blocks += block
        mark = {"<": b"II", ">": b"MM"}[order]
        head = mark + struct.pack(order + "HI", 42, table) + pixels + b"\0" * (len(pixels) % 2)
        return head + struct.pack(order + "H", len(tags)) + entries + bytes(4) + blocks

    return build


@pytest.fixture(scope="session")
def grey_tiff(tiff_file):
    """An uncompressed grey TIFF in one strip, with further tags of our choice."""

    def build(width, height, pixels, order="<", **changes):
        names = {
            "bits": 258, "compression": 259, "photometric": 262, "offsets": 273, "rows": 278, "bytes": 279,
            "tile_width": 322, "tile_length": 323, "tile_offsets": 324, "tile_bytes": 325,
        }  # fmt: skip
        tags = {
            256: (4, [width]), 257: (4, [height]), 258: (3, [8]), 259: (3, [1]), 262: (3, [1]),
            273: (4, [8]), 277: (3, [1]), 278: (4, [height]), 279: (4, [len(pixels)]),
        }  # fmt: skip
        for name, values in changes.items():
            tags[names[name]] = (3 if name in ("bits", "compression", "photometric") else 4, values)
        return tiff_file(tags, pixels, order)

    return build


@pytest.fixture(scope="session")
def as_picture():
    """A uint8 (H, W) or (H, W, 3) array as cnnviz keeps it: float32, channels first."""

    def convert(pixels):
        pixels = np.asarray(pixels, dtype=np.float32)
        return pixels if pixels.ndim == 2 else np.moveaxis(pixels, 2, 0)

    return convert


@pytest.fixture(scope="session")
def exif_turn():
    """EXIF data that say which way up a picture is."""

    def build(orientation):
        exif = Image.Exif()
        exif[271] = "A camera"
        exif[274] = orientation
        return exif

    return build


@pytest.fixture(scope="module")
def drawn(chromium):
    """What Chromium draws on white: (3, H, W)."""
    page = chromium.new_page()

    def draw(data):
        source = "data:application/octet-stream;base64," + base64.b64encode(data).decode()
        height, width, *values = page.evaluate(DRAW, source)
        return np.array(values, dtype=np.float32).reshape(height, width, 4)[..., :3].transpose(2, 0, 1)

    yield draw
    page.close()
