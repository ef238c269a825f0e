"""How many machines a school, a land and a million learners take: a simulation, checked against the app.

Run by hand: ``python benchmarks/queueing.py``. It measures what a change takes on this machine, has learners
change things on one process, simulates the same, and prints both. Then it simulates what cannot be tried.

Each learner thinks, changes something, and thinks again once it is answered (a closed network of queues).
Each process is one server: Python runs one thread at a time. A learner stays with one process, by the cookie.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Final

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script is run by its path

from benchmarks.goals import Goals, Shares, load_average, percentile
from benchmarks.learners import Learner, open_all
from benchmarks.processes import Process, started
from benchmarks.queues import closed, most_learners
from benchmarks.viewing import TYPED

#: Seconds between two changes of a learner.
PAUSE: Final = 5.0
#: The 95th percentile that a change may take, in seconds, where machines are counted.
GOAL: Final = 0.3
#: Processes of a machine with so many cores; one core is left for nginx, PostgreSQL and the system.
CORES: Final = 4
#: MB of a process without learners, and of each learner: docs/costs.md says how they were measured.
PROCESS_MB, LEARNER_MB, MACHINE_MB = 300.0, 6.0, 8000.0


async def services(one: Process, count: int) -> NDArray[np.float64]:
    """Measure the seconds of processor that single changes take, one after the other."""
    learners = [Learner(one.host, number) for number in range(10)]
    await open_all(learners)
    for learner in learners:  # the first one of a session takes longer
        learner.change()
        await learner.view.at_rest()
    spent = []
    for learner in count * learners:
        before = one.processor_seconds()
        learner.change()
        await learner.view.at_rest()
        spent.append(one.processor_seconds() - before)
    for learner in learners:
        await learner.close()
    return np.array(spent)


async def checked(
    goals: Goals, one: Process, counts: Sequence[int], seconds: float, service: NDArray[np.float64]
) -> None:
    """Print what was measured beside what is simulated, for some numbers of learners."""
    for count in counts:
        learners = [Learner(one.host, number) for number in range(count)]
        await open_all(learners)
        with Shares({"the server": one.processor_seconds}) as shares:
            end = monotonic() + seconds
            await asyncio.gather(*(learner.stay(PAUSE, end) for learner in learners))
        changes = sum(learner.changes for learner in learners)
        spent = shares.spent["the server"] / max(changes, 1)
        told = closed(count, 1, service * spent / float(service.mean()), PAUSE, 40_000)
        rate, busy = changes / seconds, shares.spent["the server"] / seconds
        goals.note(
            f"{count} learners: changes a second, measured and simulated", f"{rate:.1f}, {told.rate:.1f}"
        )
        goals.note(f"{count} learners: cores, measured and simulated", f"{busy:.2f}, {told.busy:.2f}")
        settled = [wait for learner in learners for wait in learner.view.settled]
        late = 1000 * (percentile(settled, 0.95) - TYPED)
        goals.note(
            f"{count} learners: p95 until the page has heard, both",
            f"{late:.0f} ms, {1000 * told.late():.0f} ms",
        )
        for learner in learners:
            await learner.close()
    goals.note("the machine", load_average())


def machines(goals: Goals, service: NDArray[np.float64]) -> None:
    """Print what schools and lands take, and what breaks first."""
    each = most_learners(service, PAUSE, GOAL)
    memory = int((MACHINE_MB / (CORES - 1) - PROCESS_MB) / LEARNER_MB)
    goals.note(
        f"one process: learners with p95 ≤ {1000 * GOAL:.0f} ms", f"{each} (memory would do for {memory})"
    )
    of_machine = min(each, memory) * (CORES - 1)
    for count in (600, 10_000, 1_000_000):
        needed = math.ceil(count / of_machine)
        goals.note(f"{count:,} learners at once: machines of {CORES} cores", f"{needed:,}")
    over = closed(int(1.2 * PAUSE / float(service.mean())), 1, service, PAUSE, 40_000)
    goals.note(
        "a process with a fifth too many: p95, share at work", f"{1000 * over.late():.0f} ms, {over.busy:.2f}"
    )
    rate = 1_000_000 / PAUSE
    goals.note("a million: changes a second, through one balancer", f"{rate:,.0f}")


def main() -> None:
    """Measure, simulate, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("--learners", type=int, nargs="*", default=[20, 40])
    options.add_argument("--milliseconds", type=float, help="of processor a change, instead of measuring it")
    given = options.parse_args()
    goals = Goals()
    if given.milliseconds:
        machines(goals, np.random.default_rng(0).gamma(4.0, given.milliseconds / 4000, 10_000))
        return
    with started() as one:
        service = asyncio.run(services(one, 10))
        least, half, most = 1000 * np.quantile(service, (0.05, 0.5, 0.95))
        told = f"{1000 * service.mean():.1f} ms; quantiles 5, 50, 95 %: {least:.1f}, {half:.1f}, {most:.1f}"
        goals.note("processor a change, one after the other", told)
        asyncio.run(checked(goals, one, given.learners, given.seconds, service))
    machines(goals, service)


if __name__ == "__main__":
    main()
