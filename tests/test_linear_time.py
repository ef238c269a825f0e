"""What strangers send is read in time that grows with its length, whatever it repeats."""

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
from PIL import Image

from cnnviz import images
from cnnviz.models.loading.read import read
from cnnviz.network import weights
from tests.timing import check_linear


@dataclass(frozen=True)
class Parser:
    """Something that reads what strangers send.

    Attributes
    ----------
    read : callable
        Takes what is sent; may refuse it with a `CnnvizError`.
    units : tuple
        What it treats specially: each is repeated, behind each of `starts` and before each of `ends`.
    make : callable
        Puts start, repeated unit and end together as what is sent.
    """

    read: Callable
    units: tuple
    starts: tuple = (b"",)
    ends: tuple = (b"",)
    make: Callable = field(default=lambda start, run, end: start + run + end)


def file_of(file_format, mode="L", **options):
    file = io.BytesIO()
    Image.new(mode, (8, 8)).save(file, file_format, **options)
    return file.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def riff(kind, data):
    return kind + struct.pack("<I", len(data)) + data


def archive(start, run, end):
    """An archive of weights, whose entries carry the run in their extra fields."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for at in range(0, len(run), 60_000):
            entry = zipfile.ZipInfo(f"{start.decode()}{at}.npy")
            entry.extra = run[at : at + 60_000]
            opened.writestr(entry, b"")
    return file.getvalue() + end


def described(start, run, end):
    """An archive of a network of PyTorch, whose layers are described by the run."""
    file = io.BytesIO()
    np.savez(file, torch=np.frombuffer(start + run + end, np.uint8))
    return file.getvalue()


def packed_text(start, run, end):
    note = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(start + run + end)
    return PNG[:33] + chunk(b"iTXt", note) + PNG[33:]


PNG, GIF, BMP, TIFF, WEBP = map(file_of, ("PNG", "GIF", "BMP", "TIFF", "WEBP"))
JPEG, PROGRESSIVE = file_of("JPEG"), file_of("JPEG", "RGB", progressive=True)
SCAN = JPEG.index(b"\xff\xda") + 10
SEGMENTS = (
    b"\xff\xe0\0\2",
    b"\xff\xe1\0\2",
    b"\xff\xfe\0\2",
    b"\xff\xda\0\2",
    b"\xff\xc4\0\2",
    b"\xff\xdb\0\2",
)
CHUNKS = tuple(chunk(kind, b"") for kind in (b"IDAT", b"tEXt", b"PLTE", b"tRNS", b"eXIf", b"IHDR"))
RIFF_CHUNKS = tuple(riff(kind, b"") for kind in (b"EXIF", b"ANMF", b"ALPH", b"VP8 ", b"XMP ", b"abcd"))

PARSERS = {
    "JPEG": Parser(
        images.load,
        (b"\xff", b"\0", b"\xff\0", b"\xff\xd0", b"\xff\xd8", b"\xff\xd9", b"\xff\xff\0", b"\x55", *SEGMENTS),
        starts=(b"\xff\xd8\xff", JPEG[:SCAN], PROGRESSIVE[:-2]),
        ends=(b"", b"\xff\xd9", JPEG[2:]),
    ),
    "PNG": Parser(images.load, (b"\0", b"\xff", *CHUNKS), starts=(PNG[:8], PNG[:33]), ends=(b"", PNG[33:])),
    "GIF": Parser(
        images.load,
        (b"\0", b"\1\0", b"\xff", b"!", b"!\xf9\0", b"!\xfe\0", b",", b";"),
        starts=(GIF[:6], GIF[:13], GIF[:-1]),
    ),
    "BMP": Parser(
        images.load,
        (b"\0", b"\0\0", b"\0\2\0\1", b"\1\1", b"\xff"),
        starts=(BMP[:2], BMP[:30] + b"\1" + BMP[31:54]),
    ),
    "TIFF": Parser(
        images.load,
        (b"\0", b"\xff", b"\1\0", struct.pack("<HHII", 273, 4, 1, 8)),
        starts=(TIFF[:4], TIFF[:8], b"II*\0\x08\0\0\0\xff\xff"),
    ),
    "WebP": Parser(
        images.load,
        (b"\0", b"\xff", *RIFF_CHUNKS),
        starts=(WEBP[:12], WEBP[:12] + riff(b"VP8X", bytes(10)), WEBP),
    ),
    "what is no picture": Parser(
        images.load,
        (b"<", b" ", b"<svg", b"\xef\xbb\xbf", b"ftyp", b"\0"),
        starts=(b"", b"\0\0\0\x18ftypavif", b"\0\0\0\x18ftypheic"),
    ),
    "text in a PNG": Parser(
        images.load,
        (b" ", b"<", b"tiff:Orientation", b'tiff:Orientation="', b"tiff:Orientation ="),
        starts=(b"", b"tiff:Orientation", b"tiff:Orientation="),
        make=packed_text,
    ),
    "weights": Parser(
        weights.load,
        (b"\0\0\0\0", b"PK\1\2", b"PK\3\4", b"PK\5\6"),
        starts=(b"architecture", b"x"),
        make=archive,
    ),
    "a network of PyTorch": Parser(
        read, (b"\0\0\0\0", b"PK\1\2", b"PK\3\4", b"PK\5\6"), starts=(b"torch", b"0.weight"), make=archive
    ),
    "a network in an ONNX file": Parser(
        read,
        (b"\0", b"\x08\1", b"\x3a\0", b"\x0a\0", b"\x0a\x02\x0a\0", b"\xff"),
        starts=(b"\x08\x0a", b"\x08\x0a\x3a\xff\xff\x7f"),
    ),
    "layers as a file describes them": Parser(
        read,
        (b"[", b'["ReLU",{}],', b"9", b'"', b'{"a":', b" "),
        starts=(b"", b"[", b'[["'),
        ends=(b"", b"]"),
        make=described,
    ),
    "weights without an end": Parser(
        weights.load, (b"\0", b"PK\1\2", b"PK\5\6", b"PK\3\4"), starts=(b"", b"PK\3\4")
    ),
}
"""A row each; a new parser is a new row."""


@pytest.mark.parametrize("name", PARSERS)
def test_ten_times_the_length_takes_about_ten_times_as_long(name):
    parser = PARSERS[name]
    for start, unit, end in itertools.product(parser.starts, parser.units, parser.ends):

        def make(length, start=start, unit=unit, end=end):
            return parser.make(start, (unit * length)[:length], end)

        check_linear(parser.read, make, (start[-12:], unit, end[:4]))


def test_time_that_grows_with_the_square_of_the_length_is_noticed():
    with pytest.raises(AssertionError, match="a square"):
        check_linear(lambda length: sum(range(length**2 // 2000)), int, "a square")
    check_linear(lambda length: sum(range(50 * length)), int, "a line")
