"""The longest time for which one learner's page holds the interpreter, and with it everybody else, per page.

Run by hand: ``python benchmarks/holds.py``, or with the names of pages, or of what takes long: upload,
training, sweep. A thread of the server's own asks for its turn each millisecond. Where it waits for longer,
something did not let go: a call of C's, a collection, or threads that were there first. What is measured is
how much of the processor the server took meanwhile, so that what the machine does besides does not count.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script is run by its path

from benchmarks import classroom
from benchmarks.asking import Browser
from benchmarks.goals import Goals, load_average
from benchmarks.learners import KERNELS, POOLING, Draw
from benchmarks.processes import ROOT, started
from benchmarks.sessions import Session
from benchmarks.viewing import View

#: Milliseconds that one learner's work may hold the interpreter.
GOAL: Final = 50.0
#: What the server runs first.
TICKING: Final = """
import os, threading, time
def tick(said):
    while True:
        wall, spent = time.monotonic(), time.process_time()
        time.sleep(0.001)
        late, took = time.monotonic() - wall - 0.001, time.process_time() - spent
        if late > 0.005:
            said.write(f"{wall} {min(late, took)}\\n")
threading.Thread(target=tick, args=(open(os.environ["TICKS"], "a", buffering=1),), daemon=True).start()
"""
#: What is changed on the pages that have a linked view of these controls.
CHANGED: Final[dict[str, Sequence[Draw]]] = {"kernels": KERNELS, "pooling": POOLING}
CHANGES: Final = 20
#: Seconds that somebody trains, or sweeps.
TRAINS: Final = 8.0


class Ticks:
    """What the ticking thread has written."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def longest(self, start: float, end: float) -> float:
        """Give the longest hold that began within a time, in ms."""
        found = (line.split() for line in self._file.read_text().splitlines())
        return max((1000 * float(took) for at, took in found if start <= float(at) <= end), default=0.0)


async def _timed(ticks: Ticks, act: Callable[[], object]) -> float:
    start = monotonic()
    doing = act()
    if asyncio.iscoroutine(doing):
        await doing
    end = monotonic()
    await asyncio.sleep(0.1)  # the thread writes once it has its turn
    return ticks.longest(start, end)


async def page(goals: Goals, host: str, ticks: Ticks, name: str, times: int) -> None:
    """Open a page again and again, and change things where it is known how."""
    opened = []
    for _ in range(times + 1):
        session = Session(Browser(host), name)
        opened.append(await _timed(ticks, session.open))
        await session.close()
    told, rest = name or "home", opened[1:]
    goals.at_most(f"{told}: opened, most of {times}", GOAL, max(rest), "{:.0f}", " ms")
    goals.note(f"{told}: opened, median; the first time", f"{median(rest):.0f} ms; {opened[0]:.0f} ms")
    if name in CHANGED:
        goals.at_most(
            f"{told}: changed, most of {CHANGES}", GOAL, await _changed(host, ticks, name), "{:.0f}", " ms"
        )


async def _changed(host: str, ticks: Ticks, name: str) -> float:
    session, draw = Session(Browser(host), name), random.Random(0)
    await session.open()
    view = View(session, name)
    await view.begin()

    async def change() -> None:
        view.change(draw.choice(CHANGED[name])(draw))
        await view.at_rest()

    found = [await _timed(ticks, change) for _ in range(CHANGES)]
    view.end()
    await session.close()
    return max(found)


async def upload(goals: Goals, host: str, ticks: Ticks, times: int) -> None:
    """Bring a large picture again and again."""
    pixels = np.random.default_rng(0).integers(0, 256, (1500, 2000, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    session = Session(Browser(host), "kernels")
    await session.open()

    async def bring() -> None:
        answer = await session.upload("img_file", "own.png", file.getvalue())
        if answer.status != 204:
            raise ConnectionError(f"the picture was answered with {answer.status}")
        await session.until(lambda: not session.is_running)

    found = [await _timed(ticks, bring) for _ in range(times)]
    await session.close()
    goals.at_most(f"a picture of 3 megapixels: most of {times}", GOAL, max(found), "{:.0f}", " ms")


async def _trains(goals: Goals, host: str, ticks: Ticks, what: str, query: str) -> None:
    """Train for a while: a run, or a sweep."""
    learner = classroom.Learner(host)
    learner.session.query = query
    await learner.open()

    async def train() -> None:
        await learner.start()
        await asyncio.sleep(TRAINS)

    most = await _timed(ticks, train)
    goals.at_most(f"{what}: most in {TRAINS:.0f} s", GOAL, most, "{:.0f}", " ms")
    goals.note(f"{what}: frames seen", str(learner.frames))
    await learner.close()


async def training(goals: Goals, host: str, ticks: Ticks, times: int) -> None:
    """Train one run."""
    await _trains(goals, host, ticks, "training", "")


async def sweep(goals: Goals, host: str, ticks: Ticks, times: int) -> None:
    """Train a sweep."""
    await _trains(goals, host, ticks, "sweep", "t_view=sweep")


#: What takes long and is no page, by its name.
LONG: Final = {"upload": upload, "training": training, "sweep": sweep}


def main() -> None:
    """Measure and print."""
    names = sorted("" if file.stem == "home" else file.stem for file in (ROOT / "pages").glob("[!_]*.py"))
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pages", nargs="*", default=[*names, *LONG])
    options.add_argument("--times", type=int, default=5, help="how often, of pages and uploads")
    given = options.parse_args()
    goals = Goals()

    async def all_pages(host: str, ticks: Ticks) -> None:
        for name in given.pages:
            if name in LONG:
                await LONG[name](goals, host, ticks, given.times)
            else:
                await page(goals, host, ticks, name, given.times)

    with TemporaryDirectory() as folder:
        (Path(folder) / "sitecustomize.py").write_text(TICKING)
        settings = {"PYTHONPATH": f"{folder}:{ROOT}", "TICKS": f"{folder}/ticks"}
        with started(settings=settings) as server:
            asyncio.run(all_pages(server.host, Ticks(Path(folder) / "ticks")))
    goals.note("the machine", load_average())
    sys.exit(f"missed: {'; '.join(goals.missed)}" if goals.missed else 0)


if __name__ == "__main__":
    main()
