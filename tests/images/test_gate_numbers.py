"""Which of a file's numbers come out black and white, and what is said about it."""

import numpy as np
import pytest
from PIL import Image

from cnnviz import images
from cnnviz.errors import ImageError
from cnnviz.images import Span
from cnnviz.images.spans import spans

FORMATS = {"u": 1, "i": 2, "f": 3}


@pytest.fixture
def tiff_of(grey_tiff, tiff_file):
    """An uncompressed grey TIFF of an array's numbers."""

    def build(values, kind, order="<"):
        array = np.atleast_2d(np.array(values, dtype=order + kind))
        height, width = array.shape
        tags = {
            256: (4, [width]), 257: (4, [height]), 258: (3, [8 * array.itemsize]), 259: (3, [1]),
            262: (3, [1]), 273: (4, [8]), 277: (3, [1]), 278: (4, [height]), 279: (4, [array.nbytes]),
            339: (3, [FORMATS[kind[0]]]),
        }  # fmt: skip
        return tiff_file(tags, array.tobytes(), order)

    return build


NUMBERS = [
    ("u4", [0, 1 << 30, 1 << 31, 2**32 - 1], [0, 63.75, 127.5, 255]),
    ("u4", [3_000_000_000, 4_000_000_000], [0, 255]),
    ("i4", [-100, 0, 100], [0, 127.5, 255]),
    ("i2", [-1000, 0, 3000], [0, 63.75, 255]),
    ("i1", [-128, 0, 127], [0, 128, 255]),
    ("u2", [0, 4095], [0, 255]),
    ("u2", [0, 100, 255], [0, 100, 255]),
    ("u2", [0, 257, 65535], [0, 1, 255]),
    ("f4", [0, 0.5, 1], [0, 127.5, 255]),
    ("f4", [0, 0.5, 1, 1.02], [0, 125, 250, 255]),
    ("f4", [0, 0.5, 200], [0, 0.5, 200]),
    ("f4", [-1, 0, 1], [0, 127.5, 255]),
    ("f4", [270, 290, 310], [0, 127.5, 255]),
]


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("kind", "values", "greys"), NUMBERS)
def test_numbers_of_every_kind_come_out_as_greys(tiff_of, kind, values, greys, order):
    assert np.allclose(images.load(tiff_of(values, kind, order)), [greys], atol=1e-3)


def test_a_picture_of_floats_is_bright_however_little_it_exceeds_1(tiff_of):
    for highest in (1, 1.0001, 1.02, 2, 20, 127, 128, 254, 255, 256, 1e6):
        assert images.load(tiff_of([0, highest / 2, highest], "f4")).max() >= 127.5


@pytest.mark.parametrize(("kind", "values", "greys"), NUMBERS)
def test_the_span_that_was_taken_is_told_and_another_can_be_given(tiff_of, kind, values, greys):
    file = tiff_of(values, kind)
    opened = images.open_picture(file)
    if (kind, values[-1]) == ("u2", 65535):
        assert (opened.spans, opened.notes) == ((), ())
        return
    assert len(set(opened.spans)) == len(opened.spans) > 1
    assert str(opened.spans[0]) in opened.notes[0]
    for span in opened.spans:
        again = images.open_picture(file, span=span)
        expected = (np.array(values, dtype=kind) - span.black) / (span.white - span.black)
        assert np.allclose(again.image, [np.clip(expected, 0, 1) * 255], atol=1e-3)
        assert again.spans[0] == span
        assert set(again.spans) == set(opened.spans)
        assert str(span) in again.notes[0]


def test_a_file_that_says_what_black_and_white_are_leaves_nothing_to_choose(encode, greys):
    deep = Image.fromarray(np.array([[7, 9]], dtype=np.uint16))
    for file in (
        encode(Image.fromarray(greys), "PNG"),
        encode(deep, "PNG"),
        encode(deep.convert("L"), "TIFF"),
    ):
        opened = images.open_picture(file)
        assert (opened.spans, opened.notes) == ((), ())


