"""Judging a run by held-out images and by some that it learns from, a slice at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cnnviz.live.design import Design
from cnnviz.live.history import Mark
from cnnviz.live.subset import Array, Subset
from cnnviz.network.losses import cross_entropy
from cnnviz.network.sequential import Sequential

#: A judgement starts so many images after the last one started; often at first, when much changes.
OFTEN, SELDOM = 1000, 4000
#: Images of a slice, at least: fewer cost more each.
LEAST = 32


def sample(taught: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Choose so many of the training images, spread evenly; all, if there are no more.

    >>> sample(np.arange(10), 4), sample(np.arange(3), 4)
    (array([0, 3, 6, 9]), array([0, 1, 2]))
    """
    places = np.linspace(0, len(taught) - 1, min(count, len(taught))).round().astype(np.intp)
    return np.asarray(taught[places])


class Judgement:
    """What one moment's weights make of all images that are judged by; each `step` classifies a slice.

    So training can go on meanwhile, and no step takes long.

    Parameters
    ----------
    design : Design
    subset : Subset
    network : Sequential
        Copied as it stands, and finite.
    seen : int
        Training images that it has seen.

    Attributes
    ----------
    network : Sequential
        The copy.
    seen, steps : int
        Training images, and the slices that are classified.
    """

    def __init__(self, design: Design, subset: Subset, network: Sequential, seen: int) -> None:
        self.network, self._subset = design.build(), subset
        self.network.assign(
            {name: value.copy() for name, value in (network.parameters | network.buffers).items()}
        )
        self._size = max(design.batch, LEAST)
        self._sample = sample(subset.first(design.images), len(subset.held_out))
        self.seen, self.steps = seen, 0
        self._slices = self._classify()

    def step(self) -> Mark | None:
        """Classify a slice; gives the mark with the last one."""
        self.steps += 1
        return next(self._slices)

    def finish(self) -> Mark:
        """Classify what is left."""
        return next(mark for mark in self._slices if mark is not None)

    def _classify(self) -> Iterator[Mark | None]:
        subset, held = self._subset, np.arange(len(self._subset.held_out))
        right, loss = np.zeros(len(held), bool), 0.0
        for part in self._cut(held):
            labels = subset.held_out_labels[part]
            logits = self._logits(subset.held_out[part])
            right[part] = logits.argmax(axis=1) == labels
            loss += cross_entropy(logits, labels)[0] * len(part)
            yield None
        known = 0
        slices = self._cut(self._sample)
        for last, part in enumerate(slices, 1 - len(slices)):
            known += int((self._logits(subset.images[part]).argmax(axis=1) == subset.labels[part]).sum())
            if last:
                yield None
        shares = float(right.mean()), known / len(self._sample)
        yield Mark(self.seen, *shares, loss / len(held), right.tobytes())

    def _logits(self, images: Array) -> Array:
        return np.nan_to_num(self.network(images))

    def _cut(self, indices: NDArray[np.intp]) -> list[NDArray[np.intp]]:
        return [indices[start : start + self._size] for start in range(0, len(indices), self._size)]


class Judge:
    """Judges the untrained network, and then again and again as it learns.

    What it finds depends on the number of steps only, not on how fast the machine is.

    Parameters
    ----------
    design : Design
    subset : Subset
    untrained : Sequential

    Attributes
    ----------
    first, now : Judgement or None
        Of the untrained network, until it is done, and the one in hand.
    due : int
        After so many training images the next one starts.
    """

    def __init__(self, design: Design, subset: Subset, untrained: Sequential) -> None:
        self._design, self._subset = design, subset
        self.first: Judgement | None = Judgement(design, subset, untrained, 0)
        self.now: Judgement | None = None
        self.due = OFTEN

    @property
    def has_begun(self) -> bool:
        """Whether the untrained network is judged."""
        return self.first is None

    def begin(self) -> Mark | None:
        """Judge a slice for the untrained network, after which its judgement may be complete."""
        mark = self.first.step() if self.first else None
        if mark:
            self.first = None
        return mark

    def step(self, network: Sequential, seen: int) -> Mark | None:
        """Judge a slice if that is due, after which a judgement may be complete.

        Parameters
        ----------
        network : Sequential
            As it stands now, and finite.
        seen : int
            Training images it has seen.
        """
        if self.now is None:
            if seen < self.due:
                return None
            self.due = seen + min(max(seen // 2, OFTEN), SELDOM)
            self.now = Judgement(self._design, self._subset, network, seen)
        mark = self.now.step()
        if mark:
            self.now = None
        return mark
