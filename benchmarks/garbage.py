"""How long Python's garbage collection holds a server with many learners, by generation.

Run by hand: ``python benchmarks/garbage.py``, or with what is compared: ``frozen`` (as the app is: what was
made until the server is ready is left out from then on), ``unfrozen``, or either with thresholds, such as
``frozen,10000,10,50``. Each has a server of its own; all serve at once, each the same learners, so that they
share what else the machine does.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script is run by its path

from benchmarks.goals import Goals, load_average
from benchmarks.learners import Learner, open_all
from benchmarks.processes import ROOT, Process, started

#: What the server runs first: it writes down each collection, and when it is told to, that it is ready.
WATCHING: Final = """
import atexit, gc, os, signal, time
said = open(os.environ["GARBAGE_FILE"], "a", buffering=1)
def watch(phase, about):
    global began
    if phase == "start":
        began = time.perf_counter(), time.thread_time()
    else:
        took = time.perf_counter() - began[0], time.thread_time() - began[1]
        said.write(f"{about['generation']} {took[0]} {took[1]} {about['collected']}\\n")
gc.callbacks.append(watch)
if os.environ["GARBAGE_UNFROZEN"]:
    gc.freeze = lambda: None
if os.environ["GARBAGE_THRESHOLDS"]:
    gc.set_threshold(*map(int, os.environ["GARBAGE_THRESHOLDS"].split(",")))
signal.signal(signal.SIGUSR1, lambda *_: said.write("ready\\n"))
"""
GENERATIONS: Final = 3


class Collection(NamedTuple):
    """A collection: of which generation, seconds by the clock and of the processor, and how much went."""

    generation: int
    seconds: float
    processor: float
    collected: int


@contextmanager
def watched(variant: str, folder: Path) -> Iterator[tuple[Process, Path]]:
    """Start a server whose collections are written to a file."""
    words = variant.split(",")
    numbers = ",".join(word for word in words if word.isdigit())
    (folder / "sitecustomize.py").write_text(WATCHING)
    file = folder / "said"
    settings = {
        "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}",
        "GARBAGE_FILE": str(file),
        "GARBAGE_UNFROZEN": "yes" if "unfrozen" in words else "",
        "GARBAGE_THRESHOLDS": numbers,
    }
    with started(settings=settings) as server:
        os.kill(server.number, signal.SIGUSR1)
        yield server, file


def read(file: Path) -> list[Collection]:
    """Read what a server has written since it was ready."""
    lines = file.read_text().splitlines()
    found = (line.split() for line in lines[lines.index("ready") + 1 :])
    return [Collection(int(one[0]), float(one[1]), float(one[2]), int(one[3])) for one in found]


async def load(servers: Sequence[Process], count: int, pause: float, seconds: float) -> None:
    """Let learners come to all servers, and change something now and then."""
    crowd = [Learner(server.host, number) for server in servers for number in range(count)]
    await open_all(crowd)
    end = monotonic() + seconds
    await asyncio.gather(*(one.stay(pause, end) for one in crowd))
    await asyncio.gather(*(one.close() for one in crowd))


def tell(goals: Goals, variant: str, found: Sequence[Collection], seconds: float, server: Process) -> None:
    """Print how long the collections held the server."""
    for generation in range(GENERATIONS):
        here = [one for one in found if one.generation == generation]
        took = [1000 * one.processor for one in here] or [0.0]
        wall = max((1000 * one.seconds for one in here), default=0.0)
        goals.note(
            f"{variant}: generation {generation}",
            f"{len(here)} times, ms of the processor: median {median(took):.1f}, most {max(took):.1f}; "
            f"by the clock most {wall:.0f}; {sum(one.collected for one in here):,} collected",
        )
    share = sum(one.processor for one in found) / seconds
    goals.note(f"{variant}: all", f"{share:.2%} of a core, {server.megabytes():.0f} MB at the end")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("variants", nargs="*", default=["unfrozen", "frozen"])
    options.add_argument("--learners", type=int, default=40, help="of each server")
    options.add_argument("--pause", type=float, default=5.0, help="seconds between changes")
    options.add_argument("--seconds", type=float, default=120.0)
    given = options.parse_args()
    goals = Goals()
    with ExitStack() as stack:
        places = [Path(stack.enter_context(TemporaryDirectory())) for _ in given.variants]
        servers = [
            stack.enter_context(watched(name, place))
            for name, place in zip(given.variants, places, strict=True)
        ]
        asyncio.run(load([server for server, _ in servers], given.learners, given.pause, given.seconds))
        for name, (server, file) in zip(given.variants, servers, strict=True):
            tell(goals, name, read(file), given.seconds, server)
        goals.note("the machine", load_average())


if __name__ == "__main__":
    main()
