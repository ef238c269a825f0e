"""Results of the one evaluation on the test images: mistakes; all predictions by confidence and distance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.assets import read_asset, read_json
from cnnviz.images import load_file
from cnnviz.network.calibration import Tally

Array = NDArray[Any]
#: The images in `SHEET` are `SIDE` pixels square, `COLUMNS` a row; the last row is filled with black.
SHEET, FACTS, SIDE, COLUMNS = "mistakes.png", "evaluation.json", 28, 25
#: Distances from the training images are counted between these: each is 2^⅛ times the one before.
EDGES = 4 * 2 ** (np.arange(41) / 8)


@dataclass(frozen=True)
class Mistakes:
    """All misclassified test images: by class, then predicted class, the most confident first.

    Attributes
    ----------
    images : ndarray, shape (N, 28, 28), float32
        0–1.
    labels, predicted : ndarray of int, shape (N,)
        Their true and their predicted classes.
    shares : ndarray, shape (N,)
        The probability of the predicted class, 0–1, to four digits.
    indices : ndarray of int, shape (N,)
        Its index in the test set.
    classes : int
        How many there are.
    """

    images: Array
    labels: Array
    predicted: Array
    shares: Array
    indices: Array
    classes: int

    def behind(self, label: int, predicted: int) -> list[int]:
        """Indices of the mistakes that lie behind a cell of the confusion matrix, most confident first."""
        return [int(i) for i in np.flatnonzero((self.labels == label) & (self.predicted == predicted))]

    def most_confident(self, count: int) -> list[int]:
        """Indices of the most confident mistakes, those with the highest probability first."""
        return [int(i) for i in np.argsort(-self.shares, kind="stable")[:count]]

    def more_confident_than(self, share: float) -> int:
        """How many mistakes were made with more than this probability."""
        return int((self.shares > share).sum())

    def confusion(self) -> Array:
        """How often each class (row) was taken for each wrong one (column); zeros on the diagonal."""
        counts = np.zeros((self.classes, self.classes), int)
        np.add.at(counts, (self.labels, self.predicted), 1)
        return counts


@dataclass(frozen=True)
class Evaluation:
    """The evaluation of a network on images that it never saw.

    Attributes
    ----------
    mistakes : Mistakes
    confidence : Tally
        All predictions, by their confidence, in `FINE` bins.
    distances : mapping from str to ndarray of int, shape (len(EDGES) − 1,)
        For the training images that set the rule, the test images, and strange pictures of several kinds:
        how many lie how far from the training images, in bins between `EDGES`. What lies beyond the ends is
        counted in the first or last bin.
    """

    mistakes: Mistakes
    confidence: Tally
    distances: Mapping[str, Array]


def load_evaluation(directory: Path, classes: int) -> Evaluation:
    """Load what ships with the app of the network of a folder."""
    facts = read_json(directory / FACTS)
    names = ("labels", "answers", "shares", "indices")
    labels, predicted, shares, indices = (np.array(facts["mistakes"][name]) for name in names)
    pictures = from_sheet(read_asset(directory / SHEET, load_file), len(labels))
    mistakes = Mistakes(pictures, labels, predicted, shares, indices, classes)
    counts, right, mean = (np.array(facts["sureness"][name]) for name in ("counts", "right", "mean"))
    distances = {name: np.array(counts) for name, counts in facts["distances"].items()}
    return Evaluation(mistakes, Tally(counts, right, counts * mean), distances)


def along(distance: float) -> float:
    """Place a distance between the ends of `EDGES`, 0–1, on a logarithmic axis; what lies beyond, at its end.

    >>> along(EDGES[0]), along(EDGES[-1]), along(1e9), round(along(EDGES[10]), 2)
    (0.0, 1.0, 1.0, 0.25)
    """
    low, high = np.log(EDGES[[0, -1]])
    return float(np.clip((np.log(distance) - low) / (high - low), 0, 1))


def share_beyond(counts: Array, distance: float) -> float:
    """Which share (0–1) of counted distances lies beyond one, as if each bin's were spread evenly in it.

    Parameters
    ----------
    counts : ndarray of int, shape (len(EDGES) − 1,)
        In bins between `EDGES`; at least one.
    """
    nearer = np.concatenate([[0], np.cumsum(counts)]) / counts.sum()
    return float(1 - np.interp(np.log(distance), np.log(EDGES), nearer))


def median_distance(counts: Array) -> float:
    """The distance that half of those counted lie beyond; see `share_beyond`."""
    nearer = np.concatenate([[0], np.cumsum(counts)]) / counts.sum()
    first = int(np.searchsorted(nearer, 0.5))
    return float(np.exp(np.interp(0.5, nearer[first - 1 : first + 1], np.log(EDGES[first - 1 : first + 1]))))


def from_sheet(sheet: Array, count: int) -> Array:
    """Cut a sheet of 0–255 into its first `count` images: (count, 28, 28), float32 of 0–1, read-only."""
    rows = sheet.reshape(-1, SIDE, COLUMNS, SIDE).swapaxes(1, 2).reshape(-1, SIDE, SIDE)
    images = rows[:count].astype(np.float32) / np.float32(255)
    images.flags.writeable = False
    return np.asarray(images)


def to_sheet(images: Array) -> Array:
    """Put images (N, 28, 28) of 0–255 on a sheet, row after row; the inverse of `from_sheet`."""
    rows = -(-len(images) // COLUMNS)
    filled = np.zeros((rows * COLUMNS, SIDE, SIDE), np.uint8)
    filled[: len(images)] = images
    return filled.reshape(rows, COLUMNS, SIDE, SIDE).swapaxes(1, 2).reshape(rows * SIDE, COLUMNS * SIDE)
