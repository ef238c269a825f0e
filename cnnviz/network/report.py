"""How often a network is right: overall, for each class, and what it confuses with what."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def report(logits: Array, labels: Array) -> dict[str, Any]:
    """Count right and wrong predictions.

    Parameters
    ----------
    logits : ndarray, shape (N, classes)
    labels : ndarray of int, shape (N,)

    Returns
    -------
    dict
        ``images``, ``accuracy`` (0–1), ``interval`` (95 %, see `wilson_interval`), ``per_class`` (share of
        each class's images that are classified correctly) and ``confusion`` (row: true class, column:
        predicted class; counts).

    Examples
    --------
    >>> report(np.array([[2.0, 1.0], [0.0, 3.0], [5.0, 1.0]]), np.array([0, 1, 1]))["confusion"]
    [[1, 0], [1, 1]]
    """
    classes = logits.shape[1]
    confusion = np.zeros((classes, classes), int)
    np.add.at(confusion, (labels, logits.argmax(axis=1)), 1)
    right = int(np.trace(confusion))
    return {
        "images": len(labels),
        "accuracy": right / len(labels),
        "interval": [round(end, 4) for end in wilson_interval(right, len(labels))],
        "per_class": (np.diag(confusion) / np.maximum(confusion.sum(axis=1), 1)).round(4).tolist(),
        "confusion": confusion.tolist(),
    }


def wilson_interval(successes: int, trials: int, z: float = 1.96) -> tuple[float, float]:
    """Interval that holds the true share with 95 % confidence; Wilson (1927), "Probable Inference".

    Examples
    --------
    >>> low, high = wilson_interval(930, 1000)
    >>> round(low, 3), round(high, 3)
    (0.912, 0.944)

    Where none or all succeeded it ends at 0 or 1, whatever rounding leaves.

    >>> wilson_interval(0, 5)[0], wilson_interval(5, 5)[1]
    (0.0, 1.0)
    """
    share = successes / trials
    centre = (share + z**2 / (2 * trials)) / (1 + z**2 / trials)
    spread = z * np.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2)) / (1 + z**2 / trials)
    low = float(centre - spread) if successes else 0.0
    high = float(centre + spread) if successes < trials else 1.0
    return low, high


def worst_confusions(confusion: Array, count: int = 3) -> list[tuple[int, int, int]]:
    """The (true class, predicted class, how often) of the most frequent mistakes, most frequent first."""
    wrong = np.array(confusion)
    np.fill_diagonal(wrong, 0)
    worst = np.argsort(wrong, axis=None, kind="stable")[::-1][:count]
    return [(int(i // len(wrong)), int(i % len(wrong)), int(wrong.flat[i])) for i in worst]


def precision_of(confusion: Array) -> Array:
    """For each class the precision (0–1): the share of its predictions that are right; NaN if there are none.

    Examples
    --------
    >>> precision_of([[8, 2], [0, 10]]).round(2).tolist()
    [1.0, 0.83]
    """
    counts = np.asarray(confusion, dtype=np.float64)
    said = counts.sum(axis=0)
    shares: Array = np.divide(np.diag(counts), said, out=np.full(len(counts), np.nan), where=said > 0)
    return shares


def taken_for(confusion: Array, label: int, count: int = 2) -> list[tuple[int, int]]:
    """The (predicted class, how often) that images of a class were most often taken for by mistake.

    Examples
    --------
    >>> taken_for([[5, 1, 4], [0, 10, 0], [0, 0, 10]], 0)
    [(2, 4), (1, 1)]
    """
    wrong = np.array(confusion)[label]
    wrong[label] = 0
    order = np.argsort(-wrong, kind="stable")[:count]
    return [(int(i), int(wrong[i])) for i in order if wrong[i]]


def shares_with_intervals(right: Iterable[int], of: Iterable[int]) -> list[tuple[float, float, float]]:
    """Shares of several groups, each with the ends of its 95 % interval; see `wilson_interval`.

    Parameters
    ----------
    right, of : array_like of int, shape (G,)
        How many of each group are right, and how many there are. An empty group gives NaN, 0 and 1.

    Examples
    --------
    >>> [tuple(round(x, 2) for x in group) for group in shares_with_intervals([9, 0], [10, 0])]
    [(0.9, 0.6, 0.98), (nan, 0, 1)]
    """
    return [
        (int(some) / int(all_), *wilson_interval(int(some), int(all_))) if all_ else (np.nan, 0, 1)
        for some, all_ in zip(right, of, strict=True)
    ]


def classes_with_intervals(confusion: ArrayLike) -> list[dict[str, tuple[float, float, float]]]:
    """Recall (``found``) and precision (``said``) of each class.

    Each with the ends of its interval, as `shares_with_intervals` gives them.

    Parameters
    ----------
    confusion : array_like of int, shape (classes, classes)
        Row: true class, column: predicted class.
    """
    counts = np.asarray(confusion)
    hits = np.diag(counts)
    found = shares_with_intervals(hits, counts.sum(axis=1))
    said = shares_with_intervals(hits, counts.sum(axis=0))
    return [{"found": one, "said": other} for one, other in zip(found, said, strict=True)]
