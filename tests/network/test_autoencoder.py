"""The shipped autoencoder: down to the code, up again, and what lies between two codes."""

import numpy as np
import pytest

from cnnviz.errors import ShapeError
from cnnviz.models.garments import load_gallery
from cnnviz.network.autoencoder import load_autoencoder
from cnnviz.network.familiarity import SHARES
from cnnviz.network.layers import Upsample
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import load, save

IMAGES = load_gallery().images


@pytest.fixture(scope="module")
def model():
    return load_autoencoder()


@pytest.fixture(scope="module")
def rounding(model):
    """By how much numbers around 1 may differ: a sum of n products in float32 is rounded up to n times."""
    longest = max(value[0].size for name, value in model.network.parameters.items() if "weight" in name)
    return longest * float(np.finfo(np.float32).eps)


def test_down_and_up_is_the_network(model, rounding):
    np.testing.assert_allclose(
        model.decode(model.encode(IMAGES[:5])), model.network(IMAGES[:5, None])[:, 0], atol=rounding
    )


def test_the_code_has_fewer_numbers_than_the_picture(model):
    code = model.encode(IMAGES[:1])[0]
    assert code.shape == model.code_shape
    assert code.size <= 7 * 7 * 8
    assert model.share_kept == code.size / IMAGES[0].size < 1


def test_the_card_is_what_the_shipped_images_give(model):
    errors = [model.rebuild(image).error for image in IMAGES]
    assert np.mean(errors) == pytest.approx(model.card["gallery"]["error"], abs=1e-6)


def test_it_beats_the_mean_image_with_fewer_numbers_learned_than_pca(model):
    simple = model.card["compared"]
    assert model.card["test"]["error"] < simple["mean image"]["error"] / 5
    assert model.card["parameters"] < simple["PCA"]["parameters"]
    assert simple["PCA"]["code"] == np.prod(model.code_shape)


def test_every_layer_follows_from_the_one_before_also_with_silenced_maps(model, rounding):
    rebuilt = model.rebuild(IMAGES[7], silenced=[1, 3])
    x = rebuilt.input[None, None]
    for layer_index, (layer, made) in enumerate(zip(model.network.layers, rebuilt.activations, strict=True)):
        if layer_index != model.code_layer_index:
            np.testing.assert_allclose(layer(x)[0], made, atol=rounding)
        x = made[None]
    assert (rebuilt.code[[1, 3]] == 0).all()
    np.testing.assert_array_equal(rebuilt.code[[0, 2]], model.rebuild(IMAGES[7]).code[[0, 2]])
    np.testing.assert_array_equal(rebuilt.output, rebuilt.activations[-1][0])


def test_the_error_is_the_mean_of_the_squared_differences(model):
    rebuilt = model.rebuild(IMAGES[3])
    assert rebuilt.error == pytest.approx(float((rebuilt.difference**2).mean()), rel=1e-5)
    np.testing.assert_array_equal(rebuilt.difference, rebuilt.output - IMAGES[3])


def test_silencing_any_map_of_the_code_makes_the_mean_error_larger(model):
    whole = np.mean([model.rebuild(image).error for image in IMAGES[::7]])
    for unit in range(model.code_shape[0]):
        assert np.mean([model.rebuild(image, [unit]).error for image in IMAGES[::7]]) > whole


def test_a_walk_begins_and_ends_with_the_two_reconstructions(model, rounding):
    walk = model.walk(IMAGES[0], IMAGES[60], steps=5)
    for end, image in ((0, IMAGES[0]), (-1, IMAGES[60])):
        expected = model.rebuild(image).output
        np.testing.assert_allclose(walk.decoded[end], expected, atol=rounding)
        np.testing.assert_allclose(walk.blended[end], expected, atol=rounding)
    np.testing.assert_allclose(walk.blended[2], (walk.decoded[0] + walk.decoded[-1]) / 2, atol=rounding)
    np.testing.assert_allclose(walk.apart[[0, -1]], 0, atol=1e-9)
    assert (walk.apart[1:-1] > 0).all()


def test_the_middle_of_a_walk_is_what_the_mean_code_gives(model, rounding):
    codes = model.encode(IMAGES[[0, 60]])
    walk = model.walk(IMAGES[0], IMAGES[60], steps=3)
    np.testing.assert_allclose(walk.decoded[1], model.decode(codes.mean(axis=0)[None])[0], atol=rounding)


def test_an_error_is_placed_among_those_of_the_test_images(model):
    quantiles = model.card["test"]["quantiles"]
    assert model.share_better(0) == 0
    assert model.share_better(1) == 1
    assert model.share_better(quantiles[50]) == pytest.approx(SHARES[50], abs=0.01)
    assert model.times_usual(2 * model.card["test"]["error"]) == 2


def test_what_does_not_fit_is_said(model):
    with pytest.raises(ShapeError, match="prepare them first"):
        model.rebuild(np.zeros((20, 28)))
    with pytest.raises(ShapeError, match="a code has the shape"):
        model.decode(np.zeros((1, 1, 7, 7), np.float32))
    with pytest.raises(ShapeError, match="the code has the maps"):
        model.rebuild(IMAGES[0], [99])


def test_a_network_that_enlarges_is_saved_and_comes_back(tmp_path):
    save(tmp_path / "net.npz", Sequential([Upsample(3)]))
    assert repr(load(tmp_path / "net.npz").layers[0]) == "Upsample(scale_factor=3)"
