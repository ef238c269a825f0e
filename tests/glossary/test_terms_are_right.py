"""The numbers and formulas of terms hold of PyTorch, where they can be computed."""

import math

import pytest
import torch
import torch.nn.functional as F

from cnnviz.glossary import TERMS
from cnnviz.kernels import scharr

TERM = {term.name: term for term in TERMS}
X = torch.linspace(-3, 3, 25, dtype=torch.float64)
ROW = torch.rand(1, 1, 12, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
#: What a formula of the glossary says, computed as it says it.
CURVES = {
    "ReLU": (F.relu, X.clamp(min=0)),
    "sigmoid": (torch.sigmoid, 1 / (1 + torch.exp(-X))),
    "tanh": (torch.tanh, (X.exp() - (-X).exp()) / (X.exp() + (-X).exp())),
    "GELU": (F.gelu, X * (1 + torch.erf(X / math.sqrt(2))) / 2),
    "leaky ReLU": (F.leaky_relu, torch.where(X > 0, X, 0.01 * X)),
    "ELU": (F.elu, torch.where(X > 0, X, X.exp() - 1)),
    "SiLU": (F.silu, X * torch.sigmoid(X)),
    "softplus": (F.softplus, torch.log(1 + X.exp())),
}


@pytest.mark.parametrize("name", CURVES)
def test_a_curve_is_what_its_formula_says(name):
    function, said = CURVES[name]
    assert TERM[name].formula
    assert torch.allclose(function(X), said)


def test_a_gated_unit_takes_the_first_half_and_gates_it_by_the_second():
    assert torch.allclose(F.glu(X[:24]), X[:12] * torch.sigmoid(X[12:24]))


@pytest.mark.parametrize("k", [1, 3, 5])
def test_paddings_give_the_sizes_of_their_formulas(k):
    n, kernel = ROW.shape[-1], torch.ones(1, 1, k, dtype=torch.float64)
    size = {p: F.conv1d(ROW, kernel, padding=p).shape[-1] for p in (0, (k - 1) // 2, k - 1)}
    assert (size[0], size[(k - 1) // 2], size[k - 1]) == (n - k + 1, n, n + k - 1)


@pytest.mark.parametrize(
    ("k", "s", "p", "d"), [(3, 2, 0, 1), (3, 3, 1, 1), (2, 5, 0, 1), (3, 1, 0, 2), (2, 1, 0, 4)]
)
def test_output_size_and_reach_are_those_of_their_formulas(k, s, p, d):
    reach = d * (k - 1) + 1
    windows = F.conv1d(ROW, torch.ones(1, 1, k, dtype=torch.float64), None, s, p, d).shape[-1]
    assert windows == (ROW.shape[-1] + 2 * p - reach) // s + 1


def test_a_receptive_field_grows_by_the_product_of_all_strides_before():
    x = torch.zeros(1, 1, 40, requires_grad=True)
    y, field, strides = x, 1, 1
    for k, s in ((3, 2), (3, 1), (2, 2), (3, 1)):
        y = F.conv1d(y, torch.ones(1, 1, k), stride=s)
        field, strides = field + (k - 1) * strides, strides * s
    y[..., 1].sum().backward()
    assert int((x.grad != 0).sum()) == field


def test_a_nat_is_so_many_bits():
    assert f"≈ {1 / math.log(2):.2f} bits" in TERM["nats"].says


def test_the_smoothing_weights_of_scharr_are_those_of_the_kernel():
    first = abs(scharr("horizontal")[0]).astype(int).tolist()
    assert "weights {}, {} and {}".format(*first) in TERM["Scharr kernel"].says
