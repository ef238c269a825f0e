"""Arrays given to the gate."""

import numpy as np
import pytest

from cnnviz import images
from cnnviz.errors import ImageError


def test_channels_may_come_first_or_last(colours):
    last = images.load(colours)
    assert last.shape == (3, 6, 9)
    assert np.array_equal(last, images.load(np.moveaxis(colours, 2, 0)))


def test_channels_come_first_where_both_readings_fit():
    array = np.arange(45).reshape(3, 5, 3)
    assert np.array_equal(images.load(array), array)


def test_a_fourth_channel_is_opacity_over_white():
    array = np.array([[[0.0, 0.0, 0.0, 0.0], [100.0, 0.0, 0.0, 255.0], [0.0, 0.0, 0.0, 51.0]]])
    assert np.allclose(images.load(array)[:, 0].T, [[255, 255, 255], [100, 0, 0], [204, 204, 204]])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([[False, True]]), [[0, 255]]),
        (np.array([[0, 255]], dtype=np.uint8), [[0, 255]]),
        (np.array([[0, 257, 65535]], dtype=np.uint16), [[0, 1, 255]]),
        (np.array([[0, 1]]), [[0, 1]]),
        (np.array([[0.0, 0.25, 254.5]]), [[0, 0.25, 254.5]]),
        (np.array([[0.5]], dtype=np.float16), [[0.5]]),
    ],
)
def test_each_type_of_numbers_has_one_meaning(values, expected):
    image = images.load(values)
    assert image.dtype == np.float32
    assert np.allclose(image, expected)


def test_the_given_array_stays_writable_and_the_picture_independent():
    given = np.zeros((2, 2), dtype=np.float32)
    image = images.load(given)
    given[0, 0] = 9
    assert image[0, 0] == 0


def test_an_array_keeps_its_size_up_to_the_working_size():
    assert images.load(np.zeros((10, images.WORKING_SIDE))).shape == (10, images.WORKING_SIDE)
    assert images.load(np.zeros((10, 2 * images.WORKING_SIDE))).shape == (5, images.WORKING_SIDE)


@pytest.mark.parametrize(
    ("array", "sentence"),
    [
        (np.zeros(5), "is not a picture; give one of shape"),
        (np.zeros((2, 5, 5)), "is not a picture; give one of shape"),
        (np.zeros((1, 3, 5, 5)), "is not a picture; give one of shape"),
        (np.zeros((0, 5)), "it is empty"),
        (np.zeros((3, 5, 0)), "it is empty"),
        (np.array([[np.nan, 1.0, np.inf]]), "2 of 3 values are not finite"),
        (np.array([[-1.0, 3.0]]), "run from -1 to 3; scale them"),
        (np.array([[0, 256]]), "run from 0 to 256"),
        (np.array([[1j]]), "complex128 is not a picture"),
        (np.array([["a"]]), "is not a picture"),
        (np.array([[None]]), "is not a picture"),
        (np.broadcast_to(np.uint8(0), (5001, 5000)), "at most 25 million"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(array, sentence):
    with pytest.raises(ImageError, match=sentence):
        images.load(array)
