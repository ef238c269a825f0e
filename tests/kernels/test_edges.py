import numpy as np
import pytest
from scipy import ndimage

from cnnviz.errors import KernelError
from cnnviz.kernels import magnitude, prewitt, scharr, sobel

all_kernels = pytest.mark.parametrize("build", [sobel, prewitt, scharr])


@pytest.mark.parametrize(
    ("build", "smooth"), [(sobel, (1, 2, 1)), (prewitt, (1, 1, 1)), (scharr, (3, 10, 3))]
)
def test_an_edge_kernel_is_the_outer_product_of_smoothing_and_difference(build, smooth):
    np.testing.assert_array_equal(build("vertical"), np.outer(smooth, (-1, 0, 1)))
    np.testing.assert_array_equal(build("horizontal"), np.outer((-1, 0, 1), smooth))


@pytest.mark.parametrize(("build", "oracle"), [(sobel, ndimage.sobel), (prewitt, ndimage.prewitt)])
@pytest.mark.parametrize(("edges", "axis"), [("vertical", 1), ("horizontal", 0)])
def test_edges_are_scipys(answer, noise, build, oracle, edges, axis):
    expected = oracle(noise.astype(np.float64), axis=axis)[1:-1, 1:-1]
    np.testing.assert_allclose(answer(noise, build(edges)), expected, atol=1e-9)


@pytest.mark.parametrize(("build", "slope"), [(sobel, 8), (prewitt, 6), (scharr, 32)])
def test_a_ramp_answers_in_its_own_direction_only(answer, ramps, build, slope):
    right, down = ramps
    assert (answer(right, build("vertical")) == slope).all()
    assert (answer(down, build("vertical")) == 0).all()
    assert (answer(down, build("horizontal")) == slope).all()
    assert (answer(right, build("horizontal")) == 0).all()


@all_kernels
def test_an_edge_to_the_dark_answers_negatively(answer, build):
    step = np.repeat([[255.0] * 4 + [0.0] * 4], 3, axis=0)
    response = answer(step, build("vertical"))[0]
    assert (response[2:4] < 0).all()
    assert (response[[0, 1, 4, 5]] == 0).all()


@all_kernels
def test_edge_kernels_are_blind_to_a_flat_picture(answer, build):
    for edges in ("vertical", "horizontal"):
        assert (answer(np.full((5, 5), 255.0), build(edges)) == 0).all()


@all_kernels
@pytest.mark.parametrize("angle", [0, 20, 45, 70, 135])
def test_the_two_kernels_steer_to_every_direction_of_a_slope(answer, ramps, build, angle):
    right, down = ramps
    slope = np.cos(np.radians(angle)) * right + np.sin(np.radians(angle)) * down
    gx, gy = answer(slope, build("vertical")), answer(slope, build("horizontal"))
    along = np.cos(np.radians(angle)) * gx + np.sin(np.radians(angle)) * gy
    np.testing.assert_allclose(along, magnitude(gx, gy), rtol=1e-5)
    np.testing.assert_allclose(np.degrees(np.arctan2(gy, gx)), angle, atol=1e-4)


def test_scharr_tells_the_direction_of_a_wave_truer_than_sobel_and_sobel_than_prewitt():
    def worst_error(build):
        rows, columns = np.mgrid[-1:2, -1:2]
        errors = []
        for angle in np.radians(np.arange(5, 90, 5)):
            wave = np.sin(1.5 * (columns * np.cos(angle) + rows * np.sin(angle)))  # four pixels long
            gx, gy = (build("vertical") * wave).sum(), (build("horizontal") * wave).sum()
            errors.append(abs(np.degrees(np.arctan2(gy, gx) - angle)))
        return max(errors)

    assert worst_error(scharr) < worst_error(sobel) < worst_error(prewitt)


@all_kernels
def test_an_unknown_kind_of_edges_is_refused(build):
    with pytest.raises(KernelError, match="choose one of vertical, horizontal"):
        build("diagonal")


def test_every_call_gives_an_array_of_its_own():
    sobel()[0, 0] = 99
    assert sobel()[0, 0] == -1
