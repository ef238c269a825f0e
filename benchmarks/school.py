"""A school at once: learners with real sessions, on one process and behind nginx with two.

Run by hand: ``python benchmarks/school.py``, or with the names of its parts: one, dragging, training,
overload, school. The load shares the machine with the servers, and says what it takes.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, Final, NamedTuple, Self

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script is run by its path

from benchmarks import classroom
from benchmarks.asking import Browser
from benchmarks.goals import Goals, Shares, load_average
from benchmarks.learners import Learner, drag, open_all
from benchmarks.processes import Process, nginx, replicas, started
from benchmarks.sessions import Session
from benchmarks.viewing import View

#: Seconds between two changes of a learner.
PAUSE: Final = 5.0
#: Seconds in which nothing is measured yet.
WARMING: Final = 3.0


async def stay(
    goals: Goals, host: str, behind: Sequence[Process], count: int, seconds: float, most: float
) -> None:
    """Let so many change something every `PAUSE` seconds; `most` is the goal in ms."""
    learners = [Learner(host, number) for number in range(count)]
    took = await open_all(learners)
    opened = [one for one in learners if not one.trouble]
    for one in opened:
        one.view.shown.clear()
        one.view.settled.clear()
    with Shares(_programs(behind)) as shares:
        end = monotonic() + seconds
        await asyncio.gather(*(one.stay(PAUSE, end) for one in opened))
    where = f"{count} learners, {_place(behind)}"
    goals.milliseconds(f"{where}: a change on the screen", most, _all(opened, "shown"))
    goals.milliseconds(f"{where}: the page has heard of it", None, _all(opened, "settled"))
    await _close(goals, where, learners)
    changes = sum(one.changes for one in opened)
    spent = sum(share for name, share in shares.spent.items() if name != "the load itself")
    goals.note(f"{where}: processor a change", f"{1000 * spent / max(changes, 1):.1f} ms, with previews")
    goals.note(f"{where}: opened within", f"{took:.0f} s")
    goals.note(f"{where}: cores", f"{shares.told()}; {load_average()}")


async def dragging(goals: Goals, one: Process, count: int, seconds: float) -> None:
    """Let so many drag a weight without a pause."""
    views = [View(Session(Browser(one.host), "kernels"), "kernels") for _ in range(count)]
    for view in views:
        await view.session.open()
        await view.begin()
    with Shares(_programs([one])) as shares:
        end = monotonic() + seconds
        await asyncio.gather(*(drag(view, end) for view in views))
    shown = [seconds for view in views for seconds in view.shown]
    goals.milliseconds(f"{count} drag a weight without a pause", 200, shown)
    goals.at_most(f"{count} drag: requests that failed", 0, sum(view.failed for view in views))
    goals.note(f"{count} drag: maps a second, each", f"{len(shown) / shares.wall / count:.1f}")
    goals.note(f"{count} drag: cores", f"{shares.told()}; {load_average()}")
    for view in views:
        view.end()
        await view.session.close()


async def training(goals: Goals, one: Process, count: int, seconds: float) -> None:
    """Let so many train."""
    learners = [classroom.Learner(one.host) for _ in range(count)]
    for learner in learners:
        await learner.open()
    await asyncio.gather(*(learner.start() for learner in learners))
    await asyncio.sleep(WARMING)
    before = [learner.frames for learner in learners]
    with Shares(_programs([one])) as shares:
        await asyncio.sleep(seconds)
    frames = [(learner.frames - old) / shares.wall for learner, old in zip(learners, before, strict=True)]
    goals.at_least(f"{count} train: frames a second of the slowest", 1, min(frames), "{:.2f}")
    goals.note(f"{count} train: cores", f"{shares.told()}; {load_average()}")
    for learner in learners:
        await learner.close()


async def overload(goals: Goals, one: Process, count: int, seconds: float) -> None:
    """Find how much is answered at most, then ask for twice as much, whether or not it is answered.

    What counts is how often a learner sees a change that was not there. A change is answered twice, by a
    preview and by the cheaper run after it; past saturation the next one often comes before that run.
    """
    learners = [Learner(one.host, number) for number in range(count)]
    await open_all(learners)
    opened = Done.by(learners)
    with Shares(_programs([one])) as full:
        end = monotonic() + seconds
        await asyncio.gather(*(learner.hurry(end) for learner in learners))
    saturated = Done.by(learners).since(opened)
    rate = saturated.changes / full.wall
    for learner in learners:
        learner.view.shown.clear()
    before = Done.by(learners)
    with Shares(_programs([one])) as twice:
        end = monotonic() + seconds
        stays = asyncio.gather(*(learner.stay(count / (2 * rate), end) for learner in learners))
        await asyncio.sleep(seconds)
        asked = Done.by(learners).since(before)
    await stays
    for name, done, shares in (("saturated", saturated, full), ("twice that", asked, twice)):
        spent = 1000 * shares.spent["the server"]
        goals.note(f"{name}: a second", f"{done.told(shares.wall)}; {shares.told()}")
        goals.note(f"{name}: processor a change that is shown", f"{spent / max(1, done.news):.1f} ms")
    part = (asked.news / twice.wall) / (saturated.news / full.wall)
    goals.at_least("twice that: changes shown a second, as a part of before", 0.9, part, "{:.2f}")
    goals.milliseconds("twice that: a change, or a newer one, on the screen", None, _all(learners, "shown"))
    await _close(goals, "twice that", learners)
    goals.note("twice that: the machine", load_average())


class Done(NamedTuple):
    """What learners have asked for and got so far, all together."""

    changes: int
    news: int
    answers: int
    begun: int
    ended: int
    cut_off: int
    messages: int

    @classmethod
    def by(cls, learners: Sequence[Learner]) -> Self:
        """Count it."""
        views = [one.view for one in learners]
        sessions = [one.session for one in learners]
        return cls(
            sum(one.changes for one in learners),
            *(sum(getattr(view, name) for view in views) for name in ("news", "answers")),
            *(sum(getattr(one, name) for one in sessions) for name in cls._fields[3:]),
        )

    def since(self, before: Done) -> Done:
        """Give what is more than before."""
        return Done(*(now - then for now, then in zip(self, before, strict=True)))

    def told(self, seconds: float) -> str:
        """Say how much that is a second."""
        each = {name: number / seconds for name, number in self._asdict().items()}
        return (
            "{changes:.0f} changes, {news:.0f} shown by {answers:.0f} answers; runs: {begun:.1f} begun, "
            "{ended:.1f} ended, {cut_off:.1f} cut off; {messages:.0f} messages".format(**each)
        )


def _programs(behind: Sequence[Process]) -> dict[str, Callable[[], float]]:
    names = (
        ["the server"] if len(behind) == 1 else [f"replica {place + 1}" for place in range(len(behind) - 1)]
    )
    names += ["nginx"] if len(behind) > 1 else []
    return {name: process.processor_seconds for name, process in zip(names, behind, strict=True)}


def _place(behind: Sequence[Process]) -> str:
    return "one process" if len(behind) == 1 else f"nginx and {len(behind) - 1} replicas"


def _all(learners: Sequence[Learner], what: str) -> list[float]:
    return [seconds for one in learners for seconds in getattr(one.view, what)]


async def _close(goals: Goals, where: str, learners: Sequence[Learner]) -> None:
    await asyncio.gather(*(one.close() for one in learners))
    trouble = [said for one in learners for said in one.trouble]
    goals.at_most(f"{where}: errors, unanswered, disconnected", 0, len(trouble))
    for said in sorted(set(trouble))[:5]:
        goals.note("", f"{trouble.count(said)} × {said}")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    parts = ["one", "dragging", "training", "overload", "school"]
    options.add_argument("parts", nargs="*", choices=[*parts, []], default=[], help="all, if none is named")
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("--learners", type=int, default=300, help="of the school")
    given = options.parse_args()
    goals, seconds = Goals(), given.seconds
    alone: dict[str, Callable[[Process], Coroutine[Any, Any, None]]] = {
        "one": lambda one: stay(goals, one.host, [one], 100, seconds, 150),
        "dragging": lambda one: dragging(goals, one, 30, seconds / 2),
        "training": lambda one: training(goals, one, 30, seconds / 2),
        "overload": lambda one: overload(goals, one, 60, seconds / 2),
    }
    wanted = given.parts or parts
    for part in wanted:
        if part in alone:
            with started() as one:
                asyncio.run(alone[part](one))
    if "school" in wanted:
        with TemporaryDirectory() as folder, replicas(2, f"{folder}/cnnviz.db") as two, nginx(two) as front:
            asyncio.run(stay(goals, front.host, [*two, front], given.learners, seconds, 300))
    sys.exit(f"missed: {'; '.join(goals.missed)}" if goals.missed else 0)


if __name__ == "__main__":
    main()
