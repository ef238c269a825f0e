"""A class of 60 on one process: joining, an answer every 5 s, Predict together; on SQLite and on PostgreSQL.

Run by hand: ``python benchmarks/classes.py``, or with the names of the stores: sqlite, postgresql. PostgreSQL
is started as the tests do it, but waits for the disk.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script is run by its path

import store
from benchmarks.asking import Browser
from benchmarks.goals import Goals, Shares, load_average
from benchmarks.processes import Process, started
from benchmarks.sessions import Session
from benchmarks.students import Key, Student, Teacher
from cnnviz.classes import Assignment, ready_made, seed_for
from cnnviz.exercises import exercises, pose

postgres: Any = import_module("tests.postgres")  # which has no types

#: Seconds between two answers of a student.
PAUSE: Final = 5.0
#: What is set, and what is asked of all: the questions of Predict together, with their levels.
SET: Final = "unit-convolution"
ASKED: Final = (("output-size", 1), ("same-padding", 1))
#: Seconds in which a class answers a question to all.
THINKING: Final = 5.0


async def measure(goals: Goals, name: str, url: str, server: Process, count: int, seconds: float) -> None:
    """Let a class come, work and vote; print."""
    teacher, fresh = Teacher(server.host), server.megabytes()
    await teacher.make(_assignment())
    await _warmed(server.host)
    before = server.megabytes()
    students = [Student(server.host, teacher.code) for _ in range(count)]
    await joining(goals, f"{name}: {count}", students)
    memory = (server.megabytes() - before) / count
    database = store.open(url)
    try:
        who = database.by_key(teacher.key)
        assert who is not None
        ids = {one.nickname: one.id for one in database.students(who)}
        keys = [_key(_assignment(), database.of(who).secret, ids[one.nickname]) for one in students]
        with Shares({"the server": server.processor_seconds}) as shares:
            end = monotonic() + seconds
            await asyncio.gather(*(_work(one, key, end) for one, key in zip(students, keys, strict=True)))
        _tell_answers(goals, f"{name}: {count}", students, len(database.attempts(who)))
        goals.note(f"{name}: {count} answer: cores", f"{shares.told()}; {load_average()}")
        spent = shares.spent["the server"] / max(sum(one.sent for one in students), 1)
        goals.note(f"{name}: processor an answer, with all looks", f"{1000 * spent:.0f} ms")
    finally:
        database.close()
    most = (server.megabytes() - before) / count
    goals.at_most(f"{name}: memory a student, once joined", 3, memory, "{:.2f}", " MB")
    goals.at_most(f"{name}: memory a student, after answering", 3, most, "{:.2f}", " MB")
    told = f"{server.megabytes():.0f} MB; {before:.0f} before they came, {fresh:.0f} before anybody came"
    goals.note(f"{name}: memory of the server", told)
    await together(goals, f"{name}: {count}", teacher, students)
    await asyncio.gather(*(one.close() for one in students))
    await teacher.close()


async def joining(goals: Goals, name: str, students: Sequence[Student]) -> None:
    """Let all join at once, and open the page of the class."""
    start = monotonic()
    await asyncio.gather(*(one.join() for one in students))
    goals.at_most(f"{name} join: all are in the class", 10, monotonic() - start, "{:.1f}", " s")
    await asyncio.gather(*(one.open() for one in students))
    goals.at_most(f"{name} join: all see their tasks", 10, monotonic() - start, "{:.1f}", " s")


async def together(goals: Goals, name: str, teacher: Teacher, students: Sequence[Student]) -> None:
    """Ask all a few questions, and measure from an answer to the bar."""
    await teacher.present()
    late: list[float] = []
    until_asked: list[float] = []
    for item, level in ASKED:
        start = monotonic()
        await teacher.ask(item, level)
        there = await asyncio.gather(*(_is_asked(one, teacher.round) for one in students))
        until_asked += [at - start for at in there]
        votes = [_vote_some_time(one, place) for place, one in enumerate(students)]
        sent = sorted(await asyncio.gather(*votes))
        await teacher.until_all(len(students))
        late += [seen - at for seen, at in zip(sorted(teacher.seen), sent, strict=True)]
        await teacher.reveal()
    goals.milliseconds(f"{name} vote: from an answer to the bar", 1000, late)
    goals.milliseconds(f"{name} vote: from asking to the question on a device", None, until_asked)


async def _is_asked(one: Student, number: int) -> float:
    await one.session.until(lambda: one.klass.get("round") == number)
    return monotonic()


async def _vote_some_time(one: Student, place: int) -> float:
    await asyncio.sleep(random.Random(place).uniform(0, THINKING))
    return await one.vote([str(place % 7)])


async def _work(one: Student, key: Key, end: float) -> None:
    draw = random.Random(one.nickname)
    await asyncio.sleep(draw.uniform(0, PAUSE))
    while (next_at := monotonic() + PAUSE) < end + PAUSE:
        await one.answer(key, rightly=draw.random() < 0.5)
        await asyncio.sleep(max(0.0, next_at - monotonic()))


async def _warmed(host: str) -> None:
    """Open a page once, so that what all sessions share is loaded before memory is measured."""
    for page in ("classes", "kernels"):
        session = Session(Browser(host), page)
        await session.open()
        await session.close()


def _tell_answers(goals: Goals, name: str, students: Sequence[Student], kept: int) -> None:
    shown = [seconds for one in students for seconds in one.shown]
    acknowledged = [seconds for one in students for seconds in one.acknowledged]
    goals.milliseconds(f"{name} answer: until it is kept", 300, acknowledged)
    goals.milliseconds(f"{name} answer: until its verdict is on the page", 300, shown)
    goals.at_most(f"{name} answer: acknowledged and not in the store", 0, len(acknowledged) - kept)
    goals.at_most(f"{name} answer: refused", 0, sum(one.refused for one in students))
    looks = sum(one.lost_looks for one in students)
    goals.note(
        f"{name} answer: sent again; looks without an answer",
        f"{sum(one.again for one in students)}; {looks}",
    )


def _assignment() -> Assignment:
    return ready_made()[SET].model_copy(update={"attempts": None, "scores": "at once"})


def _key(assignment: Assignment, secret: bytes, student: str) -> Key:
    """Give what knows a student's right answers; only the store has the secret."""
    tasks = {task.key: task for task in assignment.tasks}

    def right(key: str, variant: int) -> Any:
        task = tasks[key]
        return pose(exercises()[task.id], task.level, seed_for(secret, key, student, variant)).right_answer

    return right


@contextmanager
def place(name: str) -> Iterator[str]:
    """Give the address of an empty database."""
    if name == "sqlite":
        with TemporaryDirectory() as folder:
            yield f"{folder}/cnnviz.db"
        return
    postgres.SETTINGS = postgres.SETTINGS.replace(" = off", " = on")
    with postgres.server() as url:
        yield url


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    stores = ["sqlite", "postgresql"]
    options.add_argument(
        "stores", nargs="*", choices=[*stores, []], default=[], help="both, if none is named"
    )
    options.add_argument("--students", type=int, default=60)
    options.add_argument("--seconds", type=float, default=30.0)
    given = options.parse_args()
    goals = Goals()
    for name in given.stores or stores:
        with place(name) as url, started(settings={"CNNVIZ_DATABASE": url}) as server:
            asyncio.run(measure(goals, name, url, server, given.students, given.seconds))
    sys.exit(f"missed: {'; '.join(goals.missed)}" if goals.missed else 0)


if __name__ == "__main__":
    main()
