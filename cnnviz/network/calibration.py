"""Whether a network's confidence is justified: the reliability diagram and the calibration error.

Guo et al. (2017), "On Calibration of Modern Neural Networks".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import whole
from cnnviz.errors import CnnvizError, ShapeError

Array = NDArray[Any]
#: How many bins are kept; coarser ones are made from them.
FINE = 100


@dataclass(frozen=True)
class Tally:
    """Predictions in bins of equal width by their confidence.

    Attributes
    ----------
    counts, right : ndarray of int, shape (B,)
        How many predictions fell into each bin, and how many of these were right. Bin k holds shares from
        above k/B up to (k + 1)/B.
    confidence : ndarray, shape (B,)
        The sum of the confidences, 0–1, of the predictions in the bin.
    """

    counts: Array
    right: Array
    confidence: Array

    @property
    def edges(self) -> Array:
        """Where the bins begin and end, (B + 1,), from 0 to 1."""
        return np.linspace(0, 1, len(self.counts) + 1)

    @property
    def mean_confidence(self) -> Array:
        """The mean confidence of each bin's predictions, (B,); NaN where there are none."""
        return _mean(self.confidence, self.counts)

    @property
    def accuracy(self) -> Array:
        """The share of each bin's predictions that are right, (B,), 0–1; NaN where there are none."""
        return _mean(self.right, self.counts)

    @property
    def overall(self) -> tuple[float, float]:
        """Accuracy and mean confidence of all predictions, 0–1; NaN if there are none."""
        joined = self.coarser(1)
        return float(joined.accuracy[0]), float(joined.mean_confidence[0])

    def coarser(self, bins: int) -> Tally:
        """Join neighbouring bins, so that `bins` remain.

        Raises
        ------
        ShapeError
            If the bins there are can't be shared out evenly.

        Examples
        --------
        >>> tally([0.2, 0.3, 0.9], [False, True, True], bins=4).coarser(2).counts.tolist()
        [2, 1]
        """
        if whole(bins, "the number of bins") > len(self.counts) or len(self.counts) % bins:
            raise ShapeError(
                f"{len(self.counts)} bins can't be joined to {bins}; use a number that divides them evenly"
            )
        joined = (part.reshape(bins, -1).sum(axis=1) for part in (self.counts, self.right, self.confidence))
        return Tally(*joined)

    def more_confident_than(self, share: float) -> tuple[int, int]:
        """How many predictions are above a confidence (at a bin's edge, or the next one above), and right.

        Examples
        --------
        >>> tally([0.2, 0.3, 0.9], [False, True, True], bins=4).more_confident_than(0.25)
        (2, 2)
        """
        first = int(np.ceil(share * len(self.counts) - 1e-9))
        return int(self.counts[first:].sum()), int(self.right[first:].sum())


def tally(shares: ArrayLike, right: ArrayLike, bins: int = FINE) -> Tally:
    """Sort predictions into bins.

    Parameters
    ----------
    shares : array_like, shape (N,)
        The probability of each prediction, above 0 up to 1.
    right : array_like of bool, shape (N,)
        Whether it was right.
    bins : int

    Raises
    ------
    CnnvizError
        If a share lies outside, or there are not as many of one as of the other.
    """
    confidence, hit = np.asarray(shares, np.float64), np.asarray(right, bool)
    if confidence.ndim != 1 or confidence.shape != hit.shape:
        raise ShapeError(
            f"{confidence.size} confidences and {hit.size} outcomes can't be paired; give one of each for "
            f"each prediction"
        )
    if not ((confidence > 0) & (confidence <= 1)).all():
        raise CnnvizError("a confidence lies outside 0–1; give the probability of each prediction")
    bin_of_each = np.ceil(np.round(confidence * whole(bins, "the number of bins"), 9)).astype(int) - 1
    return Tally(
        np.bincount(bin_of_each, minlength=bins),
        np.bincount(bin_of_each[hit], minlength=bins),
        np.bincount(bin_of_each, confidence, minlength=bins),
    )


def expected_error(predictions: Tally) -> float:
    r"""Expected calibration error: how far confidence and accuracy lie apart, averaged over all predictions.

    Returns
    -------
    float
        0–1; Σ over the bins of their share of all predictions · \|accuracy − mean confidence\|. It depends on
        the number of bins.

    Raises
    ------
    CnnvizError
        If there are no predictions.

    Examples
    --------
    >>> expected_error(tally([0.9, 0.9, 0.9, 0.9], [True, True, True, False], bins=10))
    0.15000000000000002
    """
    total = int(predictions.counts.sum())
    if not total:
        raise CnnvizError("without predictions there is no calibration; give at least one")
    return float(np.abs(predictions.right - predictions.confidence).sum()) / total


def _mean(sums: Array, counts: Array) -> Array:
    empty = np.full(len(counts), np.nan)
    return np.asarray(np.divide(sums, counts, out=empty, where=counts > 0))
