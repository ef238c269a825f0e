"""Batch norm on typed batches, against PyTorch's BatchNorm1d."""

import numpy as np
import pytest
import torch

from cnnviz.modes import Norm, normed

FIRST, SECOND = (1.0, 3.0, 5.0, 7.0), (5.0, 9.0, 9.0, 9.0)


def theirs(norm):
    layer = torch.nn.BatchNorm1d(1, norm.eps, norm.momentum, dtype=torch.float64)
    for name in ("running_mean", "running_var"):
        getattr(layer, name).fill_(getattr(norm, name))
    for name in ("weight", "bias"):
        getattr(layer, name).data.fill_(getattr(norm, name))
    return layer


def out(layer, batch):
    with torch.no_grad():
        return layer(torch.tensor(batch, dtype=torch.float64)[:, None])[:, 0].numpy()


@pytest.mark.parametrize(
    "norm",
    [
        Norm(3, 4),
        Norm(),
        Norm(-1.5, 0.25, weight=2, bias=-3, eps=0.1, momentum=0.7),
        Norm(momentum=0),
        Norm(momentum=1),
    ],
)
def test_outputs_and_running_averages_are_pytorchs(norm):
    batches = [FIRST, SECOND, (0.0, 0.0), (-4.0, 1e3, 2.5)]
    layer = theirs(norm)
    for made in normed(norm, batches):
        np.testing.assert_allclose(made.test, out(theirs(norm).eval(), made.values), rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(made.training, out(layer.train(), made.values), rtol=1e-9, atol=1e-12)
        assert made.after.running_mean == pytest.approx(layer.running_mean.item(), rel=1e-12)
        assert made.after.running_var == pytest.approx(layer.running_var.item(), rel=1e-12)
        assert made.unbiased == pytest.approx(np.var(made.values, ddof=1))


def test_a_number_in_two_batches_has_two_outputs_and_in_a_test_one():
    first, second = normed(Norm(3, 4), [FIRST, SECOND])
    at = FIRST.index(5), SECOND.index(5)
    assert (first.mean, first.variance) == (4, 5)
    assert [round(made.training[i], 3) for made, i in zip((first, second), at, strict=True)] == [
        0.447,
        -1.732,
    ]
    assert [round(made.test[i], 3) for made, i in zip((first, second), at, strict=True)] == [1, 1]


def test_words_have_the_numbers():
    first, second = normed(Norm(3, 4, weight=2, bias=-1), [FIRST, SECOND])
    assert first.training_words(2).endswith("2 · (5 − 4) / √(5 + 1e−5) + (−1) = −0.1056.")
    assert first.test_words(2).endswith("2 · (5 − 3) / √(4 + 1e−5) + (−1) = 1.")
    assert first.mean_words() == "Mean: (1 + 3 + 5 + 7) / 4 = 4."
    assert second.running_mean_words().endswith("(1 − 0.1) · 3.1 + 0.1 · 8 = 3.59.")
    assert "5 · 4/3 = 6.667" in first.running_var_words()
