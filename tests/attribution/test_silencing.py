"""Each map silenced in turn is each map silenced by itself, and the ranking is of these numbers."""

import numpy as np
import pytest

from cnnviz.attribution.scores import logits_of
from cnnviz.attribution.silencing import rank_maps, silence_each
from cnnviz.attribution.surgery import convolution_of, silence_map
from cnnviz.errors import CnnvizError
from cnnviz.network.layers import Conv2d
from cnnviz.operators import softmax


@pytest.fixture
def convolutions(network):
    return [at for at, layer in enumerate(network.layers) if isinstance(layer, Conv2d)]


def test_it_gives_what_a_plain_loop_over_operated_networks_gives(network, boot, convolutions):
    images = np.stack([boot, boot[:, ::-1], np.zeros_like(boot)])
    for at in (convolutions[0], convolutions[3], convolutions[-1]):
        made = silence_each(network, images, at)
        by_hand = [logits_of(silence_map(network, at, unit), images) for unit in range(made.shape[0])]
        np.testing.assert_allclose(made, by_hand, rtol=1e-4, atol=1e-4)


def test_a_relu_and_a_pool_stand_for_their_convolution(network, boot, convolutions):
    at = convolutions[1]
    for above in (1, 2):
        assert convolution_of(network, at + above)[0] == at
        np.testing.assert_array_equal(
            silence_each(network, boot, at + above), silence_each(network, boot, at)
        )


def test_the_network_and_the_images_stay_as_they_were(network, boot):
    before, image = network(boot[None]), boot.copy()
    silence_each(network, boot, 0)
    np.testing.assert_array_equal(network(boot[None]), before)
    np.testing.assert_array_equal(boot, image)


@pytest.mark.parametrize("by", ["logit", "share"])
def test_the_largest_change_comes_first_whatever_its_sign(network, boot, convolutions, by):
    before = logits_of(network, boot[None])
    after = {at: silence_each(network, boot, at) for at in convolutions}
    ranked = rank_maps(before, after, 9, by)
    sizes = [abs(one.change) for one in ranked]
    assert sizes == sorted(sizes, reverse=True)
    assert len({one[:2] for one in ranked}) == len(ranked) == sum(map(len, after.values()))
    assert {one.change > 0 for one in ranked} == {True, False}
    scores = softmax if by == "share" else np.asarray
    for one in ranked[:3]:
        logits = logits_of(silence_map(network, one.layer_index, one.unit), boot[None])
        change = scores(logits)[0, 9] - scores(before)[0, 9]
        assert one.change == pytest.approx(change, rel=1e-3, abs=1e-4)


def test_of_several_images_the_mean_change_counts(network, boot):
    images = np.stack([boot, np.zeros_like(boot)])
    before, after = logits_of(network, images), silence_each(network, images, 0)
    alone = [
        {one.unit: one.change for one in rank_maps(before[i : i + 1], {0: after[:, i : i + 1]}, 2)}
        for i in range(len(images))
    ]
    for one in rank_maps(before, {0: after}, 2):
        assert one.change == pytest.approx(np.mean([each[one.unit] for each in alone]), abs=1e-5)


def test_what_is_no_layer_of_maps_and_no_class_is_refused(network, boot):
    with pytest.raises(CnnvizError):
        silence_each(network, boot, len(network.layers) - 1)
    with pytest.raises(CnnvizError):
        rank_maps(np.zeros((1, 10)), {}, 10)
