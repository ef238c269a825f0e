"""Checking predictions of what batch norm makes of typed numbers."""

from __future__ import annotations

import math

import numpy as np

from cnnviz.modes import NormedBatch
from cnnviz.predict.mode_slips import FROM, judged
from cnnviz.predict.verdict import Slip, Verdict

_BY_ROOT = "Divide by the root of the variance."
_BY_N = "In the layer the variance is divided by n; n − 1 is for the running one."
_RUNNING = "The running one takes the variance divided by n − 1."


def check_normed(typed: str, batch: NormedBatch, i: int, training: bool) -> Verdict:
    """Judge what is said to become of value `i` of a batch, in training or in a test.

    Examples
    --------
    >>> from cnnviz.modes import Norm, normed
    >>> [batch] = normed(Norm(3, 4), [(1, 3, 5, 7)])
    >>> check_normed("0.447", batch, 2, training=True).right
    True
    >>> check_normed("0.2", batch, 2, training=True).sentence
    'You divided by the variance: that gives 0.2. Divide by the root of the variance.'
    """
    by, running = (batch.mean, batch.variance), (batch.used.running_mean, batch.used.running_var)
    here, there = (by, running) if training else (running, by)
    other = ("running averages", "In training the batch’s own mean and variance serve.")
    if not training:
        other = ("batch’s mean and variance", "At test time the running averages serve.")
    truth = float((batch.training if training else batch.test)[i])
    working = (batch.training_words if training else batch.test_words)(i)
    return judged(typed, truth, working, _normed(batch, batch.values[i], here, there, other))


def _normed(
    batch: NormedBatch,
    value: float,
    here: tuple[float, float],
    there: tuple[float, float],
    other: tuple[str, str],
) -> list[Slip]:
    norm = batch.used

    def out(mean: float, divisor: float) -> float:
        return norm.weight * (value - mean) / divisor + norm.bias

    def root(variance: float) -> float:
        return math.sqrt(variance + norm.eps)

    (mean, variance), count = here, len(batch.values)
    plain = (value - mean) / root(variance)
    return [
        Slip("unrooted", out(mean, variance + norm.eps), "divided by the variance", _BY_ROOT),
        Slip("undivided", out(mean, 1.0), "left out the division", _BY_ROOT),
        Slip("turned", norm.weight * -plain + norm.bias, "took the value from the mean", FROM),
        Slip("other", out(there[0], root(there[1])), f"used the {other[0]}", other[1]),
        Slip("unbiased", out(mean, root(variance * count / (count - 1))), "divided by n − 1", _BY_N),
        Slip("standard", plain, "left out γ and β", "Multiply by γ, then add β."),
        Slip("uncentred", out(0.0, root(variance)), "left out the mean", "Subtract the mean first."),
    ]


def check_statistic(typed: str, batch: NormedBatch, which: str) -> Verdict:
    """Judge what is said of a batch: its "mean" or "variance", or "running_mean" or "running_var" after it.

    Examples
    --------
    >>> from cnnviz.modes import Norm, normed
    >>> [batch] = normed(Norm(3, 4), [(1, 3, 5, 7)])
    >>> check_statistic("5", batch, "variance").right
    True
    >>> check_statistic("2.236", batch, "variance").sentence
    'You took the root: that gives 2.236. That is the standard deviation.'
    """
    truths = {
        "mean": (batch.mean, batch.mean_words),
        "variance": (batch.variance, batch.variance_words),
        "running_mean": (batch.after.running_mean, batch.running_mean_words),
        "running_var": (batch.after.running_var, batch.running_var_words),
    }
    truth, words = truths[which]
    return judged(typed, truth, words(), _statistic(batch, which))


def _statistic(batch: NormedBatch, which: str) -> list[Slip]:
    count, sums = len(batch.values), "The mean is the sum divided by how many there are."
    if which == "mean":
        return [
            Slip("sum", batch.mean * count, "left out the division", sums),
            Slip("middle", float(np.median(batch.values)), "took the middle one", sums),
        ]
    if which == "variance":
        return [
            Slip("root", math.sqrt(batch.variance), "took the root", "That is the standard deviation."),
            Slip("unbiased", batch.unbiased, "divided by n − 1", _BY_N),
            Slip("sum", batch.variance * count, "left out the division", "It is the squares’ mean."),
        ]
    is_mean, momentum = which == "running_mean", batch.before.momentum
    old = batch.before.running_mean if is_mean else batch.before.running_var
    new = batch.mean if is_mean else batch.unbiased
    share = "The new one gets the momentum’s share, and the old one the rest."
    slips = [
        Slip("swapped", momentum * old + (1 - momentum) * new, "swapped the shares", share),
        Slip("new", new, "took the batch’s alone", share),
        Slip("old", old, "left it as it was", "In training each batch moves it."),
    ]
    if not is_mean:
        biased = (1 - momentum) * old + momentum * batch.variance
        slips.append(Slip("biased", biased, "took the variance divided by n", _RUNNING))
    return slips
