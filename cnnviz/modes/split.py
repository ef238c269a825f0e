"""Scaling numbers of which some are kept back for a test: by what the training has, or by all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError
from cnnviz.modes.words import mean_of, term, variance_of
from cnnviz.numbers import format_number

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Scaled:
    """Numbers as so many standard deviations from a mean.

    Attributes
    ----------
    values : tuple of float
        All numbers.
    of : tuple of float
        Those that the mean and the standard deviation are taken of.
    mean, deviation : float
        The deviation is the root of the mean squared distance, divided by n as in most libraries.
    scores : ndarray, shape (n,)
    """

    values: tuple[float, ...]
    of: tuple[float, ...]
    mean: float
    deviation: float
    scores: Numbers

    def words(self, i: int) -> str:
        """Write how value `i` is scaled."""
        by = f"({term(self.values[i])} − {term(self.mean)}) / {format_number(self.deviation)}"
        return f"{by} = {format_number(self.scores[i])}"

    def mean_words(self) -> str:
        """Write how the mean comes about."""
        return mean_of(self.of, self.mean)

    def deviation_words(self) -> str:
        """Write how the standard deviation comes about."""
        return f"√({variance_of(self.of, self.mean)}) = {format_number(self.deviation)}"


@dataclass(frozen=True)
class Scaling:
    """The same numbers scaled in two ways.

    Attributes
    ----------
    is_test : tuple of bool
        Which numbers are kept back for the test.
    split_first : Scaled
        By the training numbers alone.
    normalised_first : Scaled
        By all numbers, those of the test too: these leak into the training.
    """

    is_test: tuple[bool, ...]
    split_first: Scaled
    normalised_first: Scaled

    @property
    def moved(self) -> int:
        """How many training inputs are others because the test numbers were counted in."""
        apart = ~np.isclose(self.split_first.scores, self.normalised_first.scores, rtol=1e-12, atol=1e-12)
        return int((apart & ~np.array(self.is_test)).sum())

    @property
    def farthest(self) -> int | None:
        """The test number that lies farthest from the training; None without a test."""
        at = [i for i, is_test in enumerate(self.is_test) if is_test]
        return max(at, key=lambda i: abs(self.split_first.scores[i]), default=None)


def scaled(values: Sequence[float], is_test: Sequence[bool]) -> Scaling:
    """Scale numbers to mean 0 and standard deviation 1, split first and normalised first.

    Parameters
    ----------
    values : sequence of float
    is_test : sequence of bool
        Which of them are kept back for the test.

    Raises
    ------
    CnnvizError
        If the training has no two different numbers.

    Examples
    --------
    >>> both = scaled((2, 4, 6, 12), (False, False, False, True))
    >>> both.split_first.scores.round(2).tolist()
    [-1.22, 0.0, 1.22, 4.9]
    >>> both.normalised_first.scores.round(2).tolist()
    [-1.07, -0.53, 0.0, 1.6]
    """
    training = tuple(value for value, kept_back in zip(values, is_test, strict=True) if not kept_back)
    if len(set(training)) < 2:
        raise CnnvizError(
            "the training needs two different numbers: without them its standard deviation is 0, and nothing "
            "can be divided by that; put another number into the training"
        )
    return Scaling(tuple(is_test), _scaled(values, training), _scaled(values, tuple(values)))


def _scaled(values: Sequence[float], of: tuple[float, ...]) -> Scaled:
    numbers = np.array(values, np.float64)
    mean, deviation = float(np.mean(of)), float(np.std(of))
    return Scaled(tuple(values), of, mean, deviation, (numbers - mean) / deviation)
