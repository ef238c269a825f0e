"""Learners that come and go for hours: whether the server's memory, descriptors and threads stay flat.

Run by hand: ``python benchmarks/soak.py --minutes 120 --plot docs/soak.svg``. Meanwhile the code must not
change; ``--root`` names a copy of it. The plot is written anew every minute, so that what was measured until
then is there.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import random
import statistics
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script is run by its path

from benchmarks import classroom
from benchmarks.asking import Browser
from benchmarks.curves import Curve, curves_svg
from benchmarks.goals import Goals, load_average
from benchmarks.learners import Learner
from benchmarks.processes import ROOT, Process, started
from benchmarks.sessions import Session

#: Seconds that a learner stays, and is away before the next one comes.
STAYS, AWAY = (20.0, 120.0), (0.5, 5.0)
#: Seconds between two looks at the server, and between two plots.
LOOK, PLOT = 5.0, 60.0
#: The part of a third of the time by which a later one may exceed it and still be called flat.
FLAT: Final = 1.05
_TROUBLE = (ConnectionError, TimeoutError, OSError, LookupError)


class Sample(NamedTuple):
    """The server at a moment: seconds since the start, and what it held."""

    at: float
    memory: float
    descriptors: int
    threads: int
    learners: int


class Crowd:
    """Those who come and go.

    Attributes
    ----------
    here, came, troubled : int
        Who is there, how many have come, and how many had something unanswered, failed or disconnected.
    """

    def __init__(self, host: str, pause: float, end: float) -> None:
        self._host, self._pause, self._end = host, pause, end
        self.here = self.came = self.changes = self.troubled = 0

    async def place(self, number: int) -> None:
        """One after the other at one place, until the end."""
        draw = random.Random(number)
        await asyncio.sleep(draw.uniform(0, STAYS[0]))
        while monotonic() < self._end:
            self.came += 1
            kind = draw.choice([_changes, _changes, _changes, _changes, _uploads, _trains])
            self.here += 1
            try:
                end = min(self._end, monotonic() + draw.uniform(*STAYS))
                await kind(self, draw, end)
            except _TROUBLE:
                self.troubled += 1
            self.here -= 1
            await asyncio.sleep(draw.uniform(*AWAY))

    def visitor(self, draw: random.Random) -> Learner:
        """Somebody for a page with things to change."""
        return Learner(self._host, draw.randrange(10_000))

    def browser(self) -> Browser:
        """Make a browser that knows nothing."""
        return Browser(self._host)

    @property
    def pause(self) -> float:
        """Seconds between two changes."""
        return self._pause


async def _changes(crowd: Crowd, draw: random.Random, end: float) -> None:
    """Change something now and then, then look at another page."""
    one = crowd.visitor(draw)
    try:
        await one.open()
        await one.stay(crowd.pause, end)
        await one.session.go(draw.choice(["", "softmax", "activations", "counting", "practise"]))
    finally:
        crowd.changes += one.changes
        crowd.troubled += bool(one.trouble)
        await one.close()


async def _uploads(crowd: Crowd, draw: random.Random, end: float) -> None:
    """Bring a picture of one's own."""
    session = Session(crowd.browser(), "kernels")
    pixels = np.random.default_rng(draw.randrange(1000)).integers(0, 256, (600, 800, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    try:
        await session.open()
        while monotonic() < end:
            await session.upload("img_file", "own.png", file.getvalue())
            await session.until(lambda: not session.is_running)
            await asyncio.sleep(4 * crowd.pause)
    finally:
        await session.close()


async def _trains(crowd: Crowd, draw: random.Random, end: float) -> None:
    """Train."""
    one = classroom.Learner(crowd.browser().host)
    try:
        await one.open()
        await one.start()
        await asyncio.sleep(end - monotonic())
    finally:
        await one.close()


async def watch(server: Process, crowd: Crowd, start: float, end: float, plot: Path | None) -> list[Sample]:
    """Look at the server again and again."""
    samples: list[Sample] = []
    next_plot = start + PLOT
    while monotonic() < end:
        await asyncio.sleep(LOOK)
        seen = server.megabytes(), server.descriptors(), server.threads()
        samples.append(Sample(monotonic() - start, *seen, crowd.here))
        if plot is not None and (monotonic() >= next_plot or monotonic() >= end):
            next_plot += PLOT
            plot.write_text(drawn(samples, crowd), "utf-8")
    return samples


def drawn(samples: Sequence[Sample], crowd: Crowd) -> str:
    """Draw what was seen."""
    minutes = [one.at / 60 for one in samples]
    rows = [
        Curve("memory of the server, MB", [one.memory for one in samples]),
        Curve("descriptors", [one.descriptors for one in samples]),
        Curve("threads", [one.threads for one in samples]),
        Curve("learners there", [one.learners for one in samples]),
    ]
    title = f"{crowd.came:,} learners who came and went, {crowd.changes:,} changes"
    return curves_svg(title, "minutes", minutes, rows)


def thirds(values: Sequence[float]) -> tuple[float, float]:
    """Give the medians of the middle third and of the last one; the first warms up."""
    third = len(values) // 3
    return statistics.median(values[third : 2 * third]), statistics.median(values[2 * third :])


async def soak(server: Process, count: int, pause: float, seconds: float, plot: Path | None) -> None:
    """Let them come and go, and print whether the server stayed as it was."""
    start = monotonic()
    crowd = Crowd(server.host, pause, start + seconds)
    places = [asyncio.create_task(crowd.place(number)) for number in range(count)]
    samples = await watch(server, crowd, start, start + seconds, plot)
    with suppress(TimeoutError):
        async with asyncio.timeout(120):
            await asyncio.gather(*places)
    goals = Goals()
    goals.note(
        f"{count} at a time for {seconds / 60:.0f} minutes",
        f"{crowd.came:,} came, {crowd.changes:,} changes, {crowd.troubled} had trouble; {load_average()}",
    )
    for name in ("memory", "descriptors", "threads"):
        middle, last = thirds([getattr(one, name) for one in samples])
        goals.at_most(f"{name}: last third as a part of the middle", FLAT, last / middle, "{:.3f}")
        goals.note(
            f"{name}: first, middle third, last third",
            f"{getattr(samples[0], name):.0f}, {middle:.0f}, {last:.0f}",
        )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=2.5)
    options.add_argument("--learners", type=int, default=60)
    options.add_argument("--pause", type=float, default=5.0, help="seconds between two changes of a learner")
    options.add_argument("--plot", type=Path, help="the SVG to write")
    options.add_argument("--root", type=Path, default=ROOT, help="the code of the server")
    given = options.parse_args()
    with started(root=given.root) as server:
        asyncio.run(soak(server, given.learners, given.pause, 60 * given.minutes, given.plot))


if __name__ == "__main__":
    main()
