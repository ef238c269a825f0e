import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from cnnviz.errors import KernelError
from cnnviz.kernels import box, emboss, gaussian, identity, sharpen
from cnnviz.kernels.checks import LARGEST_SIDE

sizes = st.integers(1, 40)
sigmas = st.floats(0, 1e300, exclude_min=True)


def test_the_identity_leaves_a_picture_as_it_is(answer, noise):
    np.testing.assert_array_equal(answer(noise, identity(5)), noise[2:-2, 2:-2])


def test_an_even_identity_leaves_a_same_padded_picture_unmoved(answer, noise):
    padded = np.pad(noise, ((1, 2), (1, 2)))  # as torch pads for a 4×4 kernel: one more at the end
    np.testing.assert_array_equal(answer(padded, identity(4)), noise)


@pytest.mark.parametrize("size", [2, 3, 7])
def test_a_box_averages(answer, noise, size):
    means = np.lib.stride_tricks.sliding_window_view(noise, (size, size)).mean(axis=(2, 3))
    np.testing.assert_allclose(answer(noise, box(size)), means, rtol=1e-5)


@settings(max_examples=60)
@given(sizes, sigmas)
def test_a_gaussian_sums_to_one_and_is_rank_one(size, sigma):
    kernel = gaussian(size, sigma).astype(np.float64)
    assert kernel.sum() == pytest.approx(1, abs=1e-5)
    assert np.linalg.matrix_rank(kernel, tol=1e-6) == 1


@settings(max_examples=60)
@given(sizes, sigmas)
def test_a_gaussian_looks_the_same_from_all_four_sides(size, sigma):
    kernel = gaussian(size, sigma)
    np.testing.assert_array_equal(kernel, kernel.T)
    np.testing.assert_array_equal(kernel, kernel[::-1])


def test_a_gaussian_blurs_as_scipy_does(answer, noise):
    expected = ndimage.gaussian_filter(noise.astype(np.float64), 1.3, truncate=5 / 1.3)[5:-5, 5:-5]
    np.testing.assert_allclose(answer(noise, gaussian(11, 1.3)), expected, rtol=1e-5)


def test_neighbouring_weights_of_a_gaussian_fall_by_the_formula():
    row = gaussian(5, 0.8)[2].astype(np.float64)
    assert row[3] / row[2] == pytest.approx(np.exp(-1 / (2 * 0.8**2)), rel=1e-5)


def test_a_very_wide_gaussian_is_a_box_and_a_very_narrow_one_the_identity():
    np.testing.assert_allclose(gaussian(5, 1e9), box(5), rtol=1e-6)
    np.testing.assert_array_equal(gaussian(5, 5e-324), identity(5))
    np.testing.assert_array_equal(gaussian(4, 1e-200)[1:3, 1:3], np.full((2, 2), 0.25))


@pytest.mark.parametrize("kernel", [identity(4), box(6), gaussian(6, 2), sharpen(2.5), emboss()])
def test_a_flat_area_keeps_its_brightness(answer, kernel):
    np.testing.assert_allclose(answer(np.full((8, 8), 200.0), kernel), 200, rtol=1e-6)


def test_sharpening_makes_an_edge_overshoot_on_both_sides(answer):
    step = np.repeat([[100.0] * 4 + [150.0] * 4], 3, axis=0)
    assert answer(step, sharpen())[0].tolist() == [100, 100, 50, 200, 150, 150]


def test_sharpening_by_nothing_changes_nothing():
    np.testing.assert_array_equal(sharpen(0), identity())


def test_embossing_lights_the_top_left_of_a_bright_square_and_shades_its_bottom_right(answer):
    square = np.full((9, 9), 100.0)
    square[3:6, 3:6] = 120
    lit = answer(square, emboss()) - square[1:-1, 1:-1]
    assert lit[2, 2] > 0 > lit[4, 4]
    np.testing.assert_array_equal(lit, -lit[::-1, ::-1])


@pytest.mark.parametrize("build", [identity, box, gaussian])
@pytest.mark.parametrize("size", [0, -3, 2.5, LARGEST_SIDE + 1, True, "3", None, float("nan")])
def test_a_size_that_is_no_number_of_pixels_is_refused(build, size):
    with pytest.raises(KernelError, match="use a whole number from 1 to 1023"):
        build(size)


@pytest.mark.parametrize("sigma", [0, -1, float("nan"), float("inf"), "wide", None, 10**400])
def test_a_bell_needs_a_width(sigma):
    with pytest.raises(KernelError, match="sigma"):
        gaussian(5, sigma)


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), 1e7, "much"])
def test_an_amount_that_floats_cannot_carry_is_refused(amount):
    with pytest.raises(KernelError, match="amount"):
        sharpen(amount)
