import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.figures import image_rgb, response_limits, rgb, shade, shared_limits

SCALES = ("raw", "signed", "clipped", "absolute", "minmax", "cyclic", "categorical")
every_scale = pytest.mark.parametrize("scale", SCALES)
floats = st.floats(width=32)
finite = st.floats(-1e4, 1e4, width=32)
maps = arrays(np.float32, st.tuples(st.integers(0, 4), st.integers(0, 4)), elements=floats)
tame = arrays(np.float32, (3, 4), elements=finite)
steps = arrays(np.float32, (3, 4), elements=st.integers(-255, 255))


@settings(max_examples=60)
@given(maps, st.sampled_from(SCALES))
def test_any_map_can_be_drawn(values, scale):
    shaded = shade(values, scale)
    assert shaded.index.shape == values.shape
    assert shaded.index.dtype == np.uint8
    assert np.isfinite([shaded.low, shaded.high]).all()
    assert rgb(shaded).shape == (*values.shape, 3)


@settings(max_examples=60)
@given(tame, st.sampled_from(["raw", "signed", "clipped", "minmax"]))
def test_a_larger_value_is_never_drawn_as_a_smaller_one(values, scale):
    index = shade(values, scale).index.ravel()
    assert (np.diff(index[np.argsort(values, axis=None, kind="stable")].astype(int)) >= 0).all()


@settings(max_examples=60)
@given(tame)
def test_a_value_and_its_negative_are_drawn_equally_far_from_white(values):
    there, back = (shade(sign * values, "signed").index.astype(int) for sign in (1, -1))
    assert np.abs((there - 128) + (back - 128)).max() <= 1  # halves are rounded up on both sides


@settings(max_examples=60)
@given(steps, st.sampled_from(["signed", "clipped", "minmax"]), st.floats(0.125, 8))
def test_a_map_s_brightness_does_not_matter_for_its_own_range(values, scale, factor):
    stronger = shade(values * np.float32(factor), scale).index.astype(int)
    assert np.abs(stronger - shade(values, scale).index).max() <= 1


def test_raw_is_the_picture_itself():
    values = np.arange(256.0).reshape(16, 16)
    np.testing.assert_array_equal(shade(values, "raw").index, values)
    assert shade([[-40, 300, 99.5]], "raw").index.tolist() == [[0, 255, 100]]


def test_signed_puts_zero_on_white_and_the_largest_size_on_an_end():
    shaded = shade([[-510, 0, 1020]], "signed")
    assert (shaded.low, shaded.high) == (-1020, 1020)
    assert shaded.index.tolist() == [[65, 128, 255]]
    assert rgb(shaded)[0, 1].tolist() == [255, 255, 255]


def test_clipped_shows_what_relu_would_leave():
    values = np.array([[-5.0, 0.0, 2.0, 4.0]])
    assert shade(values, "clipped").index.tolist() == [[128, 128, 192, 255]]
    np.testing.assert_array_equal(
        shade(values, "clipped").index, shade(np.maximum(values, 0), "clipped").index
    )


def test_absolute_leaves_the_sign_out():
    assert shade([[-4, 0, 2]], "absolute").index.tolist() == [[255, 128, 192]]


def test_minmax_uses_the_whole_range():
    shaded = shade([[10, 15, 20]], "minmax")
    assert shaded.index.tolist() == [[0, 128, 255]]
    assert (shaded.low, shaded.high) == (10, 20)


def test_angles_and_winners_are_indices_in_their_palettes():
    assert shade([[-180, -90, 0, 90, 180]], "cyclic").index.tolist() == [[0, 64, 128, 192, 255]]
    assert shade(np.arange(8, dtype=np.uint8)[None], "categorical").index.tolist() == [list(range(8))]


@pytest.mark.parametrize(
    ("scale", "value", "index"),
    [
        ("signed", 0, 128),
        ("signed", 3, 255),
        ("signed", -3, 1),
        ("minmax", 3, 128),
        ("clipped", 0, 128),
        ("clipped", -3, 128),
        ("absolute", 0, 128),
        ("raw", 7, 7),
    ],
)
def test_a_constant_map_has_a_colour_of_its_own(scale, value, index):
    assert (shade(np.full((2, 3), value), scale).index == index).all()


def test_infinite_values_get_the_ends_and_leave_the_range_to_the_others():
    shaded = shade([[-np.inf, -1, 1, np.inf]], "signed")
    assert (shaded.low, shaded.high) == (-1, 1)
    assert shaded.index.tolist() == [[1, 1, 255, 255]]
    assert shade([[np.inf, -np.inf]], "signed").index.tolist() == [[128, 128]]


