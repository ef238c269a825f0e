import numpy as np
import pytest
from scipy import ndimage

from cnnviz.errors import KernelError
from cnnviz.kernels import laplacian, laplacian_of_gaussian


@pytest.mark.parametrize("neighbours", [4, 8])
def test_the_laplacian_of_a_linear_ramp_is_0(answer, ramps, neighbours):
    right, down = ramps
    assert (answer(3 * right - 2 * down + 17, laplacian(neighbours)) == 0).all()


@pytest.mark.parametrize(("neighbours", "curvature"), [(4, 4), (8, 12)])
def test_the_laplacian_of_a_bowl_is_its_curvature_everywhere(answer, ramps, neighbours, curvature):
    right, down = ramps
    assert (answer(right**2 + down**2, laplacian(neighbours)) == curvature).all()


def test_the_laplacian_is_scipys(answer, noise):
    np.testing.assert_allclose(
        answer(noise, laplacian(4)), ndimage.laplace(noise.astype(np.float64))[1:-1, 1:-1], atol=1e-9
    )


def test_eight_neighbours_all_count_the_same():
    expected = np.ones((3, 3))
    expected[1, 1] = -8
    np.testing.assert_array_equal(laplacian(8), expected)


def test_a_bright_dot_answers_negatively(answer):
    dot = np.zeros((9, 9))
    dot[4, 4] = 255
    assert answer(dot, laplacian(4))[3, 3] == -4 * 255
    assert answer(dot, laplacian_of_gaussian(9, 1.4))[0, 0] < 0


@pytest.mark.parametrize("size", [3, 4, 9, 15, 31])
@pytest.mark.parametrize("sigma", [0.01, 0.3, 1.4, 10, 1000])
def test_a_laplacian_of_gaussian_sums_to_zero_whatever_its_size(size, sigma):
    kernel = laplacian_of_gaussian(size, sigma).astype(np.float64)
    assert np.isfinite(kernel).all()
    assert abs(kernel.sum()) <= 1e-6 * np.abs(kernel).sum()


def test_a_laplacian_of_gaussian_measures_curvature_as_its_formula_says(answer, ramps):
    right, down = ramps
    bowl = (right**2 + down**2)[:11, :11]
    assert answer(bowl, laplacian_of_gaussian(11, 1.2)) == pytest.approx(4, rel=1e-3)


def test_a_laplacian_of_gaussian_is_what_smoothing_and_then_scipys_laplace_give(answer, noise):
    smooth = ndimage.gaussian_filter(noise, 3.0)  # so smooth that the Laplacian's own grid hardly matters
    after = ndimage.laplace(ndimage.gaussian_filter(smooth, 2.0, mode="constant"))[10:-10, 10:-10]
    together = answer(smooth, laplacian_of_gaussian(21, 2.0))
    np.testing.assert_allclose(together, after, atol=0.03 * np.abs(after).max())


def test_a_disc_of_radius_sigma_times_root_two_answers_most(answer):
    rows, columns = np.mgrid[-15:16, -15:16]
    kernel = laplacian_of_gaussian(31, 3.0)
    depth = [
        -answer((rows**2 + columns**2 <= radius**2) * 1.0, kernel)[0, 0] for radius in np.arange(1, 10, 0.5)
    ]
    assert np.arange(1, 10, 0.5)[int(np.argmax(depth))] == pytest.approx(3 * np.sqrt(2), abs=0.5)


@pytest.mark.parametrize("neighbours", [0, 5, "4", None])
def test_only_four_or_eight_neighbours_exist(neighbours):
    with pytest.raises(KernelError, match="choose one of 4, 8"):
        laplacian(neighbours)


@pytest.mark.parametrize(("size", "sigma"), [(2, 1.0), (9, 0.0), (9, 1e-9), (9, 1e9), (9, float("nan"))])
def test_a_laplacian_of_gaussian_without_room_or_width_is_refused(size, sigma):
    with pytest.raises(KernelError):
        laplacian_of_gaussian(size, sigma)
