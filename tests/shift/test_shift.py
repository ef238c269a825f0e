"""A picture that moves: maps that follow, pooled numbers that hold still, and a template that fails."""

import numpy as np
import pytest
from scipy import ndimage

from cnnviz import images
from cnnviz.errors import KernelError
from cnnviz.filtering import built
from cnnviz.geometry import Geometry
from cnnviz.kernels import CATALOGUE
from cnnviz.operators import POOLINGS
from cnnviz.operators.padding import BORDER_MODES
from cnnviz.pixels import answer
from cnnviz.predict.shift_slips import check_moved
from cnnviz.shift import Chain, compare, holding_still, shift, shuffled, steps_of, template_of

SCIPYS = {"wrap": "grid-wrap"}


def chain_of(
    size, kernel="custom", text="1", stride=1, padding="valid", mode="constant", pool="max", window=(2, 2)
):
    """A chain whose pool moves on by its own window; a global one has none."""
    choice = built(CATALOGUE[kernel], {"text": text} if kernel == "custom" else {})
    how = Geometry((stride, stride), padding, (1, 1), mode, "floor")
    return Chain(
        choice, how, POOLINGS[pool], {"kernel_size": window, "stride": window} if window else {}, size
    )


@pytest.fixture
def photo():
    return images.to_whole(images.fit(images.to_grey(images.load_sample("astronaut")), 64))


@pytest.mark.parametrize("mode", BORDER_MODES)
@pytest.mark.parametrize("by", [(0, 0), (1, 0), (0, -3), (-2, 5), (9, -9)])
def test_a_picture_is_moved_as_scipy_moves_it(mode, by):
    image = np.random.default_rng(0).integers(0, 256, (5, 7)).astype(np.float32)
    expected = ndimage.shift(image, by, order=0, mode=SCIPYS.get(mode, mode))
    np.testing.assert_array_equal(shift(image, by, mode), expected)


def test_several_channels_are_moved_together():
    image = np.arange(24.0).reshape(2, 3, 4)
    np.testing.assert_array_equal(shift(image, (1, -1)), np.stack([shift(one, (1, -1)) for one in image]))


def test_the_shuffled_pixels_are_the_same_ones_elsewhere(photo):
    mixed = shuffled(photo)
    assert mixed.shape == photo.shape
    assert (np.sort(mixed.ravel()) == np.sort(photo.ravel())).all()
    assert (mixed != photo).any()
    assert (mixed == shuffled(photo)).all()


@pytest.mark.parametrize("by", [(0, 1), (3, -2), (-5, 0)])
@pytest.mark.parametrize("kernel", ["sobel", "gaussian", "sobel_magnitude"])
def test_C11_a_map_of_stride_1_moves_along_pixel_for_pixel(photo, kernel, by):
    found, _ = chain_of(photo.shape, kernel).compare(photo, by)
    assert found.steps.by == by
    assert found.inside > 0
    assert found.differ_inside == 0


@pytest.mark.parametrize("kernel", ["sobel", "gaussian"])
def test_C11_where_padding_breaks_it_and_a_wrapped_one_does_not(photo, kernel):
    padded, _ = chain_of(photo.shape, kernel, padding="same").compare(photo, (2, 3))
    assert padded.differ_inside == 0
    assert padded.differ_at_border > 0
    wrapped, _ = chain_of(photo.shape, kernel, padding="same", mode="wrap").compare(photo, (2, 3), "wrap")
    assert (wrapped.differ_inside, wrapped.differ_at_border) == (0, 0)


