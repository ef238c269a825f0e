"""Measuring the shipped network; the gallery stands in for the data set."""

import json

import numpy as np
import pytest

from cnnviz.models.garments import ASSETS, load_classifier, load_gallery
from cnnviz.training.card import measure, weaknesses
from cnnviz.training.data import Split
from cnnviz.training.evaluation import evaluate
from cnnviz.training.nonsense import nonsense


@pytest.fixture(scope="module")
def split():
    gallery = load_gallery()
    return Split((gallery.images * 255).round().astype(np.uint8), gallery.labels)


@pytest.fixture(scope="module")
def shipped():
    return json.loads((ASSETS / "card.json").read_text(encoding="utf-8"))


def test_a_card_measured_anew_equals_what_was_written(split, shipped):
    measured = measure(split, split, split)
    assert measured["test"] == measured["gallery"] == shipped["gallery"]
    assert set(measured) == set(shipped)
    same = set(shipped) - {"test", "bad_at", "familiarity"}  # these need all 10,000 images
    assert {key: measured[key] for key in same} == {key: shipped[key] for key in same}
    assert json.loads(json.dumps(measured)) == measured  # else a check against the file could never pass


def test_the_shipped_network_was_made_by_the_recipe_of_the_code_and_says_what_was_revived(shipped):
    from dataclasses import asdict

    from cnnviz.training.recipe import Recipe

    used = dict(shipped["recipe"])
    assert isinstance(used.pop("revived"), list)
    assert used == json.loads(json.dumps(asdict(Recipe())))


def test_each_weakness_is_measured_on_changed_images(split):
    network = load_classifier().network
    unchanged = float(
        (network(split.images[:, None] / np.float32(255)).argmax(axis=1) == split.labels).mean()
    )
    for name, accuracy in weaknesses(network, split).items():
        assert 0 <= accuracy < unchanged, name


def test_nonsense_is_the_same_each_time_and_no_image_of_the_data(split):
    first, again = nonsense(split), nonsense(split)
    known = {image.tobytes() for image in split.images}
    for name, images in first.items():
        np.testing.assert_array_equal(images, again[name])
        assert images.dtype == np.uint8
        assert images.shape[1:] == (28, 28)
        assert not known & {image.tobytes() for image in images}, name


def test_what_the_evaluation_keeps_is_what_the_network_did(split):
    classifier = load_classifier()
    train = split[np.tile(np.arange(len(split)), 2)]  # enough to hold some of each class out
    found = evaluate(classifier.network, classifier.familiarity, split, train, {"the same": split.images})
    answers = classifier.network(split.images[:, None] / np.float32(255)).argmax(axis=1)
    assert sorted(found["mistakes"]["indices"]) == np.flatnonzero(answers != split.labels).tolist()
    assert sum(found["sureness"]["counts"]) == len(split)
    assert sum(found["sureness"]["right"]) == (answers == split.labels).sum()
    assert found["distances"]["the same"] == found["distances"]["test images"]
    assert json.loads(json.dumps(found)) == found
