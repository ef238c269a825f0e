"""What is transparent is white, as a browser draws it on white paper."""

import struct

import numpy as np
import pytest
from PIL import Image

from cnnviz import images


def packed(values, bits):
    """A scanline of grey values of a few bits, without a filter."""
    line = "".join(f"{value:0{bits}b}" for value in values)
    line += "0" * (-len(line) % 8)
    return b"\0" + int(line, 2).to_bytes(len(line) // 8, "big")


def small_frame(left, top, columns, rows, clear=b""):
    """A GIF of 5×4 pixels whose only frame, of colour 1 of two, is smaller."""
    palette = bytes([200, 10, 20, 30, 40, 250])
    control = b"!\xf9\4\1\0\0" + clear + b"\0" if clear else b""
    codes = [4]  # clear the table before each pixel, so that every code has three bits
    for _ in range(columns * rows):
        codes += [1, 4]
    number, bits = 0, 0
    for code in [*codes[:-1], 5]:
        number |= code << bits
        bits += 3
    data = number.to_bytes(-(-bits // 8), "little")
    frame = struct.pack("<BHHHHB", 0x2C, left, top, columns, rows, 0)
    return (
        b"GIF89a" + struct.pack("<HHBBB", 5, 4, 0x80, 0, 0) + palette + control + frame
        + b"\2" + bytes([len(data)]) + data + b"\0;"
    )  # fmt: skip


@pytest.fixture(scope="module")
def files(png_file, chunk, encode):
    """A file of each way to be transparent."""
    made = {
        f"grey PNG of {bits} bits": png_file(
            4, 1, bits, 0, packed([0, 1, (1 << bits) - 1, 1], bits), before=chunk(b"tRNS", b"\0\1")
        )
        for bits in (1, 2, 4, 8, 16)
    }
    deep = b"\0" + struct.pack(">9H", 513, 770, 1027, 513, 770, 1028, 65535, 0, 300)
    made["colour PNG of 16 bits"] = png_file(
        3, 1, 16, 2, deep, before=chunk(b"tRNS", struct.pack(">3H", 513, 770, 1027))
    )
    made["colour PNG of 8 bits"] = png_file(
        2, 1, 8, 2, b"\0\1\2\3\1\2\4", before=chunk(b"tRNS", bytes([0, 1, 0, 2, 0, 3]))
    )
    made["palette"] = png_file(
        3, 1, 2, 3, packed([0, 1, 2], 2),
        before=chunk(b"PLTE", bytes([9, 90, 200, 7, 70, 130, 1, 2, 3])) + chunk(b"tRNS", b"\0\x80"),
    )  # fmt: skip
    made["grey and opacity"] = png_file(3, 1, 8, 4, b"\0\x10\0\x10\x80\x10\xff")
    made["colours and opacity of 16 bits"] = png_file(
        2, 1, 16, 6, b"\0" + struct.pack(">8H", 9000, 800, 70, 32768, 1, 2, 3, 65535)
    )
    made["small frame"] = small_frame(1, 1, 2, 2)
    made["small frame, clear"] = small_frame(1, 1, 2, 2, clear=b"\1")
    made["frame at the edge"] = small_frame(3, 2, 2, 2)
    return made


def test_each_way_to_be_transparent_looks_as_in_a_browser(files, drawn):
    for name, file in files.items():
        image = images.load(file)
        colours = np.broadcast_to(image, (3, *image.shape)) if image.ndim == 2 else image
        assert np.abs(colours - drawn(file)).max() <= 1, name


def test_greys_stay_grey_where_some_are_transparent(files):
    for name, file in files.items():
        assert images.load(file).ndim == (2 if "grey" in name else 3), name


def test_of_16_bits_both_bytes_say_what_is_transparent(files):
    image = images.load(files["colour PNG of 16 bits"])
    assert image[:, 0].T.tolist() == [[255, 255, 255], [2, 3, 4], [255, 0, 1]]


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 16])
def test_a_cut_out_has_no_outline_after_scaling(png_file, chunk, bits):
    most = (1 << bits) - 1
    line = packed([0, most, most, most] * 2, bits)
    file = png_file(8, 8, bits, 0, line * 8, before=chunk(b"tRNS", b"\0\0"))
    for side in (1, 3, 5):
        assert np.allclose(images.load(file, max_side=side), 255)


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "TIFF"])
def test_what_lies_under_full_transparency_weighs_nothing_after_scaling(encode, file_format):
    pixels = np.zeros((8, 8, 4), dtype=np.uint8)
    pixels[:, ::3] = [255, 255, 255, 255]
    options = {"lossless": True, "exact": True} if file_format == "WEBP" else {}
    file = encode(Image.fromarray(pixels), file_format, **options)
    assert np.allclose(images.load(file, max_side=3), 255)


def test_a_frame_smaller_than_its_screen_scales_as_its_picture_on_white(encode):
    whole = np.full((4, 5, 3), 255, dtype=np.uint8)
    whole[1:3, 1:3] = [30, 40, 250]
    expected = images.load(encode(Image.fromarray(whole), "PNG"), max_side=3)
    assert np.array_equal(images.load(small_frame(1, 1, 2, 2), max_side=3), expected)
