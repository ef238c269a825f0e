"""Grad-CAM beside PyTorch's autograd, and small maps laid over images."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz.attribution.grad_cam import grad_cam
from cnnviz.attribution.spread import evidence_map, spread, upsample
from cnnviz.errors import CnnvizError
from cnnviz.network.layers import Linear
from cnnviz.network.sequential import Sequential

MAPS = range(18)


@pytest.mark.parametrize("layer_index", MAPS)
def test_it_is_what_autograd_says_at_any_layer(exact, noisy, in_torch, layer_index):
    maps = torch.tensor(Sequential(exact.layers[: layer_index + 1])(noisy[None]), requires_grad=True)
    in_torch(exact, maps, layer_index + 1)[0, 9].backward()
    weights = maps.grad.mean((2, 3))
    expected = torch.relu((weights[:, :, None, None] * maps).sum(1))
    found = grad_cam(exact, noisy, 9, layer_index)
    np.testing.assert_allclose(found.weights, weights[0].numpy(), rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(found.map, expected[0].detach().numpy(), rtol=1e-8, atol=1e-12)
    enlarged = F.interpolate(expected[:, None], (28, 28), mode="bilinear", align_corners=False)
    np.testing.assert_allclose(found.over_image, enlarged[0].detach().numpy(), rtol=1e-8, atol=1e-12)
    assert found.over_image.shape == noisy.shape


def test_a_batch_gives_what_each_image_gives(network, gallery):
    batch = gallery.images[::40, None]
    found = grad_cam(network, batch, 4, 10)
    assert found.over_image.shape == batch.shape
    for i, image in enumerate(batch):
        np.testing.assert_allclose(grad_cam(network, image, 4, 10).map, found.map[i], atol=1e-4)


def test_a_class_nothing_speaks_for_gives_a_blank_map(boot, network):
    silent = Sequential([*network.layers[:-1], Linear(784, 10)])
    assert grad_cam(silent, boot, 0, 17).blank
    assert not grad_cam(network, boot, 9, 3).blank


@pytest.mark.parametrize(
    ("layer_index", "sentence"),
    [(18, "Flatten layer and gives no feature maps"), (19, "Linear"), (20, "no layer 20"), (-1, "place")],
)
def test_only_layers_of_maps_have_one(network, boot, layer_index, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        grad_cam(network, boot, 9, layer_index)


@pytest.mark.parametrize("size", [(28, 28), (10, 3), (7, 9)])
def test_spreading_keeps_the_sum_and_upsampling_the_range(size):
    cells = np.random.default_rng(4).normal(size=(2, 7, 7))
    np.testing.assert_allclose(spread(cells, size).sum(axis=(1, 2)), cells.sum(axis=(1, 2)))
    enlarged = upsample(cells, size)
    assert cells.min() <= enlarged.min() <= enlarged.max() <= cells.max()


@pytest.mark.parametrize("size", [(28, 28), (14, 9)])
def test_upsampling_is_pytorchs(size):
    cells = np.random.default_rng(5).normal(size=(3, 7, 6))
    expected = F.interpolate(torch.tensor(cells)[None], size, mode="bilinear", align_corners=False)
    np.testing.assert_allclose(upsample(cells, size), expected[0].numpy(), atol=1e-12)


@pytest.mark.parametrize("label", range(10))
def test_the_evidence_over_the_image_adds_up_to_logit_minus_bias(network, boot, label):
    found = evidence_map(network, boot, label)
    bias = network.layers[-1].parameters["bias"][label]
    assert found.shape == boot.shape
    assert found.sum() + bias == pytest.approx(network(boot[None])[0, label], abs=2e-5)
