"""Fingerprints and files made from arrays."""

import hashlib
import io

import numpy as np
import pytest

from cnnviz import images
from cnnviz.errors import ImageError


def test_a_png_written_here_opens_with_the_same_pixels(colours, greys, as_picture):
    assert np.array_equal(images.load(images.png(colours)), as_picture(colours))
    assert np.array_equal(images.load(images.png(greys)), greys)


def test_an_npy_file_gives_back_the_exact_array():
    array = np.array([[1.1, -0.0], [np.pi, 1e-30]], dtype=np.float32)
    read = np.load(io.BytesIO(images.npy(array)), allow_pickle=False)
    assert read.dtype == array.dtype
    assert np.array_equal(read, array)


@pytest.mark.parametrize(
    "pixels",
    [np.zeros((2, 2)), np.zeros((3, 2, 2), np.uint8), np.zeros(4, np.uint8), np.zeros((0, 2), np.uint8)],
)
def test_a_png_is_refused_for_what_is_not_shaded(pixels):
    with pytest.raises(ImageError, match="shade the map first"):
        images.png(pixels)


def test_the_digest_of_bytes_is_their_sha256():
    assert images.digest(b"abc") == hashlib.sha256(b"abc").hexdigest()


def test_the_digest_sees_one_changed_value_in_a_million():
    array = np.zeros((1000, 1000), dtype=np.float32)
    before = images.digest(array)
    array[123, 456] = 1
    assert images.digest(array) != before


def test_the_digest_sees_shape_and_type_but_not_memory_layout():
    array = np.zeros((4, 6), dtype=np.float32)
    digests = {images.digest(array), images.digest(array.T), images.digest(array.astype(np.int32))}
    assert len(digests) == 3
    assert images.digest(np.asfortranarray(array)) == images.digest(array)
