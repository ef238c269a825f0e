"""Dropout and batch norm in training and in a test, on the same maps."""

from dataclasses import replace

import numpy as np
import pytest

from cnnviz.errors import ShapeError
from cnnviz.live.design import Design
from cnnviz.live.dropping import apart, drop, mean_of_draws
from cnnviz.live.modes import DESIGN as SHIPPED
from cnnviz.live.modes import MARKS, histogram, layer_index_of, shipped, trained
from cnnviz.live.norming import batch_with, moved, normalise
from cnnviz.live.sheets import SHEETS
from cnnviz.live.subset import Subset, subset
from cnnviz.network.layers import BatchNorm2d, Dropout

DESIGN = Design(filters=(4,), kernel_size=3, batch_norm=True, dropout=0.5, batch=8)


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(0).random((24, 28, 28), np.float32)


@pytest.fixture(scope="module")
def networks(images):
    few = Subset(images[:16, None], np.arange(16) % 10, images[16:, None], np.arange(8))
    return trained(DESIGN, few, (0, 3))


@pytest.fixture(scope="module")
def network(networks):
    return networks[3]


@pytest.mark.parametrize("data", SHEETS)
def test_what_ships_is_what_comes_of_training(data):
    """The first two stages: a hundred batches take seconds, and carry on how a processor rounds.

    A bias in front of batch norm changes nothing, so its gradient is 0 but for rounding, which Adam scales up
    to whole steps: that bias, and the running mean of what it is added to, are each processor's own.
    """
    made = trained(replace(SHIPPED, data=data), subset(data), MARKS[:2])
    for mark, network in made.items():
        there = shipped(data)[mark]
        assert list(map(repr, there.layers)) == list(map(repr, network.layers))
        normed = [number for number, layer in enumerate(network.layers) if isinstance(layer, BatchNorm2d)]
        rounding = {f"{number - 1}.bias" for number in normed} | {
            f"{number}.running_mean" for number in normed
        }
        compared = {**network.parameters, **network.buffers}
        assert rounding < set(compared)
        for name in compared.keys() - rounding:
            np.testing.assert_allclose(
                {**there.parameters, **there.buffers}[name], compared[name], atol=1e-3, err_msg=name
            )


@pytest.mark.parametrize("data", SHEETS)
def test_what_ships_has_learned(data):
    images = subset(data)
    right = [
        (network(images.held_out).argmax(1) == images.held_out_labels).mean()
        for network in shipped(data).values()
    ]
    assert right[2] > 0.6 > 3 * max(right[:2])


def test_marks_are_networks_that_have_learned_so_much_more(networks):
    start = DESIGN.build().parameters
    for name, value in networks[0].parameters.items():
        np.testing.assert_array_equal(value, start[name])
    assert not np.array_equal(networks[3].parameters["0.weight"], start["0.weight"])
    assert (networks[0].buffers["1.running_mean"] == 0).all()
    assert (networks[3].buffers["1.running_mean"] != 0).all()


@pytest.mark.parametrize("p", [0.0, 0.3, 0.9])
def test_dropout_silences_what_was_drawn_and_scales_the_rest(network, images, p):
    dropped = drop(network, images[0], p, seed=4)
    assert (dropped.training[dropped.silenced] == 0).all()
    spoken = ~dropped.silenced
    np.testing.assert_allclose(dropped.training[spoken], dropped.given[spoken] * dropped.factor, rtol=1e-5)
    assert dropped.training.max() <= dropped.most * (1 + 1e-6)
    assert dropped.expected == pytest.approx(p * dropped.given.size)
    assert dropped.silenced.mean() == pytest.approx(p, abs=0.06)
    np.testing.assert_array_equal(dropped.silenced, drop(network, images[0], p, seed=4).silenced)
    if p:
        assert (dropped.silenced != drop(network, images[0], p, seed=5).silenced).any()


def test_the_mean_of_many_draws_comes_to_the_test_value(network, images):
    dropped = drop(network, images[0], 0.5, seed=4)
    means = mean_of_draws(dropped.given, 0.5, seed=4, draws=400)
    np.testing.assert_allclose(means[0], dropped.training, rtol=1e-6)
    off = apart(means, dropped.given)
    # The standard deviation of a mean falls with the square root of the number of draws.
    assert off[399] == pytest.approx(off[3] / 10, rel=0.15)


def test_in_training_batch_norm_brings_each_map_to_its_bias_and_weight(network, images):
    normed = normalise(network, 1, images)
    np.testing.assert_allclose(normed.training.mean(axis=(0, 2, 3)), normed.bias, atol=1e-5)
    expected = normed.weight**2 * normed.batch_var / (normed.batch_var + network.layers[1].eps)
    np.testing.assert_allclose(normed.training.var(axis=(0, 2, 3)), expected, rtol=1e-4)


def test_in_a_test_batch_norm_takes_the_running_statistics(network, images):
    normed = normalise(network, 1, images, weight=2.0, bias=-1.0)
    mean, variance = (each[:, None, None] for each in (normed.running_mean, normed.running_var))
    expected = (normed.given - mean) / np.sqrt(variance + network.layers[1].eps) * 2 - 1
    np.testing.assert_allclose(normed.test, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(normed.training.mean(axis=(0, 2, 3)), -1, atol=1e-5)


def test_looking_changes_no_running_statistics(network, images):
    before = {name: value.copy() for name, value in network.buffers.items()}
    normalise(network, 1, images, weight=3.0)
    for name, value in network.buffers.items():
        np.testing.assert_array_equal(value, before[name])
    assert (network.parameters["1.weight"] != 3).all()


def test_other_images_in_the_batch_move_an_image_in_training_only(network, images):
    one, other = (normalise(network, 1, images[part]) for part in ([0, 1, 2], [0, 3, 4]))
    assert moved(one, other, training=True) > 0.01
    assert moved(one, other, training=False) == 0


def test_a_batch_begins_with_the_image_and_follows_its_seed(images):
    few = Subset(images[:16, None], np.arange(16) % 10, images[16:, None], np.arange(8))
    first, again, other = (batch_with(images[0], few, 5, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(first[0], images[0])
    assert (first != other).any()
    assert len({image.tobytes() for image in first}) == 5


def test_the_layers_are_found_and_what_is_not_there_is_said(network, images):
    assert isinstance(network.layers[layer_index_of(network, Dropout)], Dropout)
    assert layer_index_of(network, BatchNorm2d) == 1
    plain = Design(filters=(4,)).build()
    with pytest.raises(ShapeError, match="no Dropout layer"):
        drop(plain, images[0], 0.5, 0)
    with pytest.raises(ShapeError, match="is not a batch norm"):
        normalise(plain, 0, images)


def test_a_histogram_counts_every_value_once():
    values = np.random.default_rng(0).normal(0, 2, 1000)
    shares = histogram(values, (-1, 1), 8)
    assert shares.sum() == pytest.approx(1)
    assert shares[0] == pytest.approx((values < -0.75).mean())
