"""What a unit looks for: images from the gallery, and the picture found by climbing."""

import numpy as np
import pytest

from cnnviz.attribution.excite import excite
from cnnviz.attribution.units import ORDERS, all_favourites, favourites
from cnnviz.errors import CnnvizError
from cnnviz.network.summary import seen_by
from cnnviz.operators import relu


@pytest.mark.parametrize("by", ["max", "mean"])
@pytest.mark.parametrize("layer_index", [1, 11, 16])
def test_no_image_excites_a_map_more_than_its_favourites(network, gallery, by, layer_index):
    maps = network.activations(gallery.images[:, None])[layer_index][:, 3]
    values = getattr(maps, by)(axis=(1, 2))
    found = favourites(network, gallery.images[:, None], layer_index, 3, by=by)
    np.testing.assert_allclose([one.value for one in found], np.sort(values)[::-1][:9], rtol=1e-5)
    for one in found:
        assert values[one.index] == pytest.approx(one.value, rel=1e-5)
        assert maps[one.index][one.at] == pytest.approx(maps[one.index].max(), rel=1e-5)
        assert one.window == seen_by(network, layer_index, one.at, (28, 28))


def test_the_favourites_of_all_maps_are_each_ones_favourites(exact, noisy_gallery):
    images = np.concatenate([noisy_gallery, noisy_gallery[:, :, ::-1], noisy_gallery[..., ::-1]])
    found = all_favourites(exact, images, 5)
    assert len(found) == 18 * 16 * len(ORDERS)
    for layer_index, unit, by in [(0, 3, "max"), (4, 0, "mean"), (17, 15, "max")]:
        for one, other in zip(
            found[layer_index, unit, by], favourites(exact, images, layer_index, unit, 5, by), strict=True
        ):
            assert one.value == pytest.approx(other.value)
            assert (one.index, one.at, one.window) == (other.index, other.at, other.window)


def test_of_equals_the_first_comes_first(network, gallery):
    same = np.repeat(gallery.images[:1, None], 4, axis=0)
    assert [one.index for one in favourites(network, same, 1, 0)] == [0, 1, 2, 3]


@pytest.mark.parametrize(("layer_index", "unit"), [(0, 4), (1, 8), (6, 1), (9, 5), (17, 2)])
def test_climbing_excites_a_map_more_than_any_image_of_the_gallery(network, gallery, layer_index, unit):
    found = excite(network, layer_index, unit, seconds=60)
    assert found.finished
    assert 0 <= found.image.min() <= found.image.max() <= 1
    value = relu(network.activations(found.image[None])[layer_index][0, unit]).mean()
    images = relu(network.activations(gallery.images[:, None])[layer_index][:, unit]).mean(axis=(1, 2))
    assert value == pytest.approx(found.values.max(), rel=1e-4)
    assert value > images.max()
    assert len(found.values) == 61


def test_climbing_to_a_class_ends_with_that_answer(network):
    found = excite(network, 19, 8, seconds=60)
    assert network(found.image[None])[0].argmax() == 8


def test_a_seed_leads_to_one_picture(network):
    one, two, other = (excite(network, 5, 1, seed, steps=5, seconds=60).image for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, two)
    assert (one != other).any()


def test_each_step_is_told_and_the_best_of_them_is_what_is_found(network):
    told = []
    found = excite(network, 5, 1, steps=8, seconds=60, tell=lambda *step: told.append(step))
    assert found.steps == 8
    assert [step for step, _, _ in told] == list(range(9))
    assert [value for _, value, _ in told] == found.values.tolist()
    np.testing.assert_array_equal(max(told, key=lambda step: step[1])[2], found.image)


def test_blur_leaves_a_smoother_picture(network):
    rough, smooth = (excite(network, 5, 1, steps=15, seconds=60, blur=blur).image for blur in (0, 0.6))
    assert np.abs(np.diff(smooth)).mean() < np.abs(np.diff(rough)).mean()


def test_a_pull_towards_grey_leaves_a_greyer_picture(network):
    free, pulled = (excite(network, 5, 1, steps=15, seconds=60, decay=decay).image for decay in (0, 0.1))
    assert np.abs(pulled - 0.5).mean() < np.abs(free - 0.5).mean()


def test_the_time_is_bounded(network):
    found = excite(network, 17, 1, steps=10**9, seconds=0)
    assert not found.finished
    assert len(found.values) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda n, x: favourites(n, x, 1, 16), "no map 16"),
        (lambda n, x: favourites(n, x, 19, 0), "Linear"),
        (lambda n, x: favourites(n, x, 1, 0, 0), "number of images"),
        (lambda n, x: favourites(n, x, 1, 0, by="median"), "median"),
        (lambda n, x: all_favourites(n, x, 0), "number of images"),
        (lambda n, x: favourites(n, x[:, 0, 0], 1, 0), "channels, rows"),
        (lambda n, x: excite(n, 18, 0), "Flatten"),
        (lambda n, x: excite(n, 99, 0), "no layer 99"),
        (lambda n, x: excite(n, 19, 10), "no class 10"),
        (lambda n, x: excite(n, 1, 16), "no map 16"),
        (lambda n, x: excite(n, 1, 0, seed=-1), "seed"),
        (lambda n, x: excite(n, 1, 0, steps=0), "steps"),
        (lambda n, x: excite(n, 1, 0, decay=0.2), "share of grey"),
        (lambda n, x: excite(n, 1, 0, blur=-1), "blur"),
        (lambda n, x: excite(n, 1, 0, seconds=1e9), "time in seconds"),
    ],
)
def test_what_makes_no_sense_is_refused(network, gallery, change, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        change(network, gallery.images[:2, None])
