"""The networks of the page “Neurons” as they ship, against the card, on the test images that ship."""

import hashlib

import numpy as np
import pytest

from cnnviz.errors import ShapeError
from cnnviz.models.garments import load_gallery
from cnnviz.network.report import report
from cnnviz.neurons.compare import paired_difference
from cnnviz.neurons.duplicates import near_duplicates
from cnnviz.neurons.shipped import ASSETS, NAMES, PERMUTED, load_shipped
from cnnviz.neurons.weighted import weighted_sum

SHIPPED, GALLERY = load_shipped(), load_gallery()
NETWORKS = SHIPPED.card["networks"]


@pytest.mark.parametrize("name", NAMES)
def test_the_figures_of_the_test_images_that_ship_are_measured_anew(name):
    logits = np.stack([SHIPPED.predict(name, image).logits for image in GALLERY.images])
    assert report(logits, GALLERY.labels) == NETWORKS[name]["gallery"]


@pytest.mark.parametrize("name", NAMES)
def test_the_card_is_of_the_weights_that_ship(name):
    assert (
        hashlib.sha256((ASSETS / f"{name}.npz").read_bytes()).hexdigest() == NETWORKS[name]["weights_sha256"]
    )
    assert (
        sum(value.size for value in SHIPPED.networks[name].parameters.values())
        == NETWORKS[name]["parameters"]
    )


def test_permuting_is_undone_and_moves_every_pixel_somewhere():
    image = GALLERY.images[3]
    assert np.array_equal(SHIPPED.put_back(SHIPPED.permute(image)), image)
    assert not np.array_equal(SHIPPED.permute(image), image)
    assert np.array_equal(np.sort(SHIPPED.order), np.arange(image.size))
    assert hashlib.sha256((ASSETS / "order.npy").read_bytes()).hexdigest() == SHIPPED.card["order_sha256"]


@pytest.mark.parametrize("name", NAMES)
def test_a_network_is_given_the_pixels_in_its_own_order(name):
    image = GALLERY.images[7]
    wanted = SHIPPED.permute(image) if name in PERMUTED else image
    np.testing.assert_array_equal(SHIPPED.predict(name, image).seen, wanted)


def test_weights_put_back_give_the_same_sums_on_the_ordinary_picture():
    weights, biases = SHIPPED.weights("mlp_permuted")
    image = GALLERY.images[7]
    back = SHIPPED.put_back(weights[5].reshape(28, 28))
    sums = (
        weighted_sum(image, back, biases[5]),
        weighted_sum(SHIPPED.permute(image).ravel(), weights[5], biases[5]),
    )
    assert sums[0].total == pytest.approx(sums[1].total)


def test_pixel_times_weight_adds_up_to_the_logit():
    """The centring that helped in training is in the biases: what is shown is the picture as it is."""
    prediction = SHIPPED.predict("logistic", GALLERY.images[11])
    sums = [
        weighted_sum(GALLERY.images[11].ravel(), w, b).total
        for w, b in zip(*SHIPPED.weights("logistic"), strict=True)
    ]
    np.testing.assert_allclose(sums, prediction.logits, atol=1e-4)


def test_no_hidden_unit_is_dead_and_some_are_near_duplicates():
    weights, biases = SHIPPED.weights("mlp")
    fires = GALLERY.images.reshape(len(GALLERY.images), -1) @ weights.T + biases > 0
    assert fires.any(axis=0).all()
    assert near_duplicates(weights, 0.8)


def test_permuting_costs_the_cnn_more_than_it_costs_the_mlp():
    lost = SHIPPED.card["lost_by_permuting"]
    assert lost["cnn"]["interval"][0] > lost["mlp"]["interval"][1]


def test_each_interval_holds_its_accuracy():
    for facts in NETWORKS.values():
        low, high = facts["test"]["interval"]
        assert low < facts["test"]["accuracy"] < high


def test_a_difference_is_of_the_images_that_one_gets_right_and_the_other_does_not():
    first, second = np.array([1, 1, 0, 1] * 25, bool), np.array([1, 0, 0, 0] * 25, bool)
    found = paired_difference(first, second)
    assert found["difference"] == first.mean() - second.mean()
    assert found["interval"][0] < found["difference"] < found["interval"][1]
    same = paired_difference(first, first)
    assert same == {"difference": 0.0, "interval": [0.0, 0.0]}


def test_the_weights_of_all_five_stay_small():
    assert sum((ASSETS / f"{name}.npz").stat().st_size for name in NAMES) < 300_000


def test_a_picture_of_another_size_is_refused():
    with pytest.raises(ShapeError, match="prepare it first"):
        SHIPPED.predict("mlp", np.zeros((14, 14)))