def test_12_bits_that_are_packed_say_what_white_is(grey_tiff):
    opened = images.open_picture(grey_tiff(2, 1, bytes([0x00, 0x0F, 0xFF]), bits=[12]))
    assert opened.image.tolist() == [[0, 255]]
    assert opened.spans == ()


def test_white_is_zero_also_where_the_span_is_chosen(grey_tiff):
    values = np.array([0, 1000, 4095], "<u2")
    file = grey_tiff(3, 1, values.tobytes(), bits=[16], photometric=[0])
    assert np.allclose(images.load(file), 255 - values / 4095 * 255, atol=1e-3)
    span = Span(1000, 4095)
    assert np.allclose(images.open_picture(file, span=span).image, [[255, 255, 0]])


def colours_of_16_bits(tiff_file, values):
    tags = {
        256: (4, [len(values) // 3]), 257: (4, [1]), 258: (3, [16] * 3), 259: (3, [1]), 262: (3, [2]),
        273: (4, [8]), 277: (3, [3]), 278: (4, [1]), 279: (4, [2 * len(values)]),
    }  # fmt: skip
    return tiff_file(tags, np.array(values, "<u2").tobytes())


def test_colours_of_12_bits_in_16_are_refused_and_not_black(tiff_file):
    for values in ([0, 4095, 100], [3, 2, 1]):
        with pytest.raises(ImageError, match="uses at most 12"):
            images.load(colours_of_16_bits(tiff_file, values))
    image = images.load(colours_of_16_bits(tiff_file, [0, 4095, 100, 51200, 2560, 65535]))
    assert image[:, 0].T.tolist() == [[0, 15, 0], [200, 10, 255]]


def test_spans_start_with_a_likely_one_that_holds_all_numbers():
    for kind in ("u2", "u4", "i1", "i2", "i4", "f4"):
        limits = (0, 1, 2, 100, 127) if kind == "i1" else (0, 1, 2, 100, 200, 300, 5000, 30_000)
        for high in limits:
            for low in (0, high // 2) if kind[0] == "u" else (0, high // 2, -high):
                likely = spans(kind, low, high)[0]
                assert likely.black <= low
                assert likely.white >= high


@pytest.mark.parametrize("kind", ["u2", "u4", "i1", "i2", "i4", "f4"])
@pytest.mark.parametrize("ends", [(0, 0), (7, 7), (-7, -7), (100, 100), (-2, 1), (0, 126.9999999)])
def test_all_spans_on_offer_have_a_width_and_read_differently_and_the_first_holds_all_numbers(kind, ends):
    low, high = ends if kind[0] != "u" else map(abs, ends)
    offered = spans(kind, *sorted((low, high)))
    assert all(span.black < span.white for span in offered)
    assert len({str(span) for span in offered}) == len(offered)
    assert offered[0].black <= low
    assert offered[0].white >= high


def test_a_picture_of_one_number_is_shown_on_a_scale_that_begins_at_0(tiff_of):
    for value, grey in ((300, 255), (-300, 0), (0, 0)):
        assert images.load(tiff_of([value, value], "f4")).tolist() == [[grey, grey]]


@pytest.mark.parametrize(
    ("kind", "samples", "words"),
    [
        ("f8", 1, "greys as floats of 64 bits"),
        ("f2", 1, "greys as floats of 16 bits"),
        ("f4", 3, "colours as floats of 32 bits"),
        ("u4", 3, "colours as whole numbers of 32 bits"),
        ("i2", 3, "colours as signed whole numbers of 16 bits"),
        ("u8", 1, "greys as whole numbers of 64 bits"),
    ],
)
def test_numbers_that_cannot_be_read_are_named(tiff_file, kind, samples, words):
    array = np.zeros((1, 2, samples), kind)
    bits = 8 * array.itemsize
    tags = {
        256: (4, [2]), 257: (4, [1]), 258: (3, [bits] * samples), 259: (3, [1]),
        262: (3, [2 if samples == 3 else 1]), 273: (4, [8]), 277: (3, [samples]), 278: (4, [1]),
        279: (4, [array.nbytes]), 339: (3, [FORMATS[kind[0]]] * samples),
    }  # fmt: skip
    with pytest.raises(ImageError, match=words):
        images.load(tiff_file(tags, array.tobytes()))