@pytest.mark.parametrize(("stride", "pool"), [(1, 2), (2, 1), (2, 2), (3, 2)])
def test_C11_strides_break_it_unless_they_divide_the_shift(photo, stride, pool):
    chain = chain_of(photo.shape, "sobel", stride=stride, window=(pool, pool))
    whole = stride * pool
    for by in range(1, 2 * whole + 1):
        found, pooled = chain.compare(photo, (0, by))
        assert found.steps.by == (0, by // stride)
        assert pooled.steps.by == (0, by // whole)
        assert (found.differ_inside == 0) == (by % stride == 0)
        assert (pooled.differ_inside == 0) == (by % whole == 0)


def test_C11_stride_2_turns_1_1_0_into_0_2_0():
    row = np.array([[0, 0, 1, 0, 0, 0, 0, 0]], np.float32)
    chain = chain_of(row.shape, text="1 2 1", stride=2, window=(1, 1))
    assert chain.map(row).tolist() == [[1, 1, 0]]
    assert chain.map(shift(row, (0, 1))).tolist() == [[0, 2, 0]]
    found, _ = chain.compare(row, (0, 1))
    assert not found.steps.is_whole
    assert found.difference.tolist() == [[-1, 1, 0]]


@pytest.mark.parametrize(
    ("window", "at", "pooled"), [(2, 2, "0 9 0 0"), (2, 3, "0 9 0 0"), (2, 4, "0 0 9 0")]
)
def test_C11_a_spot_may_move_within_its_window(window, at, pooled):
    row = np.zeros((1, 8), np.float32)
    row[0, at] = 9
    chain = chain_of(row.shape, window=(1, window))
    assert chain.pooled(chain.map(row))[0].tolist() == [float(number) for number in pooled.split()]


def test_a_global_pool_holds_still_as_long_as_nothing_moves_out():
    row = np.array([[0, 0, 9, 0, 0, 0, 0, 0]], np.float32)
    chain = chain_of(row.shape, pool="global_max", window=None)
    assert [chain.compare(row, (0, by))[1].difference.tolist() for by in (1, 5, 6)] == [[[0]], [[0]], [[-9]]]


def test_directions_are_not_pooled():
    with pytest.raises(KernelError, match="pooling directions is meaningless"):
        chain_of((9, 9), "sobel_direction")


def test_what_would_have_come_from_outside_has_nothing_to_compare_with():
    before = np.arange(6.0).reshape(2, 3)
    found = compare(before, before, steps_of((0, 1), (1, 1)), np.ones((2, 3), bool))
    assert np.isnan(found.difference).tolist() == [[True, False, False]] * 2
    assert found.compared == 4
    assert compare(before, before, steps_of((2, 0), (1, 1)), np.ones((2, 3), bool)).compared == 0


@pytest.mark.parametrize("padding", ["valid", "same", 2])
@pytest.mark.parametrize("pool", ["max", "average", "median"])
def test_C11_the_curve_is_that_of_each_shift_by_itself(photo, padding, pool):
    chain = chain_of(photo.shape, "sobel", padding=padding, pool=pool)
    curve = holding_still(photo, chain, "wrap", reach=3)
    inside, pool_inside = chain.clean((0, 0))
    first = chain.map(photo)
    for distance in (1, 3):
        found = []
        for by in ((distance, 0), (-distance, 0), (0, distance), (0, -distance)):
            moved = shift(photo, by, "wrap")
            after = chain.map(moved)
            pairs = [
                (photo, moved),
                (first[inside], after[inside]),
                (chain.pooled(first)[pool_inside], chain.pooled(after)[pool_inside]),
            ]
            same = [np.mean(a == b) for a, b in pairs]
            alike = [np.corrcoef(a.ravel(), b.ravel())[0, 1] for a, b in pairs]
            found.append([same, alike])
        same, alike = np.mean(found, axis=0)
        np.testing.assert_allclose(curve.unchanged[:, distance], same, rtol=1e-9)
        np.testing.assert_allclose(curve.alike[:, distance], alike, rtol=1e-6)


def test_C11_pooled_numbers_hold_still_more_often_than_those_of_the_map(photo):
    curve = holding_still(photo, chain_of(photo.shape, "sobel"))
    _, of_map, of_pooled = curve.unchanged
    assert curve.distances.tolist() == list(range(9))
    assert of_pooled[1] > 1.5 * of_map[1]
    assert (curve.unchanged[:, 0] == 1).all()


def test_a_curve_can_be_made_of_whatever_fits():
    for size, text, padding in [((1, 1), "1", "valid"), ((2, 3), "1 1 1\n1 1 1\n1 1 1", "full")]:
        image = np.arange(size[0] * size[1], dtype=np.float32).reshape(size)
        chain = chain_of(size, text=text, padding=padding, pool="global_max", window=None)
        assert holding_still(image, chain).unchanged.shape[0] == 3


def test_I7_neighbours_are_alike_and_shuffled_ones_are_not():
    photo = images.to_whole(images.fit(images.to_grey(images.load_sample("camera")), 256))
    alike = holding_still(photo, chain_of(photo.shape)).alike[0]
    assert alike[1] > 0.9
    assert (np.diff(alike) < 0).all()
    mixed = shuffled(photo)
    assert abs(holding_still(mixed, chain_of(mixed.shape)).alike[0, 1]) < 0.05


def test_I7_an_x_as_a_template_answers_5_at_home_then_0_then_2():
    x = np.pad(np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]], np.float32), 3)
    weights = template_of(x, is_matrix=True)
    assert [answer(weights, shift(x, (0, by))) for by in range(3)] == [5, 0, 2]


def test_I7_a_template_of_a_photo_answers_plain_grey_with_0(photo):
    weights = template_of(photo, is_matrix=False)
    assert answer(weights, np.full(photo.shape, 128.0)) == pytest.approx(0, abs=1e-6)
    assert answer(weights, photo) == pytest.approx(photo.var(dtype=np.float64) * photo.size)


@pytest.mark.parametrize(
    ("typed", "slip"),
    [("1", None), ("7", "all_strides"), ("3", "pool_stride"), ("2", "stride"), ("0", "stands_still")],
)
def test_a_wrong_number_of_cells_is_named_by_its_slip(typed, slip):
    verdict = check_moved(typed, shift=7, stride=2, pool=3)
    assert verdict.slip == slip
    assert verdict.right == (slip is None)
