"""Dropout on a few numbers: one draw, the mean of many, and the mean of all that there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.modes.words import term
from cnnviz.network.layers import Dropout
from cnnviz.numbers import format_number

MOST_DRAWS: Final = 500
"""Over so many draws a mean is taken at most."""

Numbers = NDArray[np.float64]


def drawn(count: int, p: float, seed: int, draws: int = 1) -> NDArray[np.bool_]:
    """Draw which of `count` units the dropout layer keeps, (draws, count).

    Parameters
    ----------
    count : int
    p : float
        The probability of silencing; 0 ≤ p < 1.
    seed : int
        Of the first draw; the others follow it.
    draws : int

    Examples
    --------
    >>> drawn(4, 0.0, seed=1).tolist()
    [[True, True, True, True]]
    """
    ones = np.ones((draws, count))
    return np.asarray(Dropout(p, np.random.default_rng(seed)).forward(ones, training=True)[0] != 0)


@dataclass(frozen=True)
class Draw:
    """One draw of dropout on a few numbers.

    Attributes
    ----------
    values : sequence of float
        What the layer gets.
    p : float
        The probability of silencing; 0 ≤ p < 1.
    kept : sequence of bool
        Which are kept, one for each value.
    many : ndarray of bool, shape (draws, n)
        Which are kept in each of several draws, of whose outputs a mean is taken.
    """

    values: Sequence[float]
    p: float
    kept: Sequence[bool]
    many: NDArray[np.bool_]

    @property
    def factor(self) -> float:
        """What those that are kept are multiplied by, 1 / (1 − p)."""
        return 1 / (1 - self.p)

    @property
    def training(self) -> Numbers:
        """What comes out in training, (n,)."""
        return self._out(np.asarray(self.kept))

    @property
    def test(self) -> Numbers:
        """What comes out in a test, (n,)."""
        return np.array(self.values, np.float64)

    @cached_property
    def all_draws(self) -> NDArray[np.bool_]:
        """Every way to keep and to silence, (2ⁿ, n)."""
        return np.array(list(product((True, False), repeat=len(self.values))))

    @property
    def mean_of_all(self) -> Numbers:
        """The mean over all draws that there are, each counted by its probability, (n,)."""
        silenced = (~self.all_draws).sum(axis=1)
        shares = self.p**silenced * (1 - self.p) ** (len(self.values) - silenced)
        return np.asarray(shares @ self._out(self.all_draws))

    @property
    def mean_of_many(self) -> Numbers:
        """The mean over `many` draws, (n,)."""
        return np.asarray(self._out(self.many).mean(axis=0))

    def _out(self, kept: NDArray[np.bool_]) -> Numbers:
        return np.asarray(np.where(kept, np.asarray(self.values, np.float64) * self.factor, 0.0))

    def training_words(self, i: int) -> str:
        """Write how the output of unit `i` comes about in training."""
        value = term(self.values[i])
        if not self.kept[i]:
            return f"Silenced: {value} becomes 0."
        rest = f"1 − {format_number(self.p)}"
        return f"Kept, and divided by 1 − p: {value} / ({rest}) = {format_number(self.training[i])}."

    def many_words(self, i: int) -> str:
        """Write how the mean of many draws comes about."""
        count, kept = len(self.many), int(self.many[:, i].sum())
        scaled, mean = term(self.values[i] * self.factor), format_number(self.mean_of_many[i])
        return f"Kept in {kept} of {count}: {kept} · {scaled} / {count} = {mean}."

    def all_words(self, i: int) -> str:
        """Write how the mean of all draws comes about."""
        p, scaled = format_number(self.p), term(self.values[i] * self.factor)
        mean = format_number(self.mean_of_all[i])
        return f"Kept with probability 1 − {p}, else 0: (1 − {p}) · {scaled} + {p} · 0 = {mean}."

    def test_words(self, i: int) -> str:
        """Write what a test makes of unit `i`."""
        return f"In a test nothing is silenced and nothing divided: {format_number(self.values[i])} stays."
