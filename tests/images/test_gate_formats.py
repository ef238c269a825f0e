"""What comes out of the gate for every kind of file it opens."""

import numpy as np
import pytest
from PIL import Image, ImageOps

from cnnviz import images

LOSSLESS = [
    ("PNG", {}),
    ("BMP", {}),
    ("WEBP", {"lossless": True}),
    ("TIFF", {}),
    ("TIFF", {"compression": "tiff_lzw"}),
    ("TIFF", {"compression": "tiff_adobe_deflate"}),
    ("TIFF", {"compression": "packbits"}),
    ("TIFF", {"big_tiff": True}),
]


@pytest.mark.parametrize(("file_format", "options"), LOSSLESS)
def test_lossless_colour_files_give_back_their_exact_pixels(
    colours, encode, as_picture, file_format, options
):
    image = images.load(encode(Image.fromarray(colours), file_format, **options))
    assert image.dtype == np.float32
    assert np.array_equal(image, as_picture(colours))


@pytest.mark.parametrize("file_format", ["PNG", "BMP", "TIFF", "GIF"])
def test_lossless_grey_files_give_back_their_exact_pixels(greys, encode, file_format):
    assert np.array_equal(images.load(encode(Image.fromarray(greys), file_format)), greys)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_jpeg_comes_close_to_its_pixels(encode, as_picture, mode, options):
    smooth = Image.radial_gradient("L").resize((40, 30)).convert(mode)
    image = images.load(encode(smooth, "JPEG", quality=95, **options))
    assert np.abs(image - as_picture(np.asarray(smooth))).max() < 8


@pytest.mark.parametrize("file_format", ["PNG", "BMP", "TIFF", "GIF"])
def test_a_picture_with_a_palette_comes_out_in_its_colours(colours, encode, as_picture, file_format):
    indexed = Image.fromarray(colours).convert("P")
    image = images.load(encode(indexed, file_format))
    assert np.array_equal(image, as_picture(np.asarray(indexed.convert("RGB"))))


@pytest.mark.parametrize(
    ("file_format", "options"), [("PNG", {}), ("BMP", {}), ("TIFF", {}), ("TIFF", {"compression": "group4"})]
)
def test_one_bit_becomes_black_and_white(greys, encode, file_format, options):
    black_and_white = greys > 127
    image = images.load(encode(Image.fromarray(black_and_white), file_format, **options))
    assert np.array_equal(image, black_and_white * 255)


def test_a_picture_on_its_side_in_every_exif_orientation_is_put_upright(
    colours, encode, exif_turn, as_picture
):
    for orientation in range(1, 9):
        stored = Image.fromarray(colours)
        stored.getexif()[274] = orientation
        upright = as_picture(np.asarray(ImageOps.exif_transpose(stored)))
        for file_format in ("PNG", "TIFF", "WEBP"):
            options = {"lossless": True} if file_format == "WEBP" else {}
            file = encode(Image.fromarray(colours), file_format, exif=exif_turn(orientation), **options)
            assert np.array_equal(images.load(file), upright), (file_format, orientation)
            assert images.original_size(file) == upright.shape[1:]


def test_a_jpeg_on_its_side_is_put_upright(encode, exif_turn):
    wide = Image.fromarray(np.repeat(np.arange(0, 256, 4, dtype=np.uint8)[None], 16, axis=0))
    image = images.load(encode(wide, "JPEG", exif=exif_turn(6)))
    assert image.shape == (64, 16)
    assert image[0].mean() < image[-1].mean()


def test_16_bit_turned_pictures_are_put_upright_too(encode, exif_turn):
    deep = np.arange(6, dtype=np.uint16).reshape(2, 3) * 257
    image = images.load(encode(Image.fromarray(deep), "PNG", exif=exif_turn(6)))
    assert np.allclose(image, [[3, 0], [4, 1], [5, 2]])


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "TIFF"])
def test_transparency_lets_white_paper_through(encode, file_format):
    pixels = np.array([[[0, 100, 200, 0], [0, 100, 200, 51], [0, 100, 200, 255]]], dtype=np.uint8)
    options = {"lossless": True, "exact": True} if file_format == "WEBP" else {}
    image = images.load(encode(Image.fromarray(pixels), file_format, **options))
    assert np.allclose(image[:, 0, 0], 255)
    assert np.allclose(image[:, 0, 1], [204, 224, 244], atol=1)  # one fifth colour, four fifths white
    assert np.allclose(image[:, 0, 2], [0, 100, 200])


def test_grey_with_transparency_stays_grey(encode):
    pixels = np.array([[[60, 0], [60, 255]]], dtype=np.uint8)
    assert images.load(encode(Image.fromarray(pixels), "PNG")).tolist() == [[255.0, 60.0]]


@pytest.mark.parametrize("file_format", ["PNG", "GIF"])
def test_the_transparent_entry_of_a_palette_becomes_white(encode, file_format):
    indexed = Image.new("P", (2, 1))
    indexed.putpalette([10, 20, 30, 40, 50, 60])
    indexed.putpixel((1, 0), 1)
    image = images.load(encode(indexed, file_format, transparency=0))
    assert image[:, 0].T.tolist() == [[255, 255, 255], [40, 50, 60]]


@pytest.mark.parametrize(
    ("pixels", "transparent"),
    [(np.array([[7, 9]], np.uint8), 7), (np.array([[257 * 7, 257 * 9]], np.uint16), 1799)],
)
def test_the_transparent_grey_of_a_png_becomes_white(encode, pixels, transparent):
    image = images.load(encode(Image.fromarray(pixels), "PNG", transparency=transparent))
    assert np.allclose(image, [[255, 9]], atol=1e-3)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_16_bits_are_scaled_to_255(encode, file_format):
    deep = np.array([[0, 257, 32896, 65535]], dtype=np.uint16)
    image = images.load(encode(Image.fromarray(deep), file_format))
    assert np.allclose(image, [[0, 1, 128, 255]])


