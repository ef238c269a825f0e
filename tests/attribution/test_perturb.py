"""Images changed by an amount."""

import numpy as np
import pytest

from cnnviz.attribution.changes import PERTURBATIONS, How
from cnnviz.attribution.perturb import perturb, sweep
from cnnviz.errors import CnnvizError
from cnnviz.operators import softmax

kinds = pytest.mark.parametrize("kind", PERTURBATIONS)


@kinds
def test_nothing_at_all_changes_at_0(boot, kind):
    made = perturb(boot, kind, 0)
    np.testing.assert_array_equal(made, boot)
    assert made is not boot


@kinds
@pytest.mark.parametrize("end", ["low", "high"])
def test_the_ends_give_an_image_still(boot, kind, end):
    before = boot.copy()
    made = perturb(boot, kind, getattr(PERTURBATIONS[kind], end))
    assert made.shape == boot.shape
    assert made.dtype == boot.dtype
    assert 0 <= made.min() <= made.max() <= 1
    np.testing.assert_array_equal(boot, before)


@kinds
def test_a_little_changes_a_little(boot, kind):
    step = PERTURBATIONS[kind].step
    change = np.abs(perturb(boot, kind, step) - boot).mean()
    assert 0 < change < 0.15


def test_a_shift_by_whole_pixels_moves_them_untouched(boot):
    np.testing.assert_allclose(perturb(boot, "right", 3)[:, :, 3:], boot[:, :, :-3], atol=1e-6)
    np.testing.assert_allclose(perturb(boot, "down", -2)[:, :-2], boot[:, 2:], atol=1e-6)
    assert not perturb(boot, "right", 3)[:, :, :3].any()


def test_a_quarter_turn_is_numpys(boot):
    np.testing.assert_allclose(perturb(boot, "rotate", 90), np.rot90(boot, axes=(1, 2)), atol=1e-5)
    np.testing.assert_allclose(perturb(boot, "rotate", -90), np.rot90(boot, -1, axes=(1, 2)), atol=1e-5)


@pytest.mark.parametrize("doublings", [-1, -0.5, 0.5, 1])
def test_scaling_keeps_the_middle_and_multiplies_the_area(doublings):
    image = np.zeros((1, 28, 28), np.float32)
    image[:, 10:18, 10:18] = 1
    made = perturb(image, "scale", doublings)
    assert made.sum() == pytest.approx(64 * 4**doublings, rel=0.12)
    np.testing.assert_allclose(made, made[:, ::-1, ::-1], atol=1e-5)


def test_blur_keeps_the_light_and_lowers_contrast():
    image = np.zeros((1, 28, 28), np.float32)
    image[:, 12:16, 12:16] = 1
    made = perturb(image, "blur", 1.5)
    assert made.sum() == pytest.approx(16, rel=1e-3)
    assert made.std() < image.std()


def test_noise_is_that_of_its_seed_and_only_grows(boot):
    grey = np.full_like(boot, 0.5)
    one, two = (perturb(grey, "noise", amount, How(seed=3)) - 0.5 for amount in (0.02, 0.04))
    np.testing.assert_allclose(two, 2 * one, atol=1e-6)
    np.testing.assert_array_equal(
        perturb(boot, "noise", 0.3, How(seed=3)), perturb(boot, "noise", 0.3, How(seed=3))
    )
    assert (perturb(boot, "noise", 0.3, How(seed=3)) != perturb(boot, "noise", 0.3, How(seed=4))).any()
    assert one.std() == pytest.approx(0.02, rel=0.1)


@pytest.mark.parametrize("side", [1, 6, 27, 28])
def test_a_cover_is_a_black_square(side):
    assert (perturb(np.ones((1, 28, 28)), "occlude", side) == 0).sum() == side**2


@pytest.mark.parametrize(
    ("at", "side", "covered"),
    [
        ((0, 0), 4, (0, 2, 0, 2)),
        ((27, 0), 5, (25, 28, 0, 3)),
        ((10, 12), 3, (9, 12, 11, 14)),
        ((-9, 5), 4, None),
    ],
)
def test_a_cover_lies_where_it_is_put_as_far_as_there_is_an_image(at, side, covered):
    expected = np.full((1, 28, 28), 0.25)
    if covered:
        top, below, left, right = covered
        expected[:, top:below, left:right] = 0.75
    made = perturb(np.full((1, 28, 28), 0.25), "occlude", side, How(at=at, fill=0.75))
    np.testing.assert_array_equal(made, expected)


@kinds
def test_a_slider_reaches_both_ends_and_nothing_at_all(kind):
    change = PERTURBATIONS[kind]
    assert (change.amounts[0], change.amounts[-1]) == (change.low, change.high)
    assert 0 in change.amounts
    np.testing.assert_allclose(np.diff(change.amounts), change.step, atol=1e-9)


def test_a_sweep_starts_at_the_networks_own_answer(network, boot):
    images, shares = sweep(network, boot, "right", [0, 2, 10])
    np.testing.assert_array_equal(images[0], boot)
    np.testing.assert_array_equal(images[2], perturb(boot, "right", 10))
    np.testing.assert_allclose(shares[0], softmax(network(boot[None]))[0], atol=1e-5)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-5)
    assert shares[2, 9] < shares[0, 9]


@pytest.mark.parametrize(
    ("kind", "amount", "sentence"),
    [
        ("melt", 1, "no change “melt”; use one of right"),
        ("right", 15, "15, but must be a number from -14 to 14"),
        ("blur", -1, "from 0 to 6"),
        ("noise", float("nan"), "number from"),
        ("scale", "big", "'big'"),
    ],
)
def test_what_makes_no_sense_is_refused(boot, kind, amount, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        perturb(boot, kind, amount)


def test_a_cover_has_the_colour_of_a_pixel(boot):
    with pytest.raises(CnnvizError, match="what it is covered with is 2"):
        perturb(boot, "occlude", 3, How(fill=2))


def test_a_sweep_of_nothing_is_refused(network, boot):
    with pytest.raises(CnnvizError, match="at least one"):
        sweep(network, boot, "blur", [])
