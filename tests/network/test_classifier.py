"""The shipped classifier, its model card and its measure of familiarity."""

import hashlib
import json

import numpy as np
import pytest
import torch

from cnnviz.errors import ShapeError
from cnnviz.models.garments import ASSETS, LABELS, load_classifier, load_gallery
from cnnviz.network.familiarity import SHARES, WARN_FROM, Familiarity, fit
from cnnviz.network.layers import Conv2d, Linear, MaxPool2d, ReLU
from cnnviz.network.report import report, wilson_interval, worst_confusions


@pytest.fixture(scope="module")
def classifier():
    return load_classifier()


@pytest.fixture(scope="module")
def gallery():
    return load_gallery()


def test_the_card_is_of_these_weights(classifier):
    weights = (ASSETS / "classifier.npz").read_bytes()
    assert classifier.card["weights_sha256"] == hashlib.sha256(weights).hexdigest()
    assert classifier.card["parameters"] == sum(v.size for v in classifier.network.parameters.values())


def test_the_card_says_of_the_gallery_what_is_measured_on_it(classifier, gallery):
    measured = report(classifier.network(gallery.images[:, None]), gallery.labels)
    assert measured == classifier.card["gallery"]


def test_the_card_adds_up(classifier):
    test = classifier.card["test"]
    confusion = np.array(test["confusion"])
    assert test["images"] == confusion.sum() == 10_000
    assert test["accuracy"] == np.trace(confusion) / confusion.sum()
    np.testing.assert_allclose(test["per_class"], np.diag(confusion) / 1000)
    assert test["interval"][0] < test["accuracy"] < test["interval"][1]


def test_the_goal_is_reached(classifier):
    assert classifier.card["test"]["accuracy"] >= 0.93
    assert classifier.card["dead_maps"] == []


def test_the_gallery_holds_ten_images_of_each_class(gallery):
    assert gallery.images.shape == (100, 28, 28)
    assert gallery.images.dtype == np.float32
    assert (gallery.images.min(), gallery.images.max()) == (0, 1)
    np.testing.assert_array_equal(gallery.labels, np.repeat(np.arange(10), 10))
    assert len(set(gallery.indices.tolist())) == 100


def test_convolutions_are_3_by_3_and_no_layer_has_over_16_maps(classifier):
    convolutions = [layer for layer in classifier.network.layers if isinstance(layer, Conv2d)]
    assert {layer.kernel_size for layer in convolutions} == {3}
    assert max(layer.out_channels for layer in convolutions) <= 16


def test_no_map_is_dead_on_the_gallery(classifier, gallery):
    activations = classifier.network.activations(gallery.images[:, None])
    for layer, activation in zip(classifier.network.layers, activations, strict=True):
        if isinstance(layer, ReLU):
            assert (activation > 0).any(axis=(0, 2, 3)).all()


def test_torch_gives_the_same_logits(classifier, gallery):
    x = torch.from_numpy(gallery.images[:, None].copy())
    with torch.no_grad():
        for layer in classifier.network.layers:
            weights = {k: torch.from_numpy(v.copy()) for k, v in layer.parameters.items()}
            if isinstance(layer, Conv2d):
                x = torch.conv2d(x, weights["weight"], weights["bias"], padding=layer.padding)
            elif isinstance(layer, Linear):
                x = torch.nn.functional.linear(x, weights["weight"], weights["bias"])
            elif isinstance(layer, ReLU):
                x = torch.relu(x)
            elif isinstance(layer, MaxPool2d):
                x = torch.max_pool2d(x, layer.kernel_size)
            else:
                x = x.flatten(1)
    np.testing.assert_allclose(classifier.network(gallery.images[:, None]), x.numpy(), atol=2e-4)


def test_an_answer_keeps_everything_it_came_from(classifier, gallery):
    prediction = classifier.predict(gallery.images[0])
    assert len(prediction.activations) == len(classifier.network.layers) == len(classifier.layer_names)
    assert prediction.activations[0].shape == (16, 28, 28)
    np.testing.assert_array_equal(prediction.activations[-1], prediction.logits)
    assert prediction.probabilities.sum() == pytest.approx(1, abs=1e-6)
    assert prediction.probabilities.argmax() == prediction.logits.argmax()
    assert len(LABELS) == len(prediction.logits)


