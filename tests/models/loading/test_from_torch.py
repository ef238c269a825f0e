"""A network of PyTorch comes through the script on the page as it is."""

import contextlib
import io

import numpy as np
import pytest
import torch
from torch import nn

from cnnviz.errors import WeightsError
from cnnviz.models.loading.build import build, shapes_that_fit
from cnnviz.models.loading.read import open_network, read
from cnnviz.scripts.export import export_script
from tests.models.loading.exported import exported, logits_of, random_network, ready


def rounding(network, x):
    """How far float32 takes PyTorch's own scores from those in double precision; ours may go as far again."""
    double = logits_of(network.double(), x.double())
    single = logits_of(network.float(), x)
    return 20 * np.abs(single - double).max() + 2e-6 * (1 + np.abs(double).max())


@pytest.mark.parametrize("seed", range(10))
def test_a_random_network_has_the_same_scores(seed, tmp_path):
    network, shape = random_network(seed)
    file = read(exported(network, shape, tmp_path))
    built = open_network(file)
    assert (file.shape, built.shape) == (shape, shape)
    x = torch.randn(16, *shape)
    np.testing.assert_allclose(
        built.network(x.numpy()), logits_of(network, x), rtol=0, atol=rounding(network, x)
    )
    assert shape in shapes_that_fit(file.layers)


@pytest.mark.parametrize("seed", range(10))
def test_its_gradients_are_those_of_autograd(seed, tmp_path):
    network, shape = random_network(seed)
    built = open_network(read(exported(network, shape, tmp_path)))
    built.network.assign({k: v.astype(np.float64) for k, v in built.network.parameters.items()})
    layers = [layer for layer in network.double() if not isinstance(layer, nn.Softmax)]
    x = torch.randn(1, *shape, dtype=torch.float64, requires_grad=True)
    scores = nn.Sequential(*layers)(x)
    seed_gradient = torch.randn_like(scores)
    scores.backward(seed_gradient)
    _, backward = built.network.forward(x.detach().numpy())
    found = backward(seed_gradient.numpy())[0]
    scale = float(x.grad.abs().max())
    np.testing.assert_allclose(found, x.grad.numpy(), rtol=0, atol=1e-5 * scale)


@pytest.mark.parametrize(
    ("kernel", "rest"),
    [
        ((3, 5), {"padding": (1, 2)}),
        ((5, 1), {"padding": (2, 0), "stride": 2}),
        ((1, 3), {"padding": "same"}),
        ((2, 4), {"padding": (0, 1)}),
        ((3, 5), {"padding": (0, 1)}),
        ((3, 5), {"padding": (2, 4), "dilation": 2, "groups": 2}),
    ],
)
def test_kernels_that_are_not_square_have_the_same_scores(kernel, rest, tmp_path):
    torch.manual_seed(0)
    convolutions = nn.Sequential(nn.Conv2d(1, 4, 3), nn.Conv2d(4, 6, kernel, **rest), nn.ReLU(), nn.Flatten())
    shape = (1, 13, 11)
    count = convolutions(torch.rand(1, *shape)).numel()
    network = nn.Sequential(*convolutions, nn.Linear(count, 3)).eval()
    layers = read(exported(network, shape, tmp_path)).layers
    built = build(layers, shape)
    x = torch.randn(8, *shape)
    np.testing.assert_allclose(
        built.network(x.numpy()), logits_of(network, x), rtol=0, atol=rounding(network, x)
    )
    assert f"ernels of {kernel[0]}×{kernel[1]} written as weights of 0" in built.notes[0]


def test_the_random_networks_have_every_kind_of_layer_between_them():
    kinds = {type(layer).__name__ for seed in range(10) for layer in random_network(seed)[0]}
    wanted = "Conv2d BatchNorm2d BatchNorm1d MaxPool2d AvgPool2d AdaptiveAvgPool2d Flatten Linear Softmax"
    assert set(wanted.split()) <= kinds
    convs = [m for seed in range(10) for m in random_network(seed)[0] if isinstance(m, nn.Conv2d)]
    assert {m.groups > 1 for m in convs} == {m.dilation[0] > 1 for m in convs} == {True, False}
    assert {m.bias is None for m in convs} == {True, False}


