"""Which runs are at work on this server, so that each takes no more than its share."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary, WeakSet

from cnnviz.live.allowance import Allowance
from cnnviz.live.run import Run
from cnnviz.live.sweep import Sweep

#: A run counts as at work for so many seconds after its next turn was due; after that, nobody is watching it.
GRACE: Final = 3.0


class Register:
    """Hands out turns to all runs of a server; safe to be asked from any thread.

    A run is held weakly: when its session ends it is gone from here, too. What it owes adds up, whoever asks
    before it is due, and pausing doesn't cancel it.

    Parameters
    ----------
    allowance : Allowance
    clock : callable
        Returns seconds.

    Examples
    --------
    >>> from cnnviz.live import Design, subset
    >>> register, run = Register(Allowance(), clock=lambda: 0.0), Run(Design(), subset())
    >>> register.seconds(run)  # it may work for so long,
    0.1
    >>> register.rest(run, 0.12)  # and after that it rests,
    0.12
    >>> register.seconds(run)  # even if it is asked to work before
    0.0
    """

    def __init__(self, allowance: Allowance, clock: Callable[[], float] = time.monotonic) -> None:
        self.allowance, self._clock = allowance, clock
        self._due: WeakKeyDictionary[Run | Sweep, float] = WeakKeyDictionary()
        self._left: WeakSet[Run | Sweep] = WeakSet()
        self._lock = Lock()

    @property
    def runs(self) -> int:
        """How many are at work now."""
        with self._lock:
            return self._count()

    def seconds(self, run: Run | Sweep) -> float:
        """How long a run may work now; 0 as long as it has to rest."""
        with self._lock:
            now = self._clock()
            self._left.discard(run)
            if now < self._due.setdefault(run, now):
                return 0.0
            self._due[run] = now
            return self.allowance.seconds(self._count())

    def rest(self, run: Run | Sweep, spent: float) -> float:
        """Record what a turn took, in seconds of a core, and return how long the run has to rest.

        What was still to be rested for an earlier turn is added.
        """
        with self._lock:
            now = self._clock()
            due = max(self._due.get(run, now), now) + self.allowance.pause(spent, self._count())
            self._due[run] = due
            return due - now

    def leave(self, run: Run | Sweep) -> None:
        """Remove a run that was paused."""
        with self._lock:
            self._left.add(run)

    def _count(self) -> int:
        now = self._clock()
        return sum(now < due + GRACE and run not in self._left for run, due in list(self._due.items()))
