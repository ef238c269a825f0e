"""What the page shows of the one evaluation, loaded once for all learners."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnviz.numbers import percent
from pages.ui.classifier import current


class Seen(NamedTuple):
    """A test image and what the network said.

    Attributes
    ----------
    image : (rows, columns), or (3, rows, columns) in colour, 0–1
    label, predicted : int
        What the data set calls it, and the network.
    share : float
        The probability of the predicted class.
    number : int
        Its index in the test set.
    """

    image: NDArray[np.float32]
    label: int
    predicted: int
    share: float
    number: int

    @property
    def note(self) -> str:
        """What the network said, and how surely."""
        return f"{current.labels()[self.predicted]}, {percent(self.share)}"

    @property
    def alt(self) -> str:
        """All that is known of it, in words."""
        label = current.labels()[self.label]
        return f"Test image {self.number}, labelled {label}; the network predicts {self.note}."


def mistake(number: int) -> Seen:
    """A misclassified image."""
    all_ = current.evaluation().mistakes
    return Seen(
        all_.images[number],
        int(all_.labels[number]),
        int(all_.predicted[number]),
        float(all_.shares[number]),
        int(all_.indices[number]),
    )


def behind(label: int, predicted: int) -> list[Seen]:
    """The images behind a cell of the confusion matrix; of those classified correctly, the ones that ship."""
    if label != predicted:
        return [mistake(number) for number in current.evaluation().mistakes.behind(label, predicted)]
    gallery, shares = current.gallery(), current.gallery_shares()
    right = np.flatnonzero((gallery.labels == label) & (shares.argmax(axis=1) == label))
    return [
        Seen(gallery.images[i], label, predicted, float(shares[i, label]), int(gallery.indices[i]))
        for i in right
    ]
