"""Judging a run by the held-out images, a slice at a time, so that no step takes long."""

from __future__ import annotations

import numpy as np

from cnnviz.live.design import Design
from cnnviz.live.history import Mark
from cnnviz.live.subset import Subset
from cnnviz.network.losses import cross_entropy
from cnnviz.network.sequential import Sequential

#: A judgement starts so many images after the last one started; often at first, when much changes.
FIRST, OFTEN, SELDOM = 0, 1000, 4000


class Judge:
    """Takes a copy of the weights, and classifies some held-out images with it at each call.

    So a judgement is of one moment's weights though training goes on meanwhile, and what it finds depends on
    the number of steps only, not on how fast the machine is.

    Parameters
    ----------
    design : Design
    subset : Subset
    """

    def __init__(self, design: Design, subset: Subset) -> None:
        self._network, self._subset = design.build(), subset
        self._slice = max(design.batch, 32)
        self._due, self._seen = FIRST, 0
        self._right = np.zeros(len(subset.held_out), bool)
        self._done, self._loss, self._busy = 0, 0.0, False

    def step(self, network: Sequential, seen: int) -> Mark | None:
        """Do a slice of work, after which a judgement may be complete.

        Parameters
        ----------
        network : Sequential
            As it stands now, and finite.
        seen : int
            Training images it has seen.
        """
        if not self._busy:
            if seen < self._due:
                return None
            self._begin(network, seen)
        part = slice(self._done, self._done + self._slice)
        labels = self._subset.held_out_labels[part]
        logits = self._network(self._subset.held_out[part])
        finite = np.nan_to_num(logits)
        self._right[part] = finite.argmax(axis=1) == labels
        self._loss += cross_entropy(finite, labels)[0] * len(labels)
        self._done += len(labels)
        count = len(self._subset.held_out)
        if self._done < count:
            return None
        self._busy = False
        return Mark(self._seen, float(self._right.mean()), self._loss / count, self._right.tobytes())

    def _begin(self, network: Sequential, seen: int) -> None:
        self._network.assign(
            {name: value.copy() for name, value in (network.parameters | network.buffers).items()}
        )
        self._due = seen + min(max(seen // 2, OFTEN), SELDOM)
        self._seen, self._busy = seen, True
        self._done, self._loss = 0, 0.0
