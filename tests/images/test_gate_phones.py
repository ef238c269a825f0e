"""Photographs as phones make them, and as they arrive."""

import zlib

import numpy as np
import pytest
from PIL import Image

from cnnviz import images
from cnnviz.errors import ImageError
from cnnviz.images.gate import LOST_END


@pytest.fixture(scope="module")
def photograph():
    """A smooth picture of 96 rows and 64 columns."""
    noise = np.random.default_rng(0).integers(0, 256, (6, 6, 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((64, 96), Image.Resampling.BICUBIC)


def test_a_photograph_of_50_megapixels_opens(encode):
    file = encode(Image.new("L", (8160, 6144), 70), "JPEG")
    opened = images.open_picture(file, max_side=512)
    assert opened.original == images.original_size(file) == (6144, 8160)
    assert opened.image.shape == (386, 512)
    assert np.abs(opened.image - 70).max() <= 2


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True, "subsampling": 0}])
def test_a_jpeg_without_its_last_bytes_is_whole(photograph, encode, options):
    file = encode(photograph, "JPEG", **options)
    for lost in (1, 2):
        opened = images.open_picture(file[:-lost])
        assert np.array_equal(opened.image, images.load(file))
        assert opened.notes == (LOST_END,)
    assert images.open_picture(file).notes == ()


def shortened(file, kept):
    """A JPEG of which a share of the pixels' bytes is kept."""
    start = file.index(b"\xff\xda")
    return file[: start + int((len(file) - start) * kept)]


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("kept", [0.4, 0.6, 0.8, 0.95])
def test_what_a_jpeg_lost_is_white_and_the_rest_is_there(photograph, encode, kept, mode):
    file = encode(photograph.convert(mode), "JPEG", quality=90)
    whole = images.load(file)
    opened = images.open_picture(shortened(file, kept))
    assert opened.notes == (LOST_END,)
    differs = np.abs(opened.image - whole).reshape(-1, *whole.shape[-2:]).max(axis=(0, 2)) > 0  # of each row
    assert kept / 2 < np.argmax(differs) / len(differs) < kept + 0.1
    assert (opened.image[..., -8:, :] == 255).all() == (kept < 0.9)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_cut_jpeg_has_all_rows_that_a_browser_shows_and_is_white_below(photograph, encode, drawn, mode):
    for kept in (0.3, 0.6):
        file = shortened(encode(photograph.convert(mode), "JPEG", quality=90), kept)
        shown = drawn(file)
        rows = int(np.argmax((shown == 255).all(axis=(0, 2))))  # those that the browser drew
        image = np.broadcast_to(images.load(file), shown.shape)
        assert rows > 0
        assert np.abs(image[:, :rows] - shown[:, :rows]).max() <= 2
        assert (image[:, rows + 32 :] == 255).all()  # it waits for whole blocks, of up to 16 rows


GREYS = {"L": 128, "RGB": (128,) * 3, "CMYK": (127,) * 4}
"""What a decoder gives to pixels that it has no data of."""


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 1}])
@pytest.mark.parametrize("mode", GREYS)
def test_a_whole_jpeg_without_its_last_marker_keeps_its_grey(encode, mode, options):
    file = encode(Image.new(mode, (64, 48), GREYS[mode]), "JPEG", **options)
    for lost in (1, 2):
        assert np.array_equal(images.load(file[:-lost]), images.load(file))


@pytest.mark.parametrize("mode", GREYS)
def test_of_a_grey_picture_only_what_is_lost_becomes_white(encode, mode):
    file = encode(Image.new(mode, (256, 256), GREYS[mode]), "JPEG")
    image = np.atleast_3d(images.load(shortened(file, 0.5)).T)[0, :, 0]  # one column
    assert len(set(image.tolist())) == 2
    assert image[-1] == 255
    assert np.count_nonzero(image < 255) in range(96, 160)


@pytest.mark.parametrize("mode", GREYS)
def test_what_is_lost_is_found_wherever_a_jpeg_with_restart_markers_is_cut(photograph, encode, mode):
    file = encode(photograph.convert(mode), "JPEG", restart_marker_blocks=1)
    middle = file.rindex(b"\xff\xd3", 0, len(file) * 2 // 3)
    for end in range(middle - 3, middle + 5):
        assert (images.load(file[:end])[..., -8:, :] == 255).all()


def test_of_a_cut_progressive_jpeg_the_passes_that_came_are_shown(photograph, encode):
    file = encode(photograph, "JPEG", progressive=True)
    last = file.rindex(b"\xff\xda")
    for end in (last, last + 1, last + 5, last - 20):  # between passes, and within what starts one
        opened = images.open_picture(file[:end])
        assert opened.notes == (LOST_END,)
        assert np.abs(opened.image - images.load(file)).mean() < 10


def test_a_jpeg_that_lost_its_pixels_too_is_refused(photograph, encode):
    file = encode(photograph, "JPEG")
    for end in range(0, file.index(b"\xff\xda") + 14, 37):
        with pytest.raises(ImageError):
            images.load(file[:end])


def test_a_turned_jpeg_that_lost_its_end_is_white_there(photograph, encode, exif_turn):
    file = encode(photograph, "JPEG", quality=90, exif=exif_turn(6))
    image = images.load(file[: len(file) * 6 // 10])
    assert image.shape == (3, 64, 96)
    assert (image[:, :, :8] == 255).all()  # the lower rows, turned to the left


XMP = (
    b'<x:xmpmeta><rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" %s</rdf:Description></x:xmpmeta>'
)
WAYS = (b'tiff:Orientation="%d">', b"tiff:Orientation = '%d'/>", b"><tiff:Orientation>%d</tiff:Orientation>")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("is_packed", [False, True])
def test_the_xmp_of_a_png_puts_it_upright(colours, encode, chunk, way, is_packed, exif_turn):
    plain = encode(Image.fromarray(colours), "PNG")
    for turn in range(1, 9):
        text = XMP % (way % turn)
        text = b"\1\0\0\0" + zlib.compress(text) if is_packed else b"\0\0\0\0" + text
        file = plain[:33] + chunk(b"iTXt", b"XML:com.adobe.xmp\0" + text) + plain[33:]
        upright = images.load(encode(Image.fromarray(colours), "PNG", exif=exif_turn(turn)))
        assert np.array_equal(images.load(file), upright)
        assert images.original_size(file) == upright.shape[1:]


def test_exif_is_believed_before_xmp(greys, encode, chunk, exif_turn):
    file = encode(Image.fromarray(greys), "PNG", exif=exif_turn(1))
    note = chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP % (WAYS[0] % 6))
    assert np.array_equal(images.load(file[:33] + note + file[33:]), greys)


@pytest.mark.parametrize("text", [b"", b"\0", b"\1\0\0\0junk", b"\0\0\0\0tiff:Orientation=9", b"\0\0no end"])
def test_broken_xmp_leaves_a_png_as_it_is(greys, encode, chunk, text):
    plain = encode(Image.fromarray(greys), "PNG")
    file = plain[:33] + chunk(b"iTXt", b"XML:com.adobe.xmp\0" + text) + plain[33:]
    assert np.array_equal(images.load(file), greys)


def test_xmp_that_unpacks_to_gigabytes_is_not_unpacked(greys, encode, chunk):
    plain = encode(Image.fromarray(greys), "PNG")
    bomb = zlib.compress(bytes(20_000_000) + XMP % (WAYS[0] % 6), 9)
    file = plain[:33] + chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + bomb) + plain[33:]
    assert np.array_equal(images.load(file), greys)
