"""Training the networks of the page “Neurons”, on a few images."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from cnnviz.models.garments import load_gallery
from cnnviz.neurons.shipped import NAMES, load_shipped
from cnnviz.training.data import Split
from cnnviz.training.neurons.card import measure
from cnnviz.training.neurons.recipe import RECIPES, absorb, build, permuted, train
from cnnviz.training.recipe import as_input


@pytest.fixture(scope="module")
def split():
    gallery = load_gallery()
    return Split((gallery.images * 255).round().astype(np.uint8), gallery.labels)


def ignore(done, steps, loss):
    """No progress is shown in tests."""


def test_the_shipped_networks_were_made_by_the_recipes_of_the_code():
    networks = load_shipped().card["networks"]
    for name in NAMES:
        recipe = asdict(RECIPES[name.removesuffix("_permuted")])
        assert networks[name]["recipe"] == recipe | {"units": list(recipe["units"])}


@pytest.mark.parametrize("kind", RECIPES)
def test_training_is_the_same_each_time_and_learns_something(split, kind):
    quick = replace(RECIPES[kind], batch=20, epochs=8)
    losses = []
    first = train(quick, split, lambda done, steps, loss: losses.append(loss))
    again = train(quick, split, ignore)
    assert losses[-1] < losses[0]
    for name, value in first.parameters.items():
        np.testing.assert_array_equal(value, again.parameters[name])


def test_taking_the_mean_off_is_put_into_the_biases(split):
    network = build(RECIPES["mlp"], np.random.default_rng(0))
    images = as_input(split.images)
    before = network(images - np.float32(0.25))
    np.testing.assert_allclose(absorb(network, 0.25)(images), before, atol=1e-5)


def test_permuting_moves_the_pixels_of_all_images_alike(split):
    order = np.random.default_rng(0).permutation(28 * 28)
    moved = permuted(split, order)
    np.testing.assert_array_equal(moved.images.reshape(-1, 784), split.images.reshape(-1, 784)[:, order])
    np.testing.assert_array_equal(moved.labels, split.labels)


def test_a_card_measured_anew_equals_what_was_written(split):
    shipped = load_shipped().card
    measured = measure(split, split, {name: facts["recipe"] for name, facts in shipped["networks"].items()})
    for name in NAMES:
        ours, theirs = dict(measured["networks"][name]), dict(shipped["networks"][name])
        assert ours.pop("test") == ours["gallery"]
        theirs.pop("test")  # it needs all 10,000 images
        assert ours == theirs
