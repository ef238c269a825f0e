"""A class trains at once: what the server takes, how often each learner sees something new, and who gets on.

Run from the folder of the repository: ``python benchmarks/classroom.py [learners] [seconds]``. It starts the
app and speaks to it as browsers do, but draws nothing: a browser for each learner would measure itself.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path
from time import monotonic

from streamlit.proto.Delta_pb2 import Delta

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script is run by its path

from benchmarks.asking import Browser
from benchmarks.processes import Process, started
from benchmarks.sessions import Session

#: Seconds that a browser takes to show a turn and to ask for the next.
BROWSER = 0.03


class Learner:
    """Somebody on Train, from the opening of the page to the end of the measurement.

    Attributes
    ----------
    frames, images : int
        Turns that were shown, and pictures that the network has learned from.
    """

    def __init__(self, host: str) -> None:
        self.session = Session(Browser(host), "train")
        self.frames = self.images = 0
        self._turn = -1
        self._next: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Open the page."""
        await self.session.open()
        self.session.heard.append(self._hear)

    async def start(self) -> None:
        """Press Start, and ask for a turn whenever the page would."""
        await self.session.press("t_go")

    async def close(self) -> None:
        """Close the window."""
        if self._next is not None:
            self._next.cancel()
        await self.session.close()

    def _hear(self, delta: Delta) -> None:
        element = delta.new_element
        if found := re.search(r'class="status".*?([\d,]+) images', element.html.body):
            self.images = int(found[1].replace(",", ""))
        if element.bidi_component.id.endswith("-part_turn"):
            told = json.loads(element.bidi_component.json)
            if told["rest"] is not None:
                self.frames += told["turn"] != self._turn
                self._turn = told["turn"]
                self._ask_after(told["rest"] / 1000 + BROWSER)

    def _ask_after(self, seconds: float) -> None:
        if self._next is not None:
            self._next.cancel()
        self._next = asyncio.create_task(self._ask(seconds))

    async def _ask(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.session.report("part_turn", "turn", self._turn)


async def measure(process: Process, count: int, seconds: float) -> None:
    """Let all begin together, and print what happened from then on."""
    learners = [Learner(process.host) for _ in range(count)]
    await asyncio.gather(*(one.open() for one in learners))
    await asyncio.gather(*(one.start() for one in learners))
    await asyncio.sleep(3)
    before = [(one.frames, one.session.size, one.images) for one in learners]
    spent, start = process.processor_seconds(), monotonic()
    await asyncio.sleep(seconds)
    wall, spent = monotonic() - start, process.processor_seconds() - spent
    gone = [
        (one.frames - f, one.session.size - s, one.images - i)
        for one, (f, s, i) in zip(learners, before, strict=True)
    ]
    await asyncio.gather(*(one.close() for one in learners))
    frames, size, images = (list(column) for column in zip(*gone, strict=True))
    print(f"{count} learners for {wall:.0f} s: the server took {spent / wall:.2f} cores")
    print(f"  frames a second, each: {min(frames) / wall:.2f} to {max(frames) / wall:.2f}")
    print(f"  images learned from, each: {min(images):,} to {max(images):,}")
    print(f"  {sum(size) / max(sum(frames), 1) / 1000:.0f} kB a frame")


def main(count: int, seconds: float) -> None:
    """Start the app, measure, end it."""
    with started() as process:
        asyncio.run(measure(process, count, seconds))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30, float(sys.argv[2]) if len(sys.argv) > 2 else 20.0)
