"""Batch norm on batches of single numbers: with the batch's own statistics, and with the running ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cnnviz.modes.words import mean_of, term, variance_of
from cnnviz.network.layers import BatchNorm2d
from cnnviz.numbers import format_number

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Norm:
    """A batch norm of one feature, as torch's ``BatchNorm1d(1)`` has it.

    Attributes
    ----------
    running_mean, running_var : float
        What a test uses.
    weight, bias : float
        γ and β.
    eps, momentum : float
        From 0 to 1; eps above 0 and below 1.
    """

    running_mean: float = 0.0
    running_var: float = 1.0
    weight: float = 1.0
    bias: float = 0.0
    eps: float = 1e-5
    momentum: float = 0.1

    def layer(self) -> BatchNorm2d:
        """Make the layer, in double precision."""
        layer = BatchNorm2d(1, self.eps, self.momentum)
        for held in (layer.parameters, layer.buffers):
            held.update({name: np.array([getattr(self, name)], np.float64) for name in held})
        return layer

    def words(self, value: float, mean: float, variance: float, result: float) -> str:
        """Write how a value is standardised, scaled and shifted."""
        eps = format_number(self.eps)
        standard = f"({term(value)} − {term(mean)}) / √({format_number(variance)} + {eps})"
        if (self.weight, self.bias) != (1, 0):
            standard = f"{term(self.weight)} · {standard} + {term(self.bias)}"
        return f"{standard} = {format_number(result)}"


@dataclass(frozen=True)
class NormedBatch:
    """What a batch norm makes of a batch, and what it remembers of it.

    Attributes
    ----------
    values : tuple of float
    mean, variance : float
        Of the batch; the variance is divided by n.
    training, test : ndarray, shape (n,)
        What comes out; in a test by `used`.
    used : Norm
        The averages that a test uses.
    before, after : Norm
        The running averages before the batch and after it.
    """

    values: tuple[float, ...]
    mean: float
    variance: float
    training: Numbers
    test: Numbers
    used: Norm
    before: Norm
    after: Norm

    @property
    def unbiased(self) -> float:
        """The variance divided by n − 1, which the running average takes, as torch's does."""
        count = len(self.values)
        return self.variance * (count / (count - 1))

    def training_words(self, i: int) -> str:
        """Write how value `i` becomes what it is in training."""
        words = self.before.words(self.values[i], self.mean, self.variance, float(self.training[i]))
        return f"By this batch’s mean and variance: {words}."

    def test_words(self, i: int) -> str:
        """Write how value `i` becomes what it is in a test."""
        used = self.used
        words = used.words(self.values[i], used.running_mean, used.running_var, float(self.test[i]))
        return f"By the running averages, whatever else is in the batch: {words}."

    def mean_words(self) -> str:
        """Write how the batch's mean comes about."""
        return f"Mean: {mean_of(self.values, self.mean)}."

    def variance_words(self) -> str:
        """Write how the batch's variance comes about."""
        return f"Variance: {variance_of(self.values, self.mean)} = {format_number(self.variance)}."

    def running_mean_words(self) -> str:
        """Write how the running mean moves."""
        words = self._moved(self.before.running_mean, self.mean, self.after.running_mean)
        return f"Old and new, by the momentum: {words}."

    def running_var_words(self) -> str:
        """Write how the running variance moves."""
        words = self._moved(self.before.running_var, self.unbiased, self.after.running_var)
        count = len(self.values)
        part = f"{format_number(self.variance)} · {count}/{count - 1} = {format_number(self.unbiased)}"
        return f"The new one is divided by n − 1: {part}. So {words}."

    def _moved(self, old: float, new: float, result: float) -> str:
        momentum = format_number(self.before.momentum)
        return f"(1 − {momentum}) · {term(old)} + {momentum} · {term(new)} = {format_number(result)}"


def normed(norm: Norm, batches: Sequence[Sequence[float]]) -> list[NormedBatch]:
    """Send batches through a batch norm one after the other, as in training, and each as in a test.

    A test uses the averages that `norm` has; what the batches leave behind is told of each.

    Parameters
    ----------
    norm : Norm
    batches : sequence of sequence of float
        At least two numbers each.

    Examples
    --------
    >>> [one] = normed(Norm(running_mean=3, running_var=4), [(1, 3, 5, 7)])
    >>> one.mean, one.variance, one.training.round(3).tolist(), one.test.round(3).tolist()
    (4.0, 5.0, [-1.342, -0.447, 0.447, 1.342], [-1.0, 0.0, 1.0, 2.0])
    """
    made, before = [], norm
    for batch in batches:
        layer, maps = before.layer(), np.array(batch, np.float64)[:, None, None, None]
        training = layer.forward(maps, training=True)[0].ravel()
        test = norm.layer().forward(maps)[0].ravel()
        running = {name: float(held[0]) for name, held in layer.buffers.items()}
        after = replace(before, **running)
        mean, variance = float(maps.mean()), float(maps.var())
        made.append(NormedBatch(tuple(batch), mean, variance, training, test, norm, before, after))
        before = after
    return made
