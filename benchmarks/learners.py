"""Learners for load tests: they change something now and then, answered or not."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from time import monotonic
from typing import Final, Protocol

from benchmarks.asking import PATIENCE, Browser
from benchmarks.sessions import Session
from benchmarks.viewing import DRAGGED, View

#: What a learner does on a page with a linked view: each draws one of these.
Draw = Callable[[random.Random], Mapping[str, object]]


def weights(draw: random.Random) -> Mapping[str, object]:
    """Type nine weights."""
    rows = [" ".join(str(draw.randint(-4, 4)) for _ in range(3)) for _ in range(3)]
    return {"edit": "\n".join(rows)}


KERNELS: Final[Sequence[Draw]] = (
    weights,
    lambda draw: {"stride": draw.randint(1, 4)},
    lambda draw: {"margin": draw.randint(0, 8), "pad": "number"},
    lambda draw: {"kernel": draw.choice(["gaussian", "sobel", "laplacian", "box", "sharpen"])},
)
POOLING: Final[Sequence[Draw]] = (
    lambda draw: {"window": draw.randint(1, 5)},
    lambda draw: {"step": draw.randint(1, 4)},
    lambda draw: {"pool": draw.choice(["max", "average", "min"])},
)


class Changing(Protocol):
    """What somebody looks at who changes things; `View` is one."""

    shown: list[float]
    settled: list[float]
    answers: int
    news: int
    failed: int

    def change(self, fields: Mapping[str, object]) -> None:
        """Change something."""

    async def begin(self) -> None:
        """Take what was drawn first."""

    async def at_rest(self) -> None:
        """Wait until all is answered."""

    def end(self) -> None:
        """Do nothing more."""


class TestImages:
    """The Network page, where another test image is looked at; only the page itself answers."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.shown: list[float] = []
        self.settled: list[float] = []
        self.answers = self.news = self.failed = 0
        self._waiting: list[tuple[int, float]] = []
        self._sending: set[asyncio.Task[None]] = set()

    async def begin(self) -> None:
        """Look at what comes."""
        self.session.heard_all.append(self._hear)

    def change(self, fields: Mapping[str, object]) -> None:
        """Look at another one."""
        (number,) = fields.values()
        self._waiting.append((int(str(number)), monotonic()))
        task = asyncio.create_task(self.session.set("test", int_value=number))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def at_rest(self) -> None:
        """Wait until the last one is drawn."""
        await self.session.until(lambda: not self._waiting)

    def end(self) -> None:
        """Look no more."""
        if self._hear in self.session.heard_all:
            self.session.heard_all.remove(self._hear)

    def _hear(self) -> None:
        """Look, at the end of a run, which image is drawn; those before it were overtaken."""
        drawn = self.session.drawn["input"].element.bidi_component.bytes
        for place, (number, _) in reversed(list(enumerate(self._waiting))):
            if f"Test image {number},".encode() in drawn:
                waited = [monotonic() - since for _, since in self._waiting[: place + 1]]
                self.shown += waited
                self.settled += waited
                self.answers += 1
                self.news += 1
                del self._waiting[: place + 1]
                return


#: The pages of a mixed class: how many of ten learners are there, and what they do.
MIX: Final[Mapping[str, tuple[int, Sequence[Draw]]]] = {
    "kernels": (4, KERNELS),
    "pooling": (3, POOLING),
    "network": (3, (lambda draw: {"test": draw.randint(0, 99)},)),
}


class Learner:
    """Somebody on a page of `MIX`.

    Attributes
    ----------
    changes : int
        What they have changed so far.
    trouble : list of str
        What was not answered, or failed.
    """

    def __init__(self, host: str, number: int) -> None:
        self._draw = random.Random(number)
        pages = [page for page, (count, _) in MIX.items() for _ in range(count)]
        self.page = pages[number % len(pages)]
        self.session = Session(Browser(host), self.page)
        self.view: Changing = (
            TestImages(self.session) if self.page == "network" else View(self.session, self.page)
        )
        self.changes = 0
        self.trouble: list[str] = []

    async def open(self) -> None:
        """Open the page."""
        await self.session.open()
        await self.view.begin()

    def change(self) -> None:
        """Change something."""
        self.changes += 1
        self.view.change(self._draw.choice(MIX[self.page][1])(self._draw))

    async def stay(self, pause: float, end: float) -> None:
        """Change something every so many seconds, also if the last change was not answered yet."""
        await asyncio.sleep(self._draw.uniform(0, pause))
        while monotonic() < end and not self.session.is_lost:
            self.change()
            await asyncio.sleep(pause * self._draw.uniform(0.8, 1.2))
        await self._rest()

    async def leave_for(self, page: str) -> None:
        """Follow a link to another page."""
        self.view.end()
        await self.session.go(page)

    async def hurry(self, end: float) -> None:
        """Change the next thing as soon as the last one is answered: so much there is to be had."""
        while monotonic() < end and not self.session.is_lost:
            self.change()
            await self._rest()

    async def close(self) -> None:
        """Close the window; what failed is noted."""
        if self.session.is_lost:
            self.trouble.append(f"{self.page}: disconnected")
        if self.view.failed:
            self.trouble.append(f"{self.page}: {self.view.failed} requests failed")
        self.view.end()
        await self.session.close()

    async def _rest(self) -> None:
        try:
            await self.view.at_rest()
        except TimeoutError:
            self.trouble.append(f"{self.page}: not answered within {PATIENCE:.0f} s")
        except ConnectionError:
            pass  # it is noted when the window is closed


async def drag(view: View, end: float) -> None:
    """Drag a weight without a pause: the next number is set once the last one is painted."""
    draw = random.Random(view.session.name)
    while monotonic() < end:
        view.change(weights(draw), DRAGGED)
        with suppress(TimeoutError):
            await view.on_screen()
        await asyncio.sleep(1 / 60)


async def open_all(learners: Sequence[Learner], at_once: int = 8) -> float:
    """Open the pages, so many at a time; give the seconds that took."""
    gate, start = asyncio.Semaphore(at_once), monotonic()

    async def opened(one: Learner) -> None:
        async with gate:
            try:
                await one.open()
            except (ConnectionError, TimeoutError, OSError) as error:
                one.trouble.append(f"{one.page}: not opened: {error!r}")

    await asyncio.gather(*(opened(one) for one in learners))
    return monotonic() - start
