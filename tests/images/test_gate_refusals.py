"""What the gate refuses, and that nothing a file contains can hurt."""

import struct
import time
import warnings
import zlib

import numpy as np
import pytest
from PIL import Image, ImageFile

from cnnviz import images
from cnnviz.errors import ImageError
from cnnviz.images.limits import MAX_JPEG_PIECE_BYTES, MAX_JPEG_SCANS, MAX_PIECE_BYTES, MAX_PIECES

STRANGERS = [
    (b"", "empty"),
    (b"%PDF-1.7\n", "screenshot of the page"),
    (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC photo; share or export it as JPEG"),
    (b"\0\0\0\x1cftypavif\0\0\0\0", "AVIF"),
    (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "AVIF picture"),
    (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "Settings, Camera, Formats, Most Compatible"),
    (b"\0\0\0\x20ftypisom\0\0\0\0", "video"),
    (b"PK\x03\x04rest", "ZIP archive"),
    (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG drawing"),
    (b"<html><body>404</body></html>", "text, not a picture"),
    ("Grüße".encode(), "text, not a picture"),
    (b"RIFF\x04\0\0\0WAVEfmt ", "not a picture of a known format"),
    (bytes(100), "not a picture of a known format"),
]


@pytest.mark.parametrize(("data", "sentence"), STRANGERS)
def test_what_is_no_picture_is_told_what_it_is(data, sentence):
    with pytest.raises(ImageError, match=sentence):
        images.load(data)


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "BMP", "GIF", "TIFF"])
def test_a_file_cut_short_is_refused_wherever_the_cut_is(encode, file_format, mode):
    noise = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    file = encode(Image.fromarray(noise).convert(mode), file_format)
    for end in range(0, len(file) * 9 // 10, 37):
        with pytest.raises(ImageError):
            images.load(file[:end])


def test_a_file_over_15_megabytes_is_refused_unseen():
    with pytest.raises(ImageError, match=r"16\.0 MB large, and at most 15 MB"):
        images.load(bytes(16 * 1024**2))


def test_a_png_that_claims_400_megapixels_is_refused_by_its_header(png_file):
    with pytest.raises(ImageError, match="20000×20000 pixels, and at most 25 million"):
        images.load(png_file(20_000, 20_000, 8, 2, b""))


def test_a_webp_is_refused_before_its_decoder_reserves_memory():
    header = struct.pack("<I", 10) + bytes(4) + (16_382).to_bytes(3, "little") * 2
    with pytest.raises(ImageError, match="16383×16383"):
        images.load(b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + header)


def test_a_gif_with_a_huge_screen_or_a_picture_far_outside_it_is_refused():
    tail = struct.pack("<BHHHHBB", 0x2C, 0, 0, 60_000, 60_000, 0, 2) + b"\x02\x44\x01\0;"
    for side in (1, 60_000):
        with pytest.raises(ImageError, match="60000×60000"):
            images.load(b"GIF89a" + struct.pack("<HHBBB", side, side, 0, 0, 0) + tail)


def test_a_jpeg_may_be_larger_than_other_files_but_not_without_bounds(encode):
    file = bytearray(encode(Image.new("L", (8, 8)), "JPEG"))
    size_at = file.index(b"\xff\xc0") + 5
    for height, width, refused in ((5000, 9000, False), (6000, 9000, True)):
        file[size_at : size_at + 4] = struct.pack(">HH", height, width)
        if refused:
            with pytest.raises(ImageError, match="9000×6000 pixels, and at most 50 million"):
                images.original_size(bytes(file))
        else:
            assert images.original_size(bytes(file)) == (height, width)


def test_a_picture_one_pixel_wide_and_millions_long_is_refused(png_file, grey_tiff):
    for file in (png_file(1, 25_000_000, 8, 0, b""), grey_tiff(70_000, 1, b"")):
        with pytest.raises(ImageError, match="no side may be longer than 65535"):
            images.load(file)


def test_a_picture_without_pixels_is_refused(png_file, grey_tiff):
    empty_bmp = b"BM" + bytes(12) + struct.pack("<IiiHHIIiiII", 40, 0, 5, 1, 24, 0, 0, 0, 0, 0, 0)
    for file in (png_file(0, 5, 8, 0, b""), grey_tiff(0, 5, b""), empty_bmp):
        with pytest.raises(ImageError, match="it is empty"):
            images.load(file)


def test_a_tiff_with_a_value_that_is_no_number_is_refused(encode):
    for value in (np.nan, np.inf):
        file = encode(Image.fromarray(np.array([[0, value]], dtype=np.float32)), "TIFF")
        with pytest.raises(ImageError, match="1 of 2 values are not finite"):
            images.load(file)


def test_pixels_after_the_end_are_ignored_however_many_they_unpack_to(png_file):
    scanlines = b"\0" + bytes(1) + bytes(50_000_000)
    assert images.load(png_file(1, 1, 8, 0, scanlines)).tolist() == [[0.0]]


def test_text_and_profiles_that_unpack_to_gigabytes_are_not_unpacked(png_file, chunk):
    text = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(20_000_000), 9)) * 200
    profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(1_000_000), 9)) * 2000
    started = time.thread_time()
    assert images.load(png_file(1, 1, 8, 0, b"\0\x07", before=text + profile)).tolist() == [[7.0]]
    assert time.thread_time() - started < 2