def test_nan_is_drawn_as_zero():
    assert shade([[np.nan, -2, 2]], "signed").index.tolist() == [[128, 1, 255]]
    assert shade([[np.nan, 3, 5]], "minmax").index.tolist() == [[0, 0, 255]]
    assert shade([[np.nan, -5, -3]], "minmax").index.tolist() == [[255, 0, 255]]


@pytest.mark.parametrize("size", [1e-44, 1e-30, 1.0, 1e38, 3e38])
def test_the_size_of_the_numbers_does_not_matter(size):
    assert shade(np.array([[-1, 0, 1]]) * size, "signed").index.tolist() == [[1, 128, 255]]


def test_limits_shared_by_maps_make_their_colours_comparable():
    weak, strong = np.array([[-1.0, 1.0]]), np.array([[-4.0, 2.0]])
    limits = shared_limits([weak, strong], "signed")
    assert limits == (-4, 4)
    np.testing.assert_array_equal(
        np.hstack([shade(values, "signed", limits).index for values in (weak, strong)]),
        shade(np.hstack([weak, strong]), "signed").index,
    )


@pytest.mark.parametrize(
    ("scale", "limits"),
    [("raw", (0, 255)), ("signed", (-5, 5)), ("clipped", (0, 2)), ("absolute", (0, 5)), ("minmax", (-5, 2))],
)
def test_shared_limits_cover_all_maps(scale, limits):
    assert shared_limits([np.array([[1.0, 2.0]]), np.array([[-5.0]]), np.zeros((0, 3))], scale) == limits


def test_no_maps_share_a_range_of_nothing():
    assert shared_limits([], "minmax") == (0, 0)


def test_given_limits_are_made_symmetric_about_zero_for_signed_maps():
    shaded = shade([[0, 8]], "signed", limits=(-2, 8))
    assert (shaded.low, shaded.high) == (-8, 8)
    assert shaded.index.tolist() == [[128, 255]]


def test_values_beyond_given_limits_keep_the_ends_colours():
    assert shade([[-9, 0, 9]], "minmax", limits=(-1, 1)).index.tolist() == [[0, 128, 255]]


@pytest.mark.parametrize("limits", [(1, 0), (0, np.inf), (np.nan, 1)])
def test_limits_that_are_no_range_are_refused(limits):
    with pytest.raises(CnnvizError, match="the lower first"):
        shade([[1]], "minmax", limits=limits)


def test_a_scale_that_there_is_not_is_named_with_those_there_are():
    for draw in (shade, lambda values, scale: shared_limits([values], scale)):
        with pytest.raises(CnnvizError, match="no scale 'bogus'; use one of raw, signed, clipped"):
            draw([[1]], "bogus")


@every_scale
def test_shading_leaves_the_map_as_it_was(scale):
    values = np.array([[-3.0, np.nan, 7.0]], dtype=np.float32)
    values.flags.writeable = False
    shade(values, scale)
    assert np.isnan(values[0, 1])


@pytest.mark.parametrize("shape", [(), (3,), (1, 2, 3)])
def test_only_maps_with_rows_and_columns_can_be_drawn(shape):
    with pytest.raises(ShapeError, match="rows and columns"):
        shade(np.zeros(shape))


def test_pictures_become_pixels_with_their_channels_last():
    colour = np.array([[[0.0]], [[127.6]], [[400.0]]])
    assert image_rgb(colour).tolist() == [[[0, 128, 255]]]
    assert image_rgb(np.array([[7.0]])).tolist() == [[[7, 7, 7]]]
    with pytest.raises(ShapeError, match="is not a picture"):
        image_rgb(np.zeros((4, 2, 2)))


@pytest.mark.parametrize("scale", ["signed", "clipped", "absolute"])
def test_what_rounding_leaves_of_zero_is_painted_as_zero(scale):
    noise, largest = np.array([[-3e-8, 3e-8]]), 1.0
    painted = shade(noise, scale, response_limits([noise], scale, largest)).index
    zero = shade(np.zeros((1, 2)), scale, response_limits([noise], scale, largest)).index
    np.testing.assert_array_equal(painted, zero)


@pytest.mark.parametrize("scale", ["raw", "signed", "clipped", "absolute", "minmax"])
@pytest.mark.parametrize("values", [[[0, 0]], [[-1, 2]], [[1e-5, 0]]])
def test_other_sums_have_the_range_of_all_maps(scale, values):
    assert response_limits([values], scale, largest=2.0) == shared_limits([values], scale)


def test_what_is_left_of_a_map_keeps_its_colours_on_the_maps_range():
    values = np.random.default_rng(4).normal(0, 3, (9, 9)).astype(np.float32)
    limits = shared_limits([values], "signed")
    before, after = (shade(one, "signed", limits).index for one in (values, np.maximum(values, 0)))
    np.testing.assert_array_equal(after, np.maximum(before, 128))
    np.testing.assert_array_equal(after, shade(values, "clipped", (0, limits[1])).index)
