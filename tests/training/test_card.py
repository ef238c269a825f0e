"""Measuring the models that ship; their galleries stand in for the data sets."""

import json
from dataclasses import asdict

import numpy as np
import pytest

from cnnviz.models.read import read_gallery
from cnnviz.network.familiarity import Familiarity
from cnnviz.network.weights import load as load_weights
from cnnviz.training.card import gallery_of, measure, weaknesses
from cnnviz.training.data import Data, Split
from cnnviz.training.evaluation import evaluate
from cnnviz.training.nonsense import nonsense
from cnnviz.training.taught import TAUGHT


@pytest.fixture(scope="module", params=TAUGHT.values(), ids=TAUGHT.keys())
def taught(request):
    return request.param


@pytest.fixture(scope="module")
def split(taught):
    gallery = read_gallery(taught.about, taught.assets)
    return Split((gallery.images * 255).round().astype(np.uint8), gallery.labels)


@pytest.fixture(scope="module")
def shipped(taught):
    return json.loads((taught.assets / "card.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def network(taught):
    return load_weights(taught.assets / "classifier.npz")


@pytest.fixture(scope="module")
def strange(taught):
    return taught.strange()


@pytest.fixture(scope="module")
def measured(taught, split, shipped, strange):
    return measure(taught, Data(split, split, shipped.get("facts", {})), split, strange)


def test_a_card_measured_anew_equals_what_was_written(measured, shipped):
    assert measured["test"] == measured["gallery"] == shipped["gallery"]
    assert set(measured) == set(shipped)
    same = set(shipped) - {"test", "bad_at", "familiarity"}  # these need all test images
    assert {key: measured[key] for key in same} == {key: shipped[key] for key in same}
    assert json.loads(json.dumps(measured)) == measured  # else a check against the file could never pass


def test_the_warning_comes_as_often_as_the_card_says_for_what_a_model_is_tried_with_alone(measured, shipped):
    for name, hit in measured["familiarity"]["hits"].items():
        assert hit == shipped["familiarity"]["hits"][name]


def test_the_shipped_network_was_made_by_the_recipe_of_the_code_and_says_what_was_revived(taught, shipped):
    used = dict(shipped["recipe"])
    assert isinstance(used.pop("revived"), list)
    assert used == json.loads(json.dumps(asdict(taught.recipe)))


def test_no_map_is_dead_and_none_has_more_than_16_in_its_layer(shipped):
    assert shipped["dead_maps"] == []
    assert max(max(stage) for stage in shipped["recipe"]["stages"]) <= 16


def test_the_gallery_is_the_first_ten_of_each_class(split):
    np.testing.assert_array_equal(gallery_of(split), np.arange(len(split)))
    mixed = split[np.random.default_rng(0).permutation(len(split))]
    assert mixed.labels[gallery_of(mixed)].tolist() == split.labels.tolist()


def test_each_weakness_is_measured_on_changed_images(network, split):
    unchanged = float(
        (network(split.images[:, None] / np.float32(255)).argmax(axis=1) == split.labels).mean()
    )
    for name, accuracy in weaknesses(network, split).items():
        assert 0 <= accuracy < unchanged, name


def test_nonsense_is_the_same_each_time_and_no_image_of_the_data(taught, split, strange):
    first = nonsense(taught.about, split) | strange
    again = nonsense(taught.about, split) | taught.strange()
    known = {image.tobytes() for image in split.images}
    for name, images in first.items():
        np.testing.assert_array_equal(images, again[name])
        assert images.dtype == np.uint8
        assert images.shape[1:] == (28, 28)
        assert not known & {image.tobytes() for image in images}, name


def test_what_the_evaluation_keeps_is_what_the_network_did(taught, network, split):
    familiarity = Familiarity.load(taught.assets / "familiarity.npz")
    found = evaluate(network, familiarity, split, split, {"the same": split.images})
    answers = network(split.images[:, None] / np.float32(255)).argmax(axis=1)
    assert sorted(found["mistakes"]["indices"]) == np.flatnonzero(answers != split.labels).tolist()
    assert sum(found["sureness"]["counts"]) == len(split)
    assert sum(found["sureness"]["right"]) == (answers == split.labels).sum()
    assert found["distances"]["the same"] == found["distances"]["test images"]
    assert json.loads(json.dumps(found)) == found