def test_a_png_of_endless_chunks_is_refused(png_file, chunk):
    with pytest.raises(ImageError, match="damaged"):
        images.load(png_file(1, 1, 8, 0, b"\0\x07", before=chunk(b"tEXt", b"") * MAX_PIECES))


def test_a_jpeg_with_endless_passes_is_refused(encode):
    file = encode(Image.new("L", (64, 64)), "JPEG", progressive=True)
    last_scan = file[file.rindex(b"\xff\xda") : -2]
    usual = file.count(b"\xff\xda")
    assert images.load(file[:-2] + last_scan * (MAX_JPEG_SCANS - usual) + file[-2:]).shape == (64, 64)
    with pytest.raises(ImageError, match="more than 64 passes"):
        images.load(file[:-2] + last_scan * (MAX_JPEG_SCANS - usual + 1) + file[-2:])


def test_a_run_length_coded_bmp_is_opened_only_when_small():
    header = struct.pack("<IiiHHIIiiII", 40, 4, 1, 1, 8, 1, 0, 0, 0, 2, 0)
    palette = bytes([0, 0, 200, 0, 0, 90, 0, 0])
    file = b"BM" + bytes(8) + struct.pack("<I", 14 + 40 + 8) + header + palette + b"\x03\x00\x01\x01\0\1"
    assert images.load(file)[:, 0].T.tolist() == [[200, 0, 0]] * 3 + [[0, 90, 0]]
    with pytest.raises(ImageError, match="run-length"):
        images.load(file + bytes(2 * 1024**2))


def test_a_tiff_of_huge_or_endless_pieces_is_refused(grey_tiff):
    tiles = {"tile_offsets": [8], "tile_bytes": [4]}
    for tile_width, tile_length in ((1 << 20, 1 << 16), (1, 1)):
        file = grey_tiff(5000, 4000, b"1234", tile_width=[tile_width], tile_length=[tile_length], **tiles)
        with pytest.raises(ImageError, match="too many or too large pieces"):
            images.load(file)


def test_a_piece_of_a_tiff_may_be_half_as_large_where_it_is_a_jpeg(grey_tiff):
    side = 8192
    assert MAX_JPEG_PIECE_BYTES < side**2 < MAX_PIECE_BYTES
    tiles = {"tile_width": [side], "tile_length": [side], "tile_offsets": [8], "tile_bytes": [4]}
    for compression, sentence in ((7, "too large pieces"), (8, "damaged")):
        with pytest.raises(ImageError, match=sentence):
            images.load(grey_tiff(5000, 4000, b"1234", compression=[compression], **tiles))


def test_strips_beyond_the_picture_are_not_decoded_again_and_again(grey_tiff):
    pixels = bytes(4000)
    file = grey_tiff(4000, 4000, pixels, rows=[3999], offsets=[8] * 60_000, bytes=[4000] * 60_000)
    started = time.thread_time()
    with pytest.raises(ImageError, match="damaged"):
        images.load(file)
    assert time.thread_time() - started < 2


def test_a_tiff_with_a_rare_compression_is_told_which_ones_are_opened(grey_tiff):
    with pytest.raises(ImageError, match="LZW or Deflate"):
        images.load(grey_tiff(1, 1, b"1", compression=[50_000]))


def test_broken_exif_data_leaves_the_picture_as_it_is(encode, greys):
    for notes in (
        b"Exif\0\0",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0MM\0*\0\0\0\x08\xff\xff",
        b"Exif\0\0XX",
    ):
        file = encode(Image.fromarray(greys), "PNG", exif=notes)
        assert np.array_equal(images.load(file), greys)


def test_an_orientation_that_does_not_exist_leaves_the_picture_as_it_is(encode, exif_turn, greys):
    for file_format in ("PNG", "TIFF"):
        for orientation in (0, 9, 200):
            file = encode(Image.fromarray(greys), file_format, exif=exif_turn(orientation))
            assert np.array_equal(images.load(file), greys)


def test_the_gate_leaves_pillow_and_the_warnings_as_they_were(encode, colours):
    before = (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, list(warnings.filters))
    images.load(encode(Image.fromarray(colours), "JPEG"))
    with pytest.raises(ImageError):
        images.load(b"GIF89a")
    assert before == (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, list(warnings.filters))
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
