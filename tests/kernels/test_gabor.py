import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import KernelError
from cnnviz.kernels import gabor


@pytest.mark.parametrize("orientation", [0, 30, 90, 135])
@pytest.mark.parametrize("phase", [0, 90, -60])
def test_gabor_is_opencvs_which_draws_it_turned_by_180_degrees(orientation, phase):
    ours = gabor(15, 6.0, orientation, phase, 3.0, 0.5)
    theirs = cv2.getGaborKernel(
        (15, 15), 3.0, np.radians(orientation), 6.0, 0.5, np.radians(phase), cv2.CV_64F
    )
    np.testing.assert_allclose(ours, theirs[::-1, ::-1], atol=1e-6)


def test_a_gabor_with_orientation_0_has_vertical_stripes():
    kernel = gabor(15, 6.0, 0.0, 0.0, 3.0, 0.5)
    signs = np.sign(kernel)
    assert (signs == signs[0]).all()
    np.testing.assert_array_equal(kernel, kernel[::-1])


def test_a_gabor_turned_by_90_degrees_is_its_transpose():
    np.testing.assert_allclose(gabor(orientation=90), gabor(orientation=0).T, atol=1e-6)


@pytest.mark.parametrize(("orientation", "right", "down"), [(0, 1, 0), (45, 1, 1), (90, 0, 1), (135, -1, 1)])
def test_where_the_wave_crosses_0_the_weight_is_0(orientation, right, down):
    rows, columns = np.mgrid[-7:8, -7:8]
    crossing = right * columns + down * rows == 0
    assert (gabor(15, orientation=orientation, phase=90)[crossing] == 0).all()
    assert (gabor(15, orientation=orientation, phase=0)[crossing] != 0).all()


@settings(max_examples=40)
@given(st.integers(1, 24), st.floats(-360, 360), st.floats(-180, 180))
def test_half_a_turn_mirrors_the_phase(size, orientation, phase):
    np.testing.assert_allclose(
        gabor(size, orientation=orientation + 180, phase=phase),
        gabor(size, orientation=orientation, phase=-phase),
        atol=1e-5,
    )


def test_a_gabor_answers_most_to_stripes_of_its_own_width_and_direction():
    rows, columns = np.mgrid[-7:8, -7:8]

    def response(wavelength, degrees):
        across = columns * np.cos(np.radians(degrees)) + rows * np.sin(np.radians(degrees))
        return float((gabor(15, 6, 30, 0, 3, 0.5) * np.cos(2 * np.pi * across / wavelength)).sum())

    assert max((3, 4, 6, 9, 13), key=lambda wavelength: response(wavelength, 30)) == 6
    assert max(range(0, 180, 15), key=lambda degrees: response(6, degrees)) == 30


@pytest.mark.parametrize("size", [8, 15])
@pytest.mark.parametrize("orientation", [0, 45, 110])
def test_an_odd_gabor_is_blind_to_a_flat_picture_and_answers_to_an_edge(answer, size, orientation):
    kernel = gabor(size, orientation=orientation, phase=90).astype(np.float64)
    assert abs(answer(np.full((size, size), 255.0), kernel)) <= 1e-3
    np.testing.assert_allclose(kernel, -kernel[::-1, ::-1], atol=1e-6)


def test_stripes_get_longer_as_the_aspect_falls():
    long, short = gabor(15, 6, 0, 0, 2, 0.3)[:, 7], gabor(15, 6, 0, 0, 2, 1.0)[:, 7]
    assert (long >= short).all()
    assert long[0] > 10 * short[0]


@settings(max_examples=60)
@given(
    st.integers(1, 31),
    st.floats(1e-3, 1e6),
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
    st.floats(1e-300, 1e300),
)
def test_weights_stay_between_minus_one_and_one(size, wavelength, orientation, phase, sigma):
    assert np.abs(gabor(size, wavelength, orientation, phase, sigma)).max() <= 1


@pytest.mark.parametrize(
    "numbers",
    [
        {"wavelength": 0},
        {"wavelength": 1e-308},
        {"sigma": -1},
        {"aspect": 0},
        {"aspect": float("nan")},
        {"orientation": float("inf")},
        {"phase": 1e300},
        {"size": 0},
    ],
)
def test_numbers_without_a_wave_are_refused(numbers):
    with pytest.raises(KernelError):
        gabor(**numbers)
