"""Learners with real sessions who change something all the time, and go on where their connection ends."""

import asyncio
import threading
from contextlib import closing, contextmanager

from websockets import WebSocketException

from benchmarks.asking import Browser
from benchmarks.sessions import Session
from tests.server import PATIENCE

#: What a browser asks before it connects again.
BEFORE = ("_stcore/health", "_stcore/host-config")


class Learner:
    """Somebody on a page with a control.

    `changes` counts what was answered, `moves` how often they came to another replica, and `problems` is all
    that they would have seen.
    """

    def __init__(self, host, progress):
        self.changes, self.moves, self.problems = 0, 0, []
        self._progress = progress
        self._session = Session(Browser(host), "pooling", "img=counting-6")
        self._session.heard.append(self._look)

    async def open(self):
        await self._session.open()

    async def work(self, ended, may_go):
        session = self._session
        while not ended.is_set():
            await may_go.wait()
            try:
                await session.set("so_far", bool_value=self.changes % 2 == 0)
                await session.until(lambda: not session.is_running, PATIENCE)
            except ConnectionError:
                await self._connect_again()
                continue
            self.changes += 1
            with self._progress:
                self._progress.notify_all()
        await session.close()

    def _look(self, delta):
        if delta.new_element.WhichOneof("type") == "exception":
            self.problems.append(delta.new_element.exception.message)

    async def _connect_again(self):
        """As the page does: it asks whether somebody is there, connects, and runs."""
        browser = self._session.browser
        before = browser.cookies["cnnviz_replica"]
        for path in BEFORE:
            answer = await browser.get(path)
            if answer.status != 200:
                self.problems.append((path, answer.status, answer.body))
        try:
            await self._session.connect()
            await self._session.send()
            await self._session.until(lambda: not self._session.is_running, PATIENCE)
        except (OSError, WebSocketException) as error:
            self.problems.append(repr(error))
        self.moves += browser.cookies["cnnviz_replica"] != before


class Class:
    """Learners at work, in a thread."""

    def __init__(self, host, count):
        self.progress = threading.Condition()
        self.learners = [Learner(host, self.progress) for _ in range(count)]
        self.ended, self._may_go, self._loop = threading.Event(), asyncio.Event(), asyncio.new_event_loop()

    def work(self):
        """Have all work until the end."""
        self._may_go.set()

        async def all_of_them():
            for learner in self.learners:  # a class comes in by and by
                await learner.open()
            await asyncio.gather(*(one.work(self.ended, self._may_go) for one in self.learners))

        with closing(self._loop):
            self._loop.run_until_complete(all_of_them())
            self._loop.run_until_complete(
                self._loop.shutdown_default_executor()
            )  # what was hung up is let go

    @contextmanager
    def resting(self):
        """Have nobody change anything: a server that starts needs the machine."""
        self._loop.call_soon_threadsafe(self._may_go.clear)
        try:
            yield
        finally:
            self._loop.call_soon_threadsafe(self._may_go.set)

    def all_go_on(self, changes=2):
        """Wait until each has changed so many things more."""
        wanted = {one: one.changes + changes for one in self.learners}
        with self.progress:
            assert self.progress.wait_for(
                lambda: all(one.changes >= count for one, count in wanted.items()), 2 * PATIENCE
            ), [one.problems for one in self.learners]


@contextmanager
def at_work(host, count):
    """Have so many learners work, until the end."""
    made = Class(host, count)
    thread = threading.Thread(target=made.work)
    thread.start()
    try:
        yield made
    finally:
        made.ended.set()
        thread.join(PATIENCE)
