"""Where benches are kept for learners who come back: after a reload of the page, or in another tab."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Final, NamedTuple

from cnnviz.live.bench import Bench

#: So long a bench is kept after it was put here last, in seconds.
KEPT_FOR: Final = 3600.0
#: In so many seconds what is kept is worth half as much as before, see `Shelf`.
HALF_LIFE: Final = 600.0
#: Bytes of one bench, bytes of all, and how many there are, at most.
MOST_EACH: Final = 8_000_000
MOST_TOGETHER: Final = 64_000_000
MOST_BENCHES: Final = 100


class _Entry(NamedTuple):
    bench: Bench
    nbytes: int
    work: int
    put: float


class Shelf:
    """Benches by tokens that cannot be guessed; safe to be asked from any thread.

    Whoever claims a bench gets its runs, and whoever had them before has them no more: so two tabs never
    train one run at the same time. If there is too much, what is worth least goes first: a bench is worth
    what was computed for it, and half as much whenever a half-life has passed since it was put here. So
    nobody's training is lost because somebody else opens a hundred tabs.

    Parameters
    ----------
    clock : callable
        Returns seconds.

    Examples
    --------
    >>> from cnnviz.live import Allowance, Bench, Design, Register, subset
    >>> bench = Bench(subset, Design(), Register(Allowance()))
    >>> shelf, run = Shelf(), bench.run
    >>> shelf.put("a token", bench)
    True
    >>> shelf.claim("a token").run is run, bench.is_given_away, shelf.claim("another token")
    (True, True, None)
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._entries: dict[str, _Entry] = {}  # the longest untouched first
        self._lock = Lock()

    def put(self, token: str, bench: Bench) -> bool:
        """Keep a bench as it stands, for an hour from now; give whether there is room for it."""
        with self._lock:
            if bench.is_given_away:
                return False
            self._entries.pop(token, None)
            if bench.nbytes > MOST_EACH:
                return False
            self._entries[token] = _Entry(bench, bench.nbytes, bench.work, self._clock())
            self._make_room()
            return token in self._entries

    def claim(self, token: str) -> Bench | None:
        """Give the runs of a token's bench to a new one, which is kept instead; None if there is none."""
        with self._lock:
            self._make_room()
            entry = self._entries.pop(token, None)
            if entry is None:
                return None
            bench = entry.bench.give_away()
            self._entries[token] = entry._replace(bench=bench, put=self._clock())
            return bench

    def benches(self) -> list[tuple[str, Bench]]:
        """Give all that are kept, with their tokens."""
        with self._lock:
            return [(token, entry.bench) for token, entry in self._entries.items()]

    def drop(self, token: str, bench: Bench) -> None:
        """Keep a bench no longer: there is nothing to lose in it."""
        with self._lock:
            entry = self._entries.get(token)
            if entry is not None and entry.bench is bench:
                del self._entries[token]

    def _make_room(self) -> None:
        entries, now = self._entries, self._clock()
        for token in [token for token, entry in entries.items() if now - entry.put > KEPT_FOR]:
            del entries[token]

        def worth(token: str) -> float:
            return float(entries[token].work * 0.5 ** ((now - entries[token].put) / HALF_LIFE))

        while len(entries) > MOST_BENCHES or sum(entry.nbytes for entry in entries.values()) > MOST_TOGETHER:
            del entries[min(entries, key=worth)]
