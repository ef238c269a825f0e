"""Read-outs of every layer: how they are fitted, what ships, and that it is what was measured."""

import hashlib
import json

import numpy as np
import pytest
import torch

from cnnviz.models.read import read_gallery
from cnnviz.network import readouts
from cnnviz.network.layers import MaxPool2d, ReLU
from cnnviz.network.readouts import INPUT, pooled, read_layers
from cnnviz.network.weights import load as load_weights
from cnnviz.training.data import Data, Split
from cnnviz.training.readouts import measure, train
from cnnviz.training.softmax_regression import fit
from cnnviz.training.taught import TAUGHT


@pytest.fixture(scope="module", params=TAUGHT.values(), ids=TAUGHT.keys())
def taught(request):
    return request.param


@pytest.fixture(scope="module")
def network(taught):
    return load_weights(taught.assets / "classifier.npz")


@pytest.fixture(scope="module")
def shipped(taught):
    return readouts.load(taught.assets)


@pytest.fixture(scope="module")
def gallery(taught):
    return read_gallery(taught.about, taught.assets)


@pytest.fixture(scope="module")
def split(gallery):
    return Split((gallery.images * 255).round().astype(np.uint8), gallery.labels)


def test_the_fit_is_where_torch_finds_no_slope():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 4, 300)
    inputs = rng.normal(0, 1, (300, 6)) * [1, 5, 0.1, 1, 1, 2] + 3 + np.eye(6)[labels]
    weight, bias = fit(inputs, labels, decay=0.01, classes=4, steps=1000)
    spread = torch.from_numpy(inputs.std(axis=0))
    w, b = torch.from_numpy(weight).requires_grad_(), torch.from_numpy(bias).requires_grad_()
    logits = torch.from_numpy(inputs) @ w.T + b
    loss = torch.nn.functional.cross_entropy(logits, torch.from_numpy(labels))
    (loss + 0.005 * ((w * spread) ** 2).sum()).backward()
    assert (w.grad / spread).abs().max() < 1e-4
    assert b.grad.abs().max() < 1e-4


def test_a_column_that_never_changes_gets_no_weight():
    labels = np.array([0, 1] * 20)
    inputs = np.stack([labels + 0.0, np.full(40, 7.0)], axis=1)
    weight, bias = fit(inputs, labels, decay=0.1, classes=2)
    assert np.abs(weight[:, 1]).max() < 1e-6
    assert ((inputs @ weight.T + bias).argmax(axis=1) == labels).all()


@pytest.mark.parametrize("windows", [1, 2, 4])
@pytest.mark.parametrize("side", [28, 14, 7])
def test_maps_are_averaged_as_torch_does(windows, side):
    maps = np.random.default_rng(1).random((3, 5, side, side), np.float32)
    expected = torch.nn.functional.adaptive_avg_pool2d(torch.from_numpy(maps), windows).flatten(1)
    np.testing.assert_allclose(pooled(maps, windows), expected.numpy(), rtol=1e-5)


def test_the_input_and_every_relu_and_pooling_has_a_read_out(network, shipped):
    expected = [INPUT, *(i for i, layer in enumerate(network.layers) if isinstance(layer, (ReLU, MaxPool2d)))]
    assert read_layers(network) == expected == [row.layer_index for row in shipped.rows]
    assert expected == [row["layer_index"] for row in shipped.facts["layers"]]


def test_what_was_measured_on_the_gallery_is_measured_again(taught, shipped, split, network):
    measured = measure(taught, Data(split, split, {}), shipped.rows, shipped.facts["chosen"])
    for row, kept in zip(measured["layers"], shipped.facts["layers"], strict=True):
        assert row["accuracy"] == row["gallery"] == kept["gallery"]
        assert (row["layer"], row["numbers"]) == (kept["layer"], kept["numbers"])
    settings = ("what", "weights_sha256", "windows", "chosen")
    assert {k: measured[k] for k in settings} == {k: shipped.facts[k] for k in settings}


def test_the_shipped_read_outs_are_of_these_weights_and_what_was_chosen(taught, shipped):
    weights = (taught.assets / "classifier.npz").read_bytes()
    assert shipped.facts["weights_sha256"] == hashlib.sha256(weights).hexdigest()
    chosen = shipped.facts["chosen"]
    best = max(chosen["tried"], key=lambda one: one["accuracy"])
    assert (chosen["windows"], chosen["decay"]) == (best["windows"], best["decay"])
    assert shipped.facts["windows"] == best["windows"]
    assert all(row.weight.shape[-1] == best["windows"] for row in shipped.rows)


def test_more_can_be_read_off_late_layers_than_off_the_input_and_no_more_than_the_network_says(
    taught, shipped
):
    card = json.loads((taught.assets / "card.json").read_text(encoding="utf-8"))
    assert shipped.facts["network"] == card["test"]["accuracy"]
    assert shipped.facts["images"] == card["test"]["images"]
    accuracies = [row["accuracy"] for row in shipped.facts["layers"]]
    assert accuracies[-1] > accuracies[0] + 0.05
    for row in shipped.facts["layers"]:
        assert row["interval"][0] < row["accuracy"] < row["interval"][1]


def test_a_read_out_of_one_input_says_what_it_says_of_a_batch(network, shipped, gallery):
    batch = gallery.images[:3, None]
    activations = network.activations(batch)
    for n in range(3):
        found = shipped.logits(batch[n], [activation[n] for activation in activations])
        assert len(found) == len(shipped.rows)
        for row, logits in zip(shipped.rows, found, strict=True):
            seen = batch if row.layer_index == INPUT else activations[row.layer_index]
            np.testing.assert_allclose(logits, row.logits(seen)[n], atol=1e-4)


def test_read_outs_come_back_from_their_file(tmp_path, shipped):
    readouts.save(tmp_path, shipped.rows)
    for row, back in zip(shipped.rows, readouts.load_rows(tmp_path / readouts.WEIGHTS), strict=True):
        assert row.layer_index == back.layer_index
        np.testing.assert_array_equal(row.weight, back.weight)
        np.testing.assert_array_equal(row.bias, back.bias)


def test_windows_and_decay_are_chosen_by_images_that_nothing_was_fitted_to(network, split, monkeypatch):
    from cnnviz.training import readouts as module

    fitted = []

    def counting(inputs, labels, *rest, **named):
        fitted.append(len(labels))
        return fit(inputs, labels, *rest, **named)

    monkeypatch.setattr(module, "fit", counting)
    monkeypatch.setattr(module, "WINDOWS", (1, 2))
    monkeypatch.setattr(module, "DECAYS", (0.1,))
    rows, chosen = train(network, split)
    count = len(read_layers(network))
    assert fitted == [80] * 2 * count + [100] * count
    assert (chosen["images"], chosen["held_out"]) == (100, 20)
    assert len(chosen["tried"]) == 2
    assert all(row.weight.shape[-1] == chosen["windows"] for row in rows)