def test_16_bit_colour_keeps_its_high_byte(png_file):
    scanline = b"\0" + bytes([200, 0, 100, 0, 50, 0])
    assert images.load(png_file(1, 1, 16, 2, scanline))[:, 0, 0].tolist() == [200, 100, 50]


def test_16_bit_tiffs_are_read_in_both_byte_orders_and_both_senses(grey_tiff):
    values = np.array([0, 257 * 100, 65535])
    for order in "<>":
        file = grey_tiff(3, 1, values.astype(order + "u2").tobytes(), order, bits=[16])
        assert np.allclose(images.load(file), [[0, 100, 255]])
    negative = grey_tiff(3, 1, values.astype("<u2").tobytes(), bits=[16], photometric=[0])
    assert np.allclose(images.load(negative), [[255, 155, 0]])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([[0.0, 0.5, 1.0]], [[0, 127.5, 255]]),
        ([[0.0, 0.5, 200.0]], [[0, 0.5, 200]]),
        ([[-1.0, 0.0, 1.0]], [[0, 127.5, 255]]),
        ([[-3e38, 0.0, 3e38]], [[0, 127.5, 255]]),
        ([[1000.0, 1000.0]], [[255, 255]]),  # of 0 to 1000
    ],
)
def test_a_tiff_of_floats_is_brought_to_255(encode, values, expected):
    file = encode(Image.fromarray(np.array(values, dtype=np.float32)), "TIFF")
    assert np.allclose(images.load(file), expected)


def test_a_tiff_of_32_bit_numbers_is_brought_to_255(encode):
    file = encode(Image.fromarray(np.array([[-100, 0, 100]], dtype=np.int32)), "TIFF")
    assert np.allclose(images.load(file), [[0, 127.5, 255]])


@pytest.mark.parametrize("file_format", ["JPEG", "TIFF"])
def test_no_ink_is_white_and_all_ink_is_black(encode, file_format):
    for ink, expected in (((0, 0, 0, 0), 255), ((0, 0, 0, 255), 0)):
        image = images.load(encode(Image.new("CMYK", (16, 16), ink), file_format))
        assert image.shape == (3, 16, 16)
        assert np.allclose(image, expected, atol=2)


def test_cyan_ink_swallows_red(encode):
    red, green, blue = images.load(encode(Image.new("CMYK", (16, 16), (255, 0, 0, 0)), "JPEG"))[:, 8, 8]
    assert red < 5
    assert min(green, blue) > 250


@pytest.mark.parametrize("file_format", ["GIF", "WEBP", "TIFF", "PNG"])
def test_of_many_pictures_the_first_one_comes_out(encode, file_format):
    first, second = Image.new("RGB", (4, 3), "red"), Image.new("RGB", (4, 3), "blue")
    options = {"lossless": True} if file_format == "WEBP" else {}
    image = images.load(encode(first, file_format, save_all=True, append_images=[second], **options))
    assert image[:, 0, 0].tolist() == [255, 0, 0]


def test_an_interlaced_png_is_put_in_order(png_file):
    pixels = np.arange(64, dtype=np.uint8).reshape(8, 8)
    passes = (
        (0, 0, 8, 8),
        (0, 4, 8, 8),
        (4, 0, 8, 4),
        (0, 2, 4, 4),
        (2, 0, 4, 2),
        (0, 1, 2, 2),
        (1, 0, 2, 1),
    )
    scanlines = b"".join(
        b"\0" + row.tobytes() for y, x, step_y, step_x in passes for row in pixels[y::step_y, x::step_x]
    )
    assert np.array_equal(images.load(png_file(8, 8, 8, 0, scanlines, interlace=1)), pixels)


def test_a_tiff_in_tiles_is_put_together(grey_tiff):
    pixels = np.arange(16 * 32, dtype=np.uint16).reshape(16, 32).astype(np.uint8)
    tiles = pixels[:, :16].tobytes() + pixels[:, 16:].tobytes()
    file = grey_tiff(
        32, 16, tiles, tile_width=[16], tile_length=[16], tile_offsets=[8, 8 + 256], tile_bytes=[256, 256]
    )
    assert np.array_equal(images.load(file), pixels)


def test_a_large_picture_is_scaled_to_the_working_size_and_keeps_its_proportions(encode):
    half = Image.new("L", (4096, 1024))
    half.paste(255, (2048, 0, 4096, 1024))
    for file in (encode(half, "PNG"), encode(half, "JPEG")):
        image = images.load(file)
        assert image.shape == (512, 2048)
        assert images.original_size(file) == (1024, 4096)
        assert image[:, :1020].max() < 3
        assert image[:, 1028:].min() > 252


def test_transparent_ground_does_not_bleed_into_a_scaled_picture(encode):
    pixels = np.zeros((64, 64, 4), dtype=np.uint8)
    pixels[:, ::2] = [200, 100, 50, 255]
    image = images.load(encode(Image.fromarray(pixels), "PNG"), max_side=8)
    assert np.abs(image - np.array([227.5, 177.5, 152.5])[:, None, None]).max() < 5


def test_a_loaded_picture_cannot_be_written_to(greys, encode):
    for source in (encode(Image.fromarray(greys), "PNG"), greys):
        with pytest.raises(ValueError, match="read-only"):
            images.load(source)[0, 0] = 1
