"""Neurons that look for nearly the same: the angle between their weights, as a cosine."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Pair(NamedTuple):
    """Two neurons, counted from 0, the lower number first, and the cosine between their weights."""

    first: int
    second: int
    cosine: float

    def other(self, neuron: int) -> int:
        """The one of the two that is not this one."""
        return self.second if neuron == self.first else self.first


def cosines(weights: NDArray[Any]) -> NDArray[np.float64]:
    """Cosine between the weights of each two neurons: 1 is the same direction, 0 at a right angle.

    Parameters
    ----------
    weights : ndarray, shape (neurons, inputs)
        The length of a row does not matter; a row of zeros has no direction, and 0 with everything.

    Returns
    -------
    ndarray, shape (neurons, neurons)

    Examples
    --------
    >>> cosines(np.array([[1.0, 0.0], [5.0, 5.0], [0.0, 0.0]])).round(2).tolist()
    [[1.0, 0.71, 0.0], [0.71, 1.0, 0.0], [0.0, 0.0, 0.0]]
    """
    rows = weights.astype(np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return np.asarray(np.clip(units @ units.T, -1, 1))


def near_duplicates(weights: NDArray[Any], threshold: float) -> list[Pair]:
    """Pairs of neurons whose cosine is at least the threshold, most alike first.

    Parameters
    ----------
    weights : ndarray, shape (neurons, inputs)
    threshold : float
        −1–1.

    Examples
    --------
    >>> [pair] = near_duplicates(np.array([[3.0, 4.0], [0.0, 1.0], [1.0, 1.0]]), 0.9)
    >>> pair.first, pair.second, round(pair.cosine, 2)
    (0, 2, 0.99)
    """
    alike = cosines(weights)
    pairs = zip(*np.triu_indices(len(alike), 1), strict=True)
    found = [Pair(int(i), int(j), float(alike[i, j])) for i, j in pairs if alike[i, j] >= threshold]
    return sorted(found, key=lambda pair: -pair.cosine)


def nearest(weights: NDArray[Any]) -> list[Pair]:
    """For each neuron the pair of it and the one most alike to it.

    Parameters
    ----------
    weights : ndarray, shape (neurons, inputs)
        Of two neurons at least.

    Examples
    --------
    >>> weights = np.array([[3.0, 4.0], [0.0, 1.0], [1.0, 1.0]])
    >>> [pair.other(neuron) for neuron, pair in enumerate(nearest(weights))]
    [2, 0, 0]
    """
    alike = cosines(weights)
    np.fill_diagonal(alike, -np.inf)
    return [
        Pair(min(neuron, other), max(neuron, other), float(alike[neuron, other]))
        for neuron, other in enumerate(alike.argmax(axis=1).tolist())
    ]
