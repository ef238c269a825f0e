"""The history of a run: the loss of each batch, held-out accuracies, the size of gradients."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
#: Share of the newest batch in `History.recent_loss` and the gradients' sizes.
NEWEST = 0.05


class Mark(NamedTuple):
    """How a run stood on the held-out images once.

    Attributes
    ----------
    images : int
        Training images seen by then.
    accuracy : float
        Share of held-out images classified correctly, 0–1.
    training : float
        The same of training images, classified as at test time; of as many as are held out, or of all.
    loss : float
        Mean cross-entropy on them, in nats.
    right : bytes
        Which of them were classified correctly: one byte each, 1 or 0.
    """

    images: int
    accuracy: float
    training: float
    loss: float
    right: bytes

    @classmethod
    def of(cls, numbers: Sequence[Any], right: bytes) -> Mark:
        """Make a mark of its numbers, in their order, and of `right`."""
        images, accuracy, training, loss = numbers
        return cls(images, accuracy, training, loss, right)

    @property
    def gap(self) -> float:
        """By how much the training images are classified better, −1 to 1."""
        return self.training - self.accuracy


@dataclass
class Running:
    """An exponential moving average; the first values count fully.

    >>> mean = Running()
    >>> mean.add(4.0), mean.add(2.0)
    (4.0, 3.0)
    """

    value: Any = 0.0
    count: int = 0

    def add(self, newest: Any) -> Any:
        """Take a value in and return the mean."""
        self.count += 1
        self.value = self.value + max(NEWEST, 1 / self.count) * (newest - self.value)
        return self.value


class History:
    """All that a run's curves and bars are drawn from.

    Attributes
    ----------
    images : array of int
        Training images seen after each step.
    losses : array of float
        Each batch's loss before the step it led to, in nats.
    marks : list of Mark
    gradients : ndarray, shape (layers,)
        Root mean square of the loss's derivatives by each layer's weights, over the last steps.
    """

    def __init__(self, layers: int) -> None:
        self.images, self.losses = array("q"), array("d")
        self.marks: list[Mark] = []
        self._loss, self._gradients = Running(), Running(np.zeros(layers))

    @property
    def recent_loss(self) -> float:
        """Mean loss of the last twenty batches or so; 0 before the first one."""
        return float(self._loss.value)

    @property
    def gradients(self) -> Array:
        """See the class."""
        return np.asarray(self._gradients.value)

    @property
    def nbytes(self) -> int:
        """What the curves take of the memory, in bytes."""
        marked = sum(len(mark.right) for mark in self.marks)
        return self.images.itemsize * len(self.images) + self.losses.itemsize * len(self.losses) + marked

    def add(self, batch: int, loss: float, gradients: Array) -> None:
        """Take in one step on so many images."""
        self.images.append(batch + (self.images[-1] if self.images else 0))
        self.losses.append(loss)
        self._loss.add(loss)
        self._gradients.add(gradients)

    def curve(self, points: int = 200) -> tuple[Array, Array]:
        """Return images seen and loss, (n,) each, thinned to at most so many means of neighbouring batches.

        >>> history = History(1)
        >>> for loss in (4.0, 2.0, 1.0, 1.0):
        ...     history.add(32, loss, np.zeros(1))
        >>> history.curve(2)
        (array([ 64, 128]), array([3., 1.]))
        """
        edges = np.unique(np.linspace(0, len(self.losses), points + 1).round().astype(int))
        if len(edges) < 2:
            return np.zeros(0, int), np.zeros(0)
        means = np.add.reduceat(np.array(self.losses), edges[:-1]) / np.diff(edges)
        return np.array(self.images, int)[edges[1:] - 1], means
