"""Training and measuring the autoencoder; the gallery stands in for the data set."""

import json
from dataclasses import asdict, replace
from itertools import pairwise

import numpy as np
import pytest

from cnnviz.assets import WEIGHTS_FOLDER
from cnnviz.models.garments import load_gallery
from cnnviz.network.autoencoder import CARD
from cnnviz.network.layers import BatchNorm2d, Conv2d
from cnnviz.training.autoencoder import Recipe, build, describe, error, train
from cnnviz.training.autoencoder_card import code_shape, compared, errors_of, measure
from cnnviz.training.data import Split

TINY = Recipe(encoder=(4, 2), decoder=(4, 4), epochs=12, batch=20, averaging=0.9)


@pytest.fixture(scope="module")
def split():
    gallery = load_gallery()
    return Split((gallery.images * 255).round().astype(np.uint8), gallery.labels)


@pytest.fixture(scope="module")
def shipped():
    return json.loads((WEIGHTS_FOLDER / CARD).read_text(encoding="utf-8"))


def silent(done, steps, loss):
    pass


def test_training_is_reproducible_to_the_last_bit_and_follows_its_seed(split):
    recipe = replace(TINY, epochs=1)
    first, again, other = (train(r, split, silent) for r in (recipe, recipe, replace(recipe, seed=2)))
    for name, value in first.parameters.items():
        np.testing.assert_array_equal(value, again.parameters[name])
    assert not np.array_equal(other.parameters["0.weight"], first.parameters["0.weight"])


def test_training_makes_the_error_smaller_and_leaves_no_batch_norm(split):
    losses = []
    trained = train(TINY, split, lambda done, steps, loss: losses.append(loss))
    assert len(losses) == TINY.epochs * len(split) // TINY.batch
    assert not any(isinstance(layer, BatchNorm2d) for layer in trained.layers)
    untrained = build(TINY, np.random.default_rng(0))
    assert error(trained, split) < 0.6 * error(untrained, split)
    assert errors_of(trained, split.images).mean() == pytest.approx(error(trained, split), rel=1e-5)


def test_the_card_tells_where_batch_norm_stands():
    layers = build(TINY, np.random.default_rng(0)).layers
    normed = [
        isinstance(after, BatchNorm2d) for layer, after in pairwise(layers) if isinstance(layer, Conv2d)
    ]
    assert normed == [True] * (len(normed) - 1) + [False]  # the last one gives the picture
    assert "batch norm after each hidden convolution" in describe()["normalisation"]


def test_the_code_is_where_the_maps_are_smallest():
    assert code_shape(build(TINY, np.random.default_rng(0))) == (2, 7, 7)


def test_a_card_measured_anew_on_the_gallery_equals_what_was_written(split, shipped):
    measured = measure(split, split)
    assert measured["test"]["error"] == measured["gallery"]["error"] == shipped["gallery"]["error"]
    assert set(measured) == set(shipped)
    same = set(shipped) - {"test", "compared", "bad_at", "dead_maps"}  # these need the whole data set
    assert {key: measured[key] for key in same} == {key: shipped[key] for key in same}
    assert json.loads(json.dumps(measured)) == measured  # else a check against the file could never pass
    assert shipped["recipe"] == json.loads(json.dumps(asdict(Recipe())))


def test_pca_with_more_numbers_leaves_less_and_with_all_of_them_nothing(split):
    errors = [compared(split, split, size)["PCA"]["error"] for size in (0, 10, 99)]
    assert errors[0] == compared(split, split, 10)["mean image"]["error"]
    assert errors[0] > errors[1] > errors[2]
    assert errors[2] == 0  # as many as images, less the mean
