"""Occlusion: what is covered, what it costs, and how that is laid back over the pixels."""

import numpy as np
import pytest

from cnnviz.attribution.occlusion import occlude, occlusion
from cnnviz.attribution.scores import Logit, Probability
from cnnviz.errors import CnnvizError


def weighted(weights):
    """A linear score: covering with 0 costs exactly the products under the patch."""
    return lambda x: (x * weights).sum(axis=(1, 2, 3))


@pytest.mark.parametrize(("size", "stride"), [(1, 1), (4, 2), ((3, 5), (3, 2)), (28, 28), (7, 7)])
def test_a_pixel_gets_the_mean_drop_of_the_patches_that_covered_it(size, stride):
    rng = np.random.default_rng(0)
    image, weights = rng.random((2, 28, 28)), rng.normal(size=(2, 28, 28))
    found = occlude(weighted(weights), image, size, stride)
    rows, columns = np.broadcast_to(size, 2)
    drops = {
        (top, left): (weights * image)[:, top : top + rows, left : left + columns].sum()
        for top in found.tops
        for left in found.lefts
    }
    np.testing.assert_allclose(found.drops.ravel(), list(drops.values()), atol=1e-9)
    for row, column in [(0, 0), (27, 27), (13, 4), (9, 26)]:
        over = [
            d
            for (top, left), d in drops.items()
            if top <= row < top + rows and left <= column < left + columns
        ]
        np.testing.assert_allclose(found.map[:, row, column], np.mean(over), atol=1e-9)


def test_the_network_is_asked_about_each_covered_image_itself(network, boot):
    found = occlude(Probability(network, 9), boot, 6, 5, fill=0.3)
    covered = boot.copy()
    covered[:, 10:16, 5:11] = 0.3
    score = Probability(network, 9)
    expected = score(boot[None])[0] - score(covered[None])[0]
    assert found.drops[2, 1] == pytest.approx(expected, abs=1e-5)


def test_the_last_patch_reaches_the_border_and_no_pixel_is_left_out(boot):
    found = occlude(lambda x: x.sum(axis=(1, 2, 3)), boot, 5, 4)
    assert found.tops[-1] + 5 == 28
    assert np.isfinite(found.map).all()


def test_the_batch_changes_nothing(network, boot):
    maps = [occlusion(Logit(network, 9), boot, 7, 5, batch=batch) for batch in (1, 7, 1000)]
    np.testing.assert_allclose(maps[0], maps[1], atol=1e-5)
    np.testing.assert_allclose(maps[0], maps[2], atol=1e-5)


def test_covering_a_black_corner_with_black_costs_nothing():
    image = np.zeros((1, 8, 8))
    image[:, 4:, 4:] = 1
    found = occlude(lambda x: x.sum(axis=(1, 2, 3)) ** 2, image, 2, 2)
    assert not found.drops[:2].any()
    assert found.worst >= (4, 4)


def test_the_mean_covers_with_the_mean(boot):
    assert occlude(lambda x: x[:, 0, 0, 0], boot, fill="mean").fill == pytest.approx(boot.mean())


def test_the_map_has_the_inputs_shape_and_the_image_stays_as_it_was(network, gallery):
    batch = gallery.images[:2, None].copy()
    maps = occlusion(Logit(network, 9), batch, 14, 14)
    assert maps.shape == batch.shape
    np.testing.assert_array_equal(batch, gallery.images[:2, None])
    np.testing.assert_array_equal(maps[1], occlusion(Logit(network, 9), batch[1], 14, 14))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"size": 0}, "patch's size"),
        ({"size": 29}, "29"),
        ({"size": 4, "stride": 5}, "leave pixels out"),
        ({"stride": 0}, "stride"),
        ({"fill": 2}, "the fill is 2"),
        ({"fill": float("nan")}, "the fill"),
        ({"fill": "black"}, "the fill"),
        ({"batch": 0}, "the batch"),
        ({"image": np.zeros((28, 28))}, "channels, rows, columns"),
        ({"image": np.full((1, 28, 28), np.inf)}, "not finite"),
        ({"image": np.zeros((1, 0, 28))}, "at least one pixel"),
        ({"score": lambda x: x}, "one number"),
        ({"score": lambda x: np.full(len(x), np.nan)}, "not finite"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(change, sentence):
    arguments = {"score": lambda x: x[:, 0, 0, 0], "image": np.zeros((1, 28, 28)), **change}
    with pytest.raises(CnnvizError, match=sentence):
        occlusion(**arguments)


def test_the_network_is_not_asked_about_patches_that_are_filled_already():
    image = np.zeros((1, 8, 8))
    image[:, 4:, 4:] = 1
    asked = []
    found = occlude(lambda x: asked.append(len(x)) or x.sum(axis=(1, 2, 3)), image, 2, 2)
    assert sum(asked) - 1 == np.count_nonzero(found.drops) == 4


def test_the_worst_patch_is_the_one_whose_covering_leaves_least(network, boot):
    score = Logit(network, 9)
    found = occlude(score, boot, 7, 3)
    top, left = found.worst
    covered = boot.copy()
    covered[:, top : top + 7, left : left + 7] = 0
    assert found.score_without == pytest.approx(score(covered[None])[0], abs=1e-5)
    assert found.score_without == pytest.approx((found.score - found.drops).min())
