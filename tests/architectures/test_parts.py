"""The parts of later networks by themselves: bottleneck, Inception module, skip connection."""

import numpy as np
import pytest
import torch

from cnnviz.architectures import measure
from cnnviz.architectures.googlenet import MODULES, Filters
from cnnviz.architectures.modules import bottleneck, bottleneck_saving, module, module_saving
from cnnviz.architectures.skip import WIDTH, gradients, slopes


@pytest.mark.parametrize(("channels", "inner"), [(256, 64), (64, 64), (100, 7)])
def test_N10_a_bottlenecks_weights_are_those_of_its_three_convolutions(channels, inner):
    found = measure(bottleneck(channels, inner), (channels, 14, 14))
    saving = bottleneck_saving(channels, inner)
    assert tuple(row.parameters.value for row in found.rows[:3]) == saving.terms
    assert found.parameters == saving.reduced == 2 * channels * inner + 9 * inner**2
    assert saving.direct == 9 * channels**2


@pytest.mark.parametrize("filters", [*MODULES.values(), Filters(1, 2, 3, 4, 5, 6)])
def test_N10_branches_are_joined_to_the_sum_of_their_maps(filters):
    found = measure(module(filters), (192, 28, 28))
    assert found.rows[-1].shape == (filters.one + filters.three + filters.five + filters.pooled, 28, 28)
    assert found.parameters == module_saving(192, filters).reduced


def test_N10_slopes_are_multiplied():
    assert slopes(0.1, 5) == pytest.approx((0.1**5, 1.1**5))


@pytest.mark.parametrize("slope", [0.1, 0.7])
@pytest.mark.parametrize("layers", [1, 5, 30])
def test_N10_gradients_are_those_of_autograd(slope, layers):
    found = gradients(slope, layers, seed=3)
    drawn = np.random.default_rng(3)
    weights = torch.tensor(drawn.normal(0, slope * np.sqrt(2 / WIDTH), (layers, WIDTH, WIDTH)))
    start, end = torch.tensor(drawn.normal(size=(2, WIDTH)))
    for lengths, skip in ((found.plain, 0), (found.skipping, 1)):
        values = [start.clone().requires_grad_()]
        for matrix in weights:
            values.append(torch.relu(matrix @ values[-1]) + skip * values[-1])
            values[-1].retain_grad()
        values[-1].backward(end / end.norm())
        np.testing.assert_allclose(lengths, [value.grad.norm() for value in values], rtol=1e-9)


def test_N10_a_skip_keeps_the_gradient_that_a_plain_stack_loses():
    found = gradients(0.1, 30, seed=0)
    assert found.plain[0] < 1e-20
    assert 0.5 < found.skipping[0] < 2
