"""Grey, smaller, larger."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnviz import images
from cnnviz.errors import ImageError

shapes = st.one_of(
    hnp.array_shapes(min_dims=2, max_dims=2, max_side=40),
    hnp.array_shapes(min_dims=2, max_dims=2, max_side=40).map(lambda shape: (3, *shape)),
)
pictures = hnp.arrays(np.float32, shapes, elements=st.floats(-1000, 1000, width=32))
sides = st.integers(1, 50)


def test_grey_of_equal_channels_is_that_channel():
    channel = np.arange(12, dtype=np.float32).reshape(3, 4)
    assert np.allclose(images.to_grey(np.stack([channel] * 3)), channel)


def test_green_counts_most_and_blue_least():
    red, green, blue = (images.to_grey(np.eye(3, dtype=np.float32)[:, [i], None])[0, 0] for i in range(3))
    assert green > red > blue
    assert red + green + blue == pytest.approx(1)


@settings(max_examples=40)
@given(pictures, sides, sides)
def test_resizing_gives_the_asked_size_and_never_leaves_the_range(picture, height, width):
    resized = images.resize(picture, (height, width))
    assert resized.shape == (*picture.shape[:-2], height, width)
    assert resized.dtype == np.float32
    assert resized.min() >= picture.min() - 1e-3
    assert resized.max() <= picture.max() + 1e-3


@settings(max_examples=40)
@given(pictures, sides)
def test_fitting_bounds_the_longest_side_and_keeps_the_proportions(picture, side):
    height, width = picture.shape[-2:]
    new_height, new_width = images.fit(picture, side).shape[-2:]
    assert max(new_height, new_width) == min(side, max(height, width))
    scale = max(new_height, new_width) / max(height, width)
    assert abs(new_height - max(1, height * scale)) <= 0.5
    assert abs(new_width - max(1, width * scale)) <= 0.5


def test_shrinking_fine_stripes_gives_grey_and_no_false_pattern():
    stripes = np.tile(np.array([0, 255], dtype=np.float32), (8, 100))
    assert np.abs(images.resize(stripes, (8, 20))[:, 1:-1] - 127.5).max() < 1


def test_each_channel_is_resized_on_its_own():
    picture = np.random.default_rng(0).random((3, 7, 5)).astype(np.float32)
    assert np.array_equal(images.resize(picture, (4, 9))[1], images.resize(picture[1], (4, 9)))


@pytest.mark.parametrize(
    "call",
    [
        lambda: images.to_grey(np.zeros((4, 5, 5), dtype=np.float32)),
        lambda: images.resize(np.zeros((5, 5), dtype=np.float32), (0, 5)),
        lambda: images.resize(np.zeros((5, 0), dtype=np.float32), (5, 5)),
        lambda: images.resize(np.zeros(5, dtype=np.float32), (5, 5)),
        lambda: images.fit(np.zeros((5, 5), dtype=np.float32), 0),
        lambda: images.fit(np.zeros(5, dtype=np.float32), 3),
        lambda: images.fit(np.zeros((0, 5), dtype=np.float32), 3),
    ],
)
def test_impossible_sizes_and_shapes_are_refused(call):
    with pytest.raises(ImageError):
        call()


@given(hnp.arrays(np.float32, shapes, elements=st.floats(0, 255, width=32)))
def test_a_picture_in_whole_numbers_moved_by_half_a_step_at_most(image):
    whole = images.to_whole(image)
    assert (whole.dtype, whole.shape) == (np.float32, image.shape)
    assert np.abs(whole.astype(float) - image).max() <= 1 / 2
    np.testing.assert_array_equal(images.to_whole(whole), whole)
    assert np.isin(whole, np.arange(256)).all()


def test_rounding_a_picture_changes_no_other_array():
    image = np.full((2, 2), 0.001, np.float32)
    image.flags.writeable = False
    assert images.to_whole(image).flags.writeable
    assert (image == np.float32(0.001)).all()
