"""Networks with something taken out or put in; the shared one stays whole."""

import numpy as np
import pytest

from cnnviz.attribution.surgery import (
    convolution_of,
    replace_kernel,
    shuffled,
    silence_kernel,
    silence_map,
)
from cnnviz.errors import CnnvizError
from cnnviz.kernels import gabor, sobel
from cnnviz.network.layers import Conv2d, Flatten
from cnnviz.network.sequential import Sequential
from cnnviz.operators import conv2d

CHANGES = {
    "map": lambda network: silence_map(network, 3, 5),
    "kernel": lambda network: silence_kernel(network, 5, 2, 7),
    "replaced": lambda network: replace_kernel(network, sobel(), 4),
    "larger": lambda network: replace_kernel(network, np.ones((7, 5)), 4),
    "shuffled": shuffled,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_network_that_was_given_stays_as_it_was(network, boot, change):
    before = {name: value.copy() for name, value in network.parameters.items()}
    logits = network(boot[None])
    changed = change(network)
    for name, value in network.parameters.items():
        np.testing.assert_array_equal(value, before[name])
    np.testing.assert_array_equal(network(boot[None]), logits)
    assert (changed(boot[None]) != logits).any()


@pytest.mark.parametrize("layer_index", [2, 3, 4])
def test_a_silenced_map_is_black_and_its_neighbours_are_not_touched(network, boot, layer_index):
    before = network.activations(boot[None])[layer_index][0]
    after = silence_map(network, layer_index, 5).activations(boot[None])[layer_index][0]
    assert before[5].any()
    assert not after[5].any()
    others = np.arange(16) != 5
    np.testing.assert_allclose(after[others], before[others], atol=1e-5)


def test_a_silenced_kernel_sees_its_channel_no_more(network, boot):
    before = network.activations(boot[None])
    conv = network.layers[5].parameters["weight"]
    after = silence_kernel(network, 5, 2, 7).activations(boot[None])[5][0]
    gave = conv2d(before[4][:, 7:8], conv[2:3, 7:8], padding=1)[0, 0]
    np.testing.assert_allclose(after[2] + gave, before[5][0, 2], atol=1e-5)


@pytest.mark.parametrize("kernel", [sobel(), np.ones((1, 1)), np.ones((5, 3)), gabor(size=9)])
def test_a_replaced_kernel_computes_what_it_would_alone(network, boot, kernel):
    changed = replace_kernel(network, kernel, 4, rescale=False)
    maps = changed.activations(boot[None])[0][0]
    sides = [side // 2 for side in kernel.shape]
    bias = network.layers[0].parameters["bias"]
    alone = conv2d(boot[None], kernel[None, None].astype(np.float32), bias[4:5], padding=tuple(sides))
    np.testing.assert_allclose(maps[4], alone[0, 0], atol=1e-4)
    others = np.arange(16) != 4
    np.testing.assert_allclose(maps[others], network.activations(boot[None])[0][0][others], atol=1e-5)


def test_a_rescaled_kernel_is_as_large_as_the_one_before(network):
    old = network.layers[0].parameters["weight"][4, 0]
    new = replace_kernel(network, sobel("horizontal"), 4).layers[0].parameters["weight"][4, 0]
    assert np.linalg.norm(new) == pytest.approx(np.linalg.norm(old), rel=1e-5)
    np.testing.assert_allclose(
        new / np.linalg.norm(new), sobel("horizontal") / np.linalg.norm(sobel("horizontal")), atol=1e-6
    )


def test_shuffling_keeps_the_numbers_and_loses_the_skill(network, gallery):
    mixed = shuffled(network, 1)
    for name, value in network.parameters.items():
        np.testing.assert_array_equal(np.sort(mixed.parameters[name], axis=None), np.sort(value, axis=None))
    np.testing.assert_array_equal(mixed.parameters["0.weight"], shuffled(network, 1).parameters["0.weight"])
    mixed_right, right = (
        (net(gallery.images[:, None]).argmax(axis=1) == gallery.labels).mean() for net in (mixed, network)
    )
    assert mixed_right < 0.4 < right


def test_a_layer_of_maps_belongs_to_the_convolution_before_it(network):
    assert [convolution_of(network, layer_index)[0] for layer_index in (0, 1, 4, 5, 17)] == [0, 0, 2, 5, 16]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda n: silence_map(n, 0, 16), "no map 16 among 16"),
        (lambda n: silence_map(n, 18, 0), "Flatten"),
        (lambda n: silence_map(n, 0, -1), "whole number"),
        (lambda n: silence_kernel(n, 0, 0, 1), "no map 1 among 1"),
        (lambda n: replace_kernel(n, np.ones((2, 2)), 0), "odd sides"),
        (lambda n: replace_kernel(n, np.ones((17, 17)), 0), "at most 15"),
        (lambda n: replace_kernel(n, np.ones(3), 0), "odd sides"),
        (lambda n: replace_kernel(n, np.full((3, 3), np.nan), 0), "not finite"),
        (lambda n: replace_kernel(Sequential([Conv2d(1, 1, 2), Flatten()]), np.ones((3, 3)), 0), "odd sides"),
    ],
)
def test_what_makes_no_sense_is_refused(network, change, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        change(network)
