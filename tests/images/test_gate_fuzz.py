"""Whatever bytes come in, an array or one ImageError comes out, without a warning."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cnnviz import images
from cnnviz.errors import ImageError

KINDS = {
    "colour PNG": ("RGB", "PNG", {}),
    "palette PNG": ("P", "PNG", {"transparency": 3}),
    "16-bit PNG": ("I;16", "PNG", {"transparency": 9}),
    "JPEG": ("RGB", "JPEG", {}),
    "progressive CMYK JPEG": ("CMYK", "JPEG", {"progressive": True}),
    "WebP": ("RGBA", "WEBP", {}),
    "lossless WebP": ("RGBA", "WEBP", {"lossless": True}),
    "BMP": ("P", "BMP", {}),
    "GIF": ("P", "GIF", {"transparency": 3, "comment": b"hello"}),
    "TIFF": ("RGB", "TIFF", {}),
    "LZW TIFF": ("LA", "TIFF", {"compression": "tiff_lzw"}),
    "JPEG TIFF": ("RGB", "TIFF", {"compression": "jpeg"}),
    "fax TIFF": ("1", "TIFF", {"compression": "group4"}),
    "float TIFF": ("F", "TIFF", {}),
}
HEADER = 160
"""Most of what a decoder decides by lies within these first bytes, or the last ones of a TIFF."""

positions = st.one_of(st.integers(0, HEADER), st.integers(-HEADER, -1), st.integers(0, 1 << 20))
changes = st.lists(st.tuples(positions, st.integers(0, 255)), max_size=12)
cuts = st.one_of(st.just(1.0), st.floats(0.0, 1.0))


def damage(file, edits, cut):
    damaged = bytearray(file)
    for position, value in edits:
        damaged[position % len(damaged)] = value
    return bytes(damaged[: int(cut * len(damaged))])


def open_or_refuse(data):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            image = images.load(data, max_side=64)
        except ImageError:
            image = np.zeros((1, 1), dtype=np.float32)
    assert seen == []
    assert image.dtype == np.float32
    assert image.ndim == 2 or image.shape[0] == 3
    assert np.isfinite(image).all()
    assert image.min() >= 0
    assert image.max() <= 255.001


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_opened_or_refused(kind, encode, colours, exif_turn):
    mode, file_format, options = KINDS[kind]
    picture = Image.fromarray(colours).convert("L" if mode == "I;16" else mode)
    if file_format not in ("BMP", "GIF"):
        options = {**options, "exif": exif_turn(6)}
    file = encode(picture.convert(mode), file_format, **options)

    @settings(max_examples=60, deadline=None)
    @given(changes, cuts)
    def check(edits, cut):
        open_or_refuse(damage(file, edits, cut))

    check()


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"BM", b"GIF89a", b"II*\0", b"MM\0+", b""]
    ),
    st.binary(max_size=300),
)
def test_noise_after_a_known_beginning_is_opened_or_refused(beginning, noise):
    open_or_refuse(beginning + noise)