def test_the_script_on_the_page_runs_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(export_script(), {})
    assert "Saved 5 layers" in out.getvalue()
    built = open_network(read((tmp_path / "cnnviz-yours.npz").read_bytes()))
    assert (built.shape, built.classes) == ((3, 32, 32), 10)


class Branching(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.flat, self.dense = nn.Conv2d(1, 4, 3, padding=1), nn.Flatten(), nn.Linear(256, 3)

    def forward(self, x):
        return self.dense(self.flat(torch.relu(self.conv(x))))


class Flattening(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.dense = nn.Conv2d(1, 4, 3, padding=1), nn.Linear(256, 3)

    def forward(self, x):
        return self.dense(torch.relu(self.conv(x)).flatten(1))


class Normalising(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.norm, self.dense = nn.Conv2d(1, 4, 3), nn.BatchNorm1d(144), nn.Linear(144, 3)

    def forward(self, x):
        return self.dense(self.norm(self.conv(x).flatten(1)))


@pytest.mark.parametrize(
    "network",
    [Branching(), Flattening(), Normalising()],
    ids=["relu left out", "flatten left out", "flatten left out before a batch norm"],
)
def test_the_script_refuses_a_network_that_does_more_than_its_layers(network, tmp_path):
    with pytest.raises(SystemExit, match=r"write it as nn\.Sequential"):
        exported(network, (1, 8, 8), tmp_path)


def test_nested_and_shared_layers_come_in_the_order_of_their_use(tmp_path):
    relu = nn.ReLU()
    inner = nn.Sequential(nn.Conv2d(1, 4, 3), relu, nn.Conv2d(4, 4, 3), relu)
    network = nn.Sequential(inner, nn.Sequential(nn.Flatten(), nn.Linear(64, 3)))
    built = open_network(read(exported(network, (1, 8, 8), tmp_path)))
    x = torch.randn(3, 1, 8, 8)
    np.testing.assert_allclose(built.network(x.numpy()), network(x).detach().numpy(), atol=1e-5)


def test_a_file_whose_scores_are_not_its_networks_is_refused(tmp_path):
    network = ready(nn.Sequential(nn.Conv2d(1, 4, 3), nn.Flatten(), nn.Linear(144, 3)), (1, 8, 8))
    file = read(exported(network, (1, 8, 8), tmp_path))
    object.__setattr__(file, "scores", file.scores + np.float32(0.01))
    with pytest.raises(WeightsError, match=r"other scores here .* by 0\.01"):
        open_network(file)


def test_what_is_written_as_another_layer_is_said(tmp_path):
    network = nn.Sequential(
        nn.Conv2d(3, 6, 3, dilation=2, groups=3),
        nn.BatchNorm2d(6),
        nn.ReLU(),
        nn.Dropout(),
        nn.Flatten(),
        nn.Linear(6 * 16, 5),
        nn.ReLU(),
        nn.Linear(5, 2),
        nn.Softmax(1),
    )
    built = open_network(read(exported(ready(network, (3, 8, 8)), (3, 8, 8), tmp_path)))
    assert list(built.notes) == [
        "Layer 1 (Conv2d): 3 groups and a dilation of 2 written as weights of 0, which are counted, too.",
        "Batch norm is folded into the layer beside it: once trained it only scales and shifts.",
        "Softmax is left out: pages turn scores into probabilities themselves.",
        "Dropout is left out: it does nothing once a network is trained.",
    ]
    kinds = [type(layer).__name__ for layer in built.network.layers]
    assert kinds == ["Conv2d", "ReLU", "Flatten", "Linear", "ReLU", "Linear"]
