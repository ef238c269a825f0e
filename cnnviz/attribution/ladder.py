"""Pushes within wider and wider bounds, with the smallest change that fools among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import whole
from cnnviz.attribution.checks import number_in, one_image
from cnnviz.attribution.fool import GREY_LEVELS, Fooled
from cnnviz.attribution.push import push
from cnnviz.attribution.scores import logits_of
from cnnviz.network.sequential import Sequential
from cnnviz.operators import softmax

Array = NDArray[Any]
#: The widest bound in grey levels unless told otherwise.
MOST = 32


@dataclass(frozen=True)
class Ladder:
    """Pushes towards one class.

    Attributes
    ----------
    levels : tuple of float
        The bounds ε in grey levels, from 0 up.
    images, changes : ndarray, shape (bounds, C, H, W)
        0–1, and how they differ from the image.
    largest : tuple of float
        The largest change of a pixel that each bound was used for, in grey levels.
    probabilities : ndarray, shape (bounds, classes)
    found : int or None
        Index of the smallest change that fools, if there is one.
    """

    levels: tuple[float, ...]
    images: Array
    changes: Array
    largest: tuple[float, ...]
    probabilities: Array
    found: int | None

    def factor(self, step: int) -> float:
        """By what a change has to be multiplied so that its largest part is full light; 1 for no change."""
        return GREY_LEVELS / self.largest[step] if self.largest[step] else 1.0

    @property
    def amplified(self) -> Array:
        """All changes multiplied by their factors, −1 to 1."""
        factors = np.array([self.factor(step) for step in range(len(self.levels))])
        return np.asarray(self.changes * factors[:, None, None, None])

    def nearest(self, level: float) -> int:
        """Which bound lies nearest to a level."""
        return int(np.abs(np.subtract(self.levels, level)).argmin())


def fooled_by_chance(
    network: Sequential, image: ArrayLike, bound: float, tries: int = 50, seed: int = 0
) -> int:
    """Count how many random patterns change the prediction, to compare with one that was searched for.

    Parameters
    ----------
    network : Sequential
    image : array_like, shape (C, H, W)
        0–1.
    bound : float
        Each pixel changes by this much, up or down as it falls, as far as 0–1 allows.
    tries : int
        How many patterns.
    seed : int

    Returns
    -------
    int
        0 to `tries`.

    Raises
    ------
    CnnvizError
        If an argument makes no sense.
    """
    image, tries = one_image(image), whole(tries, "the number of tries")
    bound = number_in(bound, "the bound", 0, 1)
    signs = np.random.default_rng(seed).choice(np.array([-1, 1], image.dtype), (tries, *image.shape))
    changed = np.clip(image + image.dtype.type(bound) * signs, 0, 1)
    before = logits_of(network, image[None]).argmax()
    return int((logits_of(network, changed).argmax(axis=1) != before).sum())


def ladder(
    network: Sequential, image: ArrayLike, fooled: Fooled, most: int = MOST, rungs: int = 16
) -> Ladder:
    """Push an image as `fooled` was, within evenly spaced bounds up to `most` grey levels.

    Parameters
    ----------
    network : Sequential
    image : array_like, shape (C, H, W)
        0–1.
    fooled : Fooled
        The smallest change, which is put among the others.
    most : int
        The widest bound, 1–255.
    rungs : int
        How many bounds beside 0 and the smallest that fools.

    Raises
    ------
    CnnvizError
        If an argument makes no sense.

    Notes
    -----
    The smallest change ends as soon as it fools; the others use all of their steps.
    """
    image, rungs = one_image(image), whole(rungs, "the number of bounds")
    levels = np.linspace(0, whole(most, "the widest bound"), rungs + 1)
    pushed = push(network, image, np.full(rungs + 1, fooled.target), levels / GREY_LEVELS)
    found = None
    if fooled.found:
        level = fooled.bound * GREY_LEVELS
        found = int(np.searchsorted(levels, level))
        levels, pushed = np.insert(levels, found, level), np.insert(pushed, found, fooled.image, axis=0)
    changes = pushed - image
    largest = np.abs(changes).max(axis=(1, 2, 3)) * GREY_LEVELS
    shares = softmax(logits_of(network, pushed))
    return Ladder(tuple(levels.tolist()), pushed, changes, tuple(largest.tolist()), shares, found)
