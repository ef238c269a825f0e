"""What a change of a network does to its predictions, image by image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import ShapeError

Array = NDArray[Any]


@dataclass(frozen=True)
class Outcome:
    """Predictions for the same images before and after.

    Attributes
    ----------
    labels : ndarray of int, shape (N,)
        The true classes.
    before, after : ndarray of int, shape (N,)
        The predicted classes.

    Examples
    --------
    >>> made = outcome(labels=[0, 1, 1, 2], before=[0, 1, 0, 0], after=[0, 2, 1, 1])
    >>> made.right_before, made.right_after
    (2, 2)
    >>> made.lost.tolist(), made.won.tolist(), made.strayed.tolist()
    ([1], [2], [3])
    >>> made.wrong_both_times
    1
    """

    labels: Array
    before: Array
    after: Array

    @property
    def right_before(self) -> int:
        """How many predictions were right."""
        return int((self.before == self.labels).sum())

    @property
    def right_after(self) -> int:
        """How many predictions are right now."""
        return int((self.after == self.labels).sum())

    @property
    def lost(self) -> Array:
        """Images whose right prediction became a wrong one."""
        return np.flatnonzero((self.before == self.labels) & (self.after != self.labels))

    @property
    def won(self) -> Array:
        """Images whose wrong prediction became the right one."""
        return np.flatnonzero((self.before != self.labels) & (self.after == self.labels))

    @property
    def wrong_both_times(self) -> int:
        """How many predictions were wrong and still are, the same or another one."""
        return int(((self.before != self.labels) & (self.after != self.labels)).sum())

    @property
    def strayed(self) -> Array:
        """Images whose wrong prediction became another wrong one."""
        wrong = (self.before != self.labels) & (self.after != self.labels)
        return np.flatnonzero(wrong & (self.before != self.after))


def outcome(labels: ArrayLike, before: ArrayLike, after: ArrayLike) -> Outcome:
    """Compare the predictions for some images; see `Outcome` for the arguments.

    Raises
    ------
    ShapeError
        If there is not one prediction before and one after for each image.
    """
    given = tuple(np.asarray(values) for values in (labels, before, after))
    if given[0].ndim != 1 or len({values.shape for values in given}) != 1:
        shapes = ", ".join(str(values.shape) for values in given)
        raise ShapeError(
            f"labels and predictions of shapes {shapes} don't belong together; give one of each for each "
            f"image"
        )
    return Outcome(*given)
