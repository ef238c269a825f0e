"""A class for load tests: its teacher, and students with real sessions who answer, vote, and ask what is new.

They do what assets/components/classwork/, exercise/in_class.js and together/ do, over the same addresses.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, Final

from benchmarks.asking import PATIENCE, Answer, Browser
from benchmarks.sessions import Session
from benchmarks.viewing import unpack
from cnnviz.classes import Assignment

#: Seconds between a student's looks whether something was asked, and a teacher's at the bars.
PULSE, BARS = 0.8, 0.3
#: Seconds until a page that has not drawn something new is told of it again.
DRAWN_WITHIN: Final = 5.0
#: Seconds until what was not heard is sent again: assets/components/outbox.js.
AGAIN: Final = 1.0
#: What a browser sends again.
_UNHEARD: Final = (0, 429, 500, 502, 503, 504)
#: Gives the right answer to a task, by its key and variant.
Key = Callable[[str, int], Any]


class Student:
    """Somebody who joins a class, and works through its tasks.

    Attributes
    ----------
    acknowledged, shown : list of float
        Seconds of each answer until it was on the disk, and until its verdict was on the page.
    sent, again, refused : int
        Answers; how often one had to be sent again; how many were refused.
    """

    def __init__(self, host: str, code: str) -> None:
        self.session = Session(Browser(host), "classroom", f"code={code}")
        self.code, self.nickname = code, ""
        self.acknowledged: list[float] = []
        self.shown: list[float] = []
        self.sent = self.again = self.refused = self.lost_looks = 0
        self._told = (-1, 0.0)
        self._looker = Browser(host)
        self._looker.cookies = self.session.browser.cookies
        self._looking: asyncio.Task[None] | None = None

    async def join(self) -> None:
        """Join by the code; what is refused as too fast is sent again."""
        answer = await self._post("join", {"code": self.code})
        if answer.status != 200:
            raise ConnectionError(f"joining was answered with {answer.status}")
        self.nickname = answer.json()["nickname"]

    async def open(self) -> None:
        """Open the page of the class, and look every moment whether something was asked."""
        await self.session.open()
        self._looking = asyncio.create_task(self._look_again_and_again())

    @property
    def work(self) -> dict[str, Any]:
        """What the page says of the class."""
        return _header(self.session, "classwork")

    @property
    def klass(self) -> dict[str, Any]:
        """What the page says of the task that is worked on, or of the question to all."""
        told: dict[str, Any] = _header(self.session, "exercise").get("klass") or {}
        return told

    async def answer(self, key: Key, *, rightly: bool) -> None:
        """Answer the task, wait for the verdict, and go on to the next task if it was right."""
        klass, start = self.klass, monotonic()
        if klass.get("act") != "answer" or not klass["canAnswer"]:
            await self._next(klass)
            klass, start = self.klass, monotonic()
            if klass.get("act") != "answer" or not klass["canAnswer"]:
                return
        said = {name: klass[name] for name in ("task", "variant", "seen")}
        right = key(klass["task"], klass["variant"])
        given = right if rightly else _wrong(right)
        self.sent += 1
        answer = await self._post(
            f"{self.code}/answer", {**said, "key": secrets.token_hex(8), "answer": given}
        )
        if answer.status != 200:
            self.refused += 1
            return
        self.acknowledged.append(monotonic() - start)
        await self.session.report("exercise", "told", self.sent)
        await self.session.until(
            lambda: self.klass.get("task") != klass["task"] or self.klass["seen"] > klass["seen"]
        )
        self.shown.append(monotonic() - start)

    async def vote(self, answer: Any) -> float:
        """Answer the question to all; give when it was sent."""
        at, klass = monotonic(), self.klass
        body = {"key": secrets.token_hex(8), "round": klass["round"], "answer": answer}
        told = await self._post(f"{self.code}/vote", body)
        if told.status != 200:
            raise ConnectionError(f"a vote was answered with {told.status}")
        await self.session.report("exercise", "told", at)
        return at

    async def close(self) -> None:
        """Close the window."""
        if self._looking is not None:
            self._looking.cancel()
        self._looker.close()
        await self.session.close()

    async def _next(self, klass: dict[str, Any]) -> None:
        """Go to another task that is not done yet."""
        tasks = [one["key"] for one in self.work["tasks"] if one["kind"] == "exercise"]
        opened = [one["key"] for one in self.work["tasks"] if one["state"] in ("open", "wrong")]
        wanted = [name for name in tasks if name in opened and name != klass.get("task")]
        if wanted:
            await self.session.report("classwork", "task", wanted[0])
            await self.session.until(lambda: self.klass.get("task") == wanted[0])

    async def _post(self, path: str, body: dict[str, Any]) -> Answer:
        end, answer = monotonic() + PATIENCE, Answer(0)
        while monotonic() < end:
            answer = await self.session.browser.post(f"classes/{path}", body)
            if answer.status not in _UNHEARD:
                break
            self.again += 1
            await asyncio.sleep(AGAIN)
        return answer

    async def _look_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(PULSE)
            answer = await self._looker.get(f"classes/{self.code}/pulse")
            self.lost_looks += answer.status != 200
            if answer.status == 200:
                await self._beat(answer.json()["pulse"])

    async def _beat(self, pulse: int) -> None:
        """Tell the page of a pulse that it has not drawn: once, and again if it stays away."""
        told, at = self._told
        if pulse != self.work["pulse"] and (pulse != told or monotonic() - at > DRAWN_WITHIN):
            self._told = pulse, monotonic()
            with suppress(ConnectionError):
                await self.session.report("classwork", "pulse", pulse)


class Teacher:
    """Who has made the class, and looks at the bars of Predict together.

    Attributes
    ----------
    seen : list of float
        When each of the answers so far was in the bars first.
    """

    def __init__(self, host: str) -> None:
        self.browser = Browser(host)
        self.code = self.key = ""
        self.seen: list[float] = []
        self.round = 0
        self._looking: asyncio.Task[None] | None = None
        self.page: Session | None = None

    async def make(self, assignment: Assignment) -> None:
        """Make a class."""
        text = json.dumps({"format": 1, **assignment.model_dump(mode="json")})
        answer = await self.browser.post("classes/make", {"yaml": text})
        if answer.status != 200:
            raise ConnectionError(f"making a class was answered with {answer.status}: {answer.body!r}")
        self.code, self.key = answer.json()["code"], answer.json()["key"]

    async def present(self) -> None:
        """Open Predict together on the projector."""
        browser = Browser(self.browser.host)
        browser.cookies = self.browser.cookies
        self.page = Session(browser, "together", f"code={self.code}")
        await self.page.open()

    async def ask(self, item: str, level: int) -> None:
        """Ask all something, and look at the bars from now on."""
        answer = await self.browser.post(f"classes/{self.code}/ask", {"item": item, "level": level})
        if answer.status != 200:
            raise ConnectionError(f"asking was answered with {answer.status}")
        self.round, self.seen = answer.json()["round"], []
        self._looking = asyncio.create_task(self._look_again_and_again())

    async def until_all(self, count: int) -> None:
        """Wait until so many answers are in the bars."""
        async with asyncio.timeout(PATIENCE):
            while len(self.seen) < count:
                await asyncio.sleep(BARS / 3)

    async def reveal(self) -> None:
        """Reveal the answer."""
        if self._looking is not None:
            self._looking.cancel()
        await self.browser.post(f"classes/{self.code}/state", {"round": self.round, "state": "revealed"})

    async def close(self) -> None:
        """Close the windows."""
        if self._looking is not None:
            self._looking.cancel()
        if self.page is not None:
            await self.page.close()
        self.browser.close()

    async def _look_again_and_again(self) -> None:
        looker = Browser(self.browser.host)
        looker.cookies = self.browser.cookies
        while True:
            answer = await looker.get(f"classes/{self.code}/together")
            if answer.status == 200 and (answer.json()["round"] or {}).get("number") == self.round:
                more = answer.json()["votes"] - len(self.seen)
                self.seen += more * [monotonic()]
            await asyncio.sleep(BARS)


def _header(session: Session, key: str) -> dict[str, Any]:
    drawn = session.drawn.get(key)
    return {} if drawn is None else unpack(drawn.element.bidi_component.bytes)[0]


def _wrong(right: Any) -> Any:
    """Make a wrong answer of a right one: a number more, or others in their places."""
    first = str(right[0])
    if first.lstrip("-").replace(".", "", 1).isdigit():
        return [str(float(first) + 1), *right[1:]]
    return [*right[1:], right[0]] if len(right) > 1 else right
