"""One training of one design: a step at a time, for a given time, and stopped when it diverges."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.live.design import Design
from cnnviz.live.history import History, Mark
from cnnviz.live.judge import Judge
from cnnviz.live.shifts import shifted
from cnnviz.live.snapshot import Snapshot
from cnnviz.live.subset import Subset
from cnnviz.live.watched import Place, Watched
from cnnviz.live.words import diverged, finished
from cnnviz.network.losses import cross_entropy
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]
#: A run ends after so many passes over the images, so that one left alone does not go on for ever.
MOST_EPOCHS: Final = 100
#: `Run.advance` works no longer than this at a time, in seconds.
MOST_SECONDS: Final = 1.0
#: What a run holds of each weight, at most: itself, Adam's two memories, two judgements' and the first one.
_COPIES: Final = 6


class Run:
    """A network in training. It owns no thread: it trains only while `step` or `advance` is called.

    Parameters
    ----------
    design : Design
        With the images and the machine it fixes every number of the run, to the last bit.
    subset : Subset
        Shared, never written.
    network : Sequential, optional
        Of this design, to be trained on from its weights; built anew if not given.
    is_judged : bool
        Whether its history gets marks.

    Attributes
    ----------
    taught : ndarray of int
        The training images, as indices into the subset's.
    network : Sequential
        With the weights as they stand; after a divergence with the last finite ones.
    history : History
    watched : Watched or None
        The weight that is followed.
    stopped : str
        See `Snapshot`.
    """

    def __init__(
        self, design: Design, subset: Subset, network: Sequential | None = None, is_judged: bool = True
    ) -> None:
        self.design, self.subset, self._is_judged = design, subset, is_judged
        self.taught = subset.first(design.images)
        self.watched: Watched | None = None
        self._start = None if network is None else _copy(network)
        self.reset()

    def reset(self) -> None:
        """Go back to the first weights; the same steps will follow."""
        self.network = self.design.build()
        if self._start is not None:
            self.network.assign({name: value.copy() for name, value in self._start.items()})
        self.weighted = [name for name, value in self.network.parameters.items() if value.ndim > 1]
        self.optimiser = self.design.optimiser_of(self.network)
        self.history, self.stopped = History(len(self.weighted)), ""
        self._rng, self._shifting = (np.random.default_rng([self.design.seed, stream]) for stream in (2, 3))
        self._order = np.zeros(0, np.intp)
        if self.watched:
            self.watch(self.watched.place, anew=True)
        self._judge = Judge(self.design, self.subset, self.network) if self._is_judged else None

    def watch(self, place: Place | None, anew: bool = False) -> None:
        """Follow a weight from now on, or none; one that is followed already is followed on.

        Raises
        ------
        ShapeError
            If there is no such weight.
        """
        if place is None or (self.watched and self.watched.place == place and not anew):
            self.watched = self.watched if place else None
            return
        self.watched = Watched.begin(
            place, self.weighted[:-1], self.network.parameters, len(self.history.losses)
        )

    def advance(
        self, seconds: float, clock: Callable[[], float] = time.perf_counter, until: int | None = None
    ) -> int:
        """Train until the time is up: at least one batch, at most one beyond; returns how many.

        Before the first batch the untrained network is judged, as far as there is time.

        Parameters
        ----------
        seconds : float
            At most `MOST_SECONDS` are taken.
        clock : callable
            Returns seconds.
        until : int, optional
            Go no further once so many images were seen.
        """
        end, steps = clock() + min(seconds, MOST_SECONDS), 0
        while self._judge and not self._judge.has_begun and clock() < end:
            self._begin(self._judge)
        while not self.stopped and (until is None or self.images < until):
            self.step()
            steps += 1
            if clock() >= end:
                break
        return steps

    def step(self) -> None:
        """Learn from one batch, and judge a slice of held-out images if that is due; nothing once stopped."""
        if self.stopped:
            return
        kept = _copy(self.network)
        with np.errstate(all="ignore"):  # overflow is checked for, and reported in a sentence
            if self._judge:
                self._begin(self._judge)
                self._take(self._judge.step(self.network, self.images))
            loss, gradients = self._descend()
        if not (np.isfinite(loss) and _finite(self.network)):
            self.network.assign(kept)
            self.stopped = diverged(self.design, len(self.history.losses) + 1, self._start is not None)
            return
        if self.watched:
            self.watched.add(gradients, self.network.parameters)
        sizes = [
            float(np.sqrt(np.square(gradients[name], dtype=np.float64).mean())) for name in self.weighted
        ]
        self.history.add(self.design.batch, loss, np.array(sizes))
        if self.images >= MOST_EPOCHS * len(self.taught):
            self.stopped = finished(MOST_EPOCHS)

    def _begin(self, judge: Judge) -> None:
        self._take(judge.begin())

    def _take(self, mark: Mark | None) -> None:
        if mark is not None:
            self.history.marks.append(mark)

    def _descend(self) -> tuple[float, dict[str, Array]]:
        """Compute one batch's loss and go a step against its gradient."""
        chosen = self._next_batch()
        images = self.subset.images[chosen]
        if self.design.shift:
            images = shifted(images, self.design.shift, self._shifting)
        logits, backward = self.network.forward(images, training=True, input_gradient=False)
        if not np.isfinite(logits).all():
            return np.nan, {}
        loss, loss_backward = cross_entropy(logits, self.subset.labels[chosen])
        gradients = backward(loss_backward())[1]
        self.optimiser.step(gradients)
        return loss, gradients

    def _next_batch(self) -> NDArray[np.intp]:
        """Draw from what is left of this pass; a rest too small for a batch is skipped."""
        if len(self._order) < self.design.batch:
            self._order = self._rng.permutation(self.taught)
        chosen, self._order = np.split(self._order, [self.design.batch])
        return chosen

    @property
    def images(self) -> int:
        """Training images seen."""
        return self.history.images[-1] if self.history.images else 0

    @property
    def untouched(self) -> bool:
        """Whether there is nothing to lose: no step was taken, and the weights are the seed's."""
        return self._start is None and not self.history.losses and not self.stopped

    @property
    def nbytes(self) -> int:
        """What the run takes of the memory at most, in bytes, without the images, which all runs share."""
        values = (self.network.parameters | self.network.buffers).values()
        order = 2 * len(self.taught) * np.dtype(np.intp).itemsize
        return (
            _COPIES * sum(value.nbytes for value in values)
            + self.history.nbytes
            + order
            + (self.watched.nbytes if self.watched else 0)
        )

    def snapshot(self) -> Snapshot:
        """Say where the run stands; takes microseconds."""
        history = self.history
        return Snapshot(
            steps=len(history.losses),
            images=self.images,
            epochs=self.images / len(self.taught),
            loss=history.recent_loss if history.losses else None,
            accuracy=history.marks[-1].accuracy if history.marks else None,
            training=history.marks[-1].training if history.marks else None,
            judged=history.marks[-1].images if history.marks else None,
            gradients=dict(zip(self.weighted, history.gradients.tolist(), strict=True)),
            stopped=self.stopped,
            loaded=self._start is not None,
        )


def _copy(network: Sequential) -> dict[str, Array]:
    return {name: value.copy() for name, value in (network.parameters | network.buffers).items()}


def _finite(network: Sequential) -> bool:
    return all(np.isfinite(value).all() for value in (network.parameters | network.buffers).values())
