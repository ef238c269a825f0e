"""Learners in queues: simulations, and the formulas that they are checked with."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.goals import percentile


@dataclass(frozen=True)
class Simulated:
    """What a simulation gives: seconds of each change, changes a second, the share of time at work."""

    waits: NDArray[np.float64]
    rate: float
    busy: float

    def late(self) -> float:
        """Give the 95th percentile."""
        return percentile(self.waits.tolist(), 0.95)


def closed(
    learners: int, servers: int, service: NDArray[np.float64], think: float, changes: int, seed: int = 0
) -> Simulated:
    """Simulate learners who think and wait in turn, before one queue of some servers.

    Parameters
    ----------
    service : (n,)
        Seconds of work; each change draws one.
    think : float
        Mean seconds of thinking, which are exponential.
    changes : int
        How many are simulated; the first fifth warms up.
    """
    draw = np.random.default_rng(seed)
    thinks = draw.exponential(think, changes + learners)
    works = draw.choice(service, changes)
    begins = [(float(thought), one) for one, thought in enumerate(thinks[:learners])]
    heapq.heapify(begins)
    free, waits, busy, last = [0.0] * servers, np.empty(changes), 0.0, 0.0
    for place in range(changes):
        at, one = heapq.heappop(begins)
        end = max(at, heapq.heappop(free)) + works[place]
        heapq.heappush(free, end)
        waits[place], busy, last = end - at, busy + works[place], max(last, at)
        heapq.heappush(begins, (end + thinks[learners + place], one))
    return Simulated(waits[changes // 5 :], changes / last, busy / (servers * last))


def opened(rate: float, servers: int, service: NDArray[np.float64], changes: int, seed: int = 0) -> Simulated:
    """Simulate changes that come at random, so many a second, whether or not others are answered."""
    draw = np.random.default_rng(seed)
    arrivals = np.cumsum(draw.exponential(1 / rate, changes))
    works = draw.choice(service, changes)
    free, waits = [0.0] * servers, np.empty(changes)
    for place, (at, work) in enumerate(zip(arrivals.tolist(), works.tolist(), strict=True)):
        end = max(at, heapq.heappop(free)) + work
        heapq.heappush(free, end)
        waits[place] = end - at
    last = float(arrivals[-1])
    return Simulated(waits[changes // 5 :], changes / last, float(works.sum()) / (servers * last))


def erlang_c(servers: int, load: float) -> float:
    """Give the probability of having to wait in M/M/c (Erlang 1917); `load` is arrival rate × mean service.

    >>> round(erlang_c(1, 0.5), 3), round(erlang_c(2, 1.0), 3)
    (0.5, 0.333)
    """
    if not 0 <= load < servers:
        raise ValueError("the load must be less than what all servers can do")
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(load**n / math.factorial(n) for n in range(servers)) + last)


def mean_wait(rate: float, servers: int, service: float) -> float:
    """Give the mean seconds from arrival to answer in M/M/c."""
    load = rate * service
    return service + erlang_c(servers, load) * service / (servers - load)


def most_learners(service: NDArray[np.float64], think: float, goal: float) -> int:
    """Give how many learners one process takes with the 95th percentile within the goal."""
    low, high = 1, 2 * int(think / float(service.mean())) + 2
    while high - low > max(1, low // 50):
        middle = (low + high) // 2
        is_fine = closed(middle, 1, service, think, 20_000).late() <= goal
        low, high = (middle, high) if is_fine else (low, middle)
    return low
