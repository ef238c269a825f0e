"""A sweep: several designs with several seeds, trained one after the other, each for as many batches."""

from __future__ import annotations

import time
from collections.abc import Callable

from cnnviz.live.design import Design
from cnnviz.live.history import Mark
from cnnviz.live.judge import Judgement
from cnnviz.live.plans import PLANS, Kind, design_of
from cnnviz.live.run import MOST_SECONDS, Run
from cnnviz.live.subset import Subset
from cnnviz.models.garments import GARMENTS


class Sweep:
    """Runs that follow one another. It owns no thread: it trains only while `advance` is called.

    Parameters
    ----------
    kind : {"filters", "images", "untrained"}
    subset : Subset
    data : str
        What it holds images of, as `Design` has it.

    Attributes
    ----------
    plan : Plan
    marks : dict of (int, int) to Mark
        What each design that is done came to, by its value and seed.
    """

    def __init__(self, kind: Kind, subset: Subset, data: str = GARMENTS.key) -> None:
        self.kind, self.data, self.plan, self._subset = kind, data, PLANS[kind], subset
        # A seed of all values comes before the next seed, so that the curve is whole soon.
        self._order = [(value, seed) for seed in self.plan.seeds for value in self.plan.values]
        self.marks: dict[tuple[int, int], Mark] = {}
        self._run: Run | None = None
        self._judgement: Judgement | None = None

    @property
    def is_done(self) -> bool:
        """Whether all have been trained and judged."""
        return len(self.marks) == len(self._order)

    @property
    def done(self) -> float:
        """Share of the batches that is done, 0–1."""
        share = float(len(self.marks))
        if self._run and self.plan.batches:
            share += len(self._run.history.losses) / (self.plan.batches + 1)
        return share / len(self._order)

    @property
    def now(self) -> tuple[int, int] | None:
        """The value and the seed that are trained now; None once all is done."""
        return None if self.is_done else self._order[len(self.marks)]

    @property
    def work(self) -> int:
        """Multiplications of all convolutions so far, on the way forward."""
        seen = sum(mark.images * self.design(*at).multiplications for at, mark in self.marks.items())
        return seen + (self._run.images * self._run.design.multiplications if self._run else 0)

    @property
    def nbytes(self) -> int:
        """What it takes of the memory, in bytes."""
        return sum(len(mark.right) for mark in self.marks.values()) + (self._run.nbytes if self._run else 0)

    def design(self, value: int, seed: int) -> Design:
        """What is trained at a value with a seed."""
        return design_of(self.kind, value, seed, self.data)

    def advance(self, seconds: float, clock: Callable[[], float] = time.perf_counter) -> None:
        """Train and judge until the time is up, at least one batch or slice and at most one beyond.

        Parameters
        ----------
        seconds : float
            At most `cnnviz.live.run.MOST_SECONDS` are taken.
        clock : callable
            Returns seconds.
        """
        end = clock() + min(seconds, MOST_SECONDS)
        while not self.is_done:
            self._go_on()
            if clock() >= end:
                break

    def _go_on(self) -> None:
        at = self._order[len(self.marks)]
        if self._run is None:
            self._run = Run(self.design(*at), self._subset, is_judged=False)
        run = self._run
        if len(run.history.losses) < self.plan.batches and not run.stopped:
            run.step()
            return
        if self._judgement is None:
            self._judgement = Judgement(run.design, self._subset, run.network, run.images)
        mark = self._judgement.step()
        if mark:
            self.marks[at], self._run, self._judgement = mark, None, None