def test_layers_are_numbered_by_kind(classifier):
    assert classifier.layer_names[:6] == ("conv 1", "relu 1", "conv 2", "relu 2", "pool 1", "conv 3")
    assert classifier.layer_names[-2:] == ("flatten", "dense")


@pytest.mark.parametrize("shape", [(27, 28), (1, 28, 28), (3, 28, 28), (784,)])
def test_a_picture_that_was_not_prepared_is_refused_with_a_sentence(classifier, shape):
    with pytest.raises(ShapeError, match="prepare it first"):
        classifier.predict(np.zeros(shape, np.float32))


def test_noise_is_called_unlike_and_test_images_hardly_ever(classifier, gallery):
    rng = np.random.default_rng(11)
    noise = [classifier.predict(rng.random((28, 28), np.float32)) for _ in range(50)]
    assert all(prediction.unlike for prediction in noise)
    assert sum(classifier.predict(image).unlike for image in gallery.images) <= 5


def test_the_rule_warns_beyond_the_share_it_names():
    rng = np.random.default_rng(3)
    familiarity = fit(rng.normal(5, 2, (4000, 6)), rng.normal(5, 2, (4000, 6)))
    fresh = familiarity.distance(rng.normal(5, 2, (20_000, 6)))
    assert familiarity.is_unlike(fresh).mean() == pytest.approx(1 - WARN_FROM, abs=0.005)
    assert familiarity.share_nearer(float(np.median(fresh))) == pytest.approx(0.5, abs=0.05)
    assert familiarity.share_nearer(1e9) == 1
    assert len(familiarity.quantiles) == len(SHARES)


def test_the_distance_is_that_of_mahalanobis():
    rng = np.random.default_rng(4)
    data = rng.normal(0, 1, (500, 3)) @ rng.normal(0, 1, (3, 3)) + 7
    point = np.array([1.0, 2.0, 3.0])
    away = point - data.mean(axis=0)
    expected = np.sqrt(away @ np.linalg.inv(np.cov(data, rowvar=False)) @ away)
    assert float(fit(data, data).distance(point)) == pytest.approx(expected, rel=1e-4)


def test_familiarity_comes_back_from_its_file(tmp_path):
    rng = np.random.default_rng(5)
    familiarity = fit(rng.normal(0, 1, (100, 4)), rng.normal(0, 1, (100, 4)))
    familiarity.save(tmp_path / "f.npz")
    back = Familiarity.load(tmp_path / "f.npz")
    x = rng.normal(0, 1, (5, 4))
    np.testing.assert_array_equal(back.distance(x), familiarity.distance(x))


def test_the_interval_holds_the_true_share_about_19_times_of_20():
    rng = np.random.default_rng(6)
    held = 0
    for successes in rng.binomial(1000, 0.93, 2000):
        low, high = wilson_interval(int(successes), 1000)
        held += low <= 0.93 <= high
    assert held / 2000 == pytest.approx(0.95, abs=0.015)


@pytest.mark.parametrize("trials", range(1, 200))
def test_no_interval_of_a_share_ends_below_0_or_above_1(trials):
    for successes in (0, 1, trials - 1, trials):
        low, high = wilson_interval(successes, trials)
        assert 0 <= low <= successes / trials <= high <= 1


def test_the_worst_confusions_come_first():
    assert worst_confusions([[90, 7, 3], [0, 100, 0], [9, 1, 90]], 3) == [(2, 0, 9), (0, 1, 7), (0, 2, 3)]


def test_the_card_is_plain_data():
    card = json.loads((ASSETS / "card.json").read_text(encoding="utf-8"))
    assert card["recipe"]["seed"] == 1
    assert set(card["familiarity"]) == {"rule", "false_alarms_on_test_images", "hits"}
