"""A linked view without a browser: what assets/components/linked/store.js asks of the server, and when.

What is set is asked of the preview route at once, one request at a time. The page is told after a moment, if
no preview is being made then. Its answer says how far it has heard.
"""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from streamlit.proto.Delta_pb2 import Delta

from benchmarks.sessions import Session

#: Seconds until Python is told of what was typed or pressed, or is being dragged; until it is told again.
TYPED, DRAGGED, AGAIN = 0.12, 0.3, 4.0
#: Seconds until it is told which parts the browser has.
HAVE = 0.5


def unpack(data: bytes) -> tuple[dict[str, Any], Callable[[str], bytes]]:
    """Read what pages/ui/session/payload.py has packed: the header, and a block's bytes by its name."""
    (length,) = struct.unpack_from("<i", data)
    header = json.loads(data[4 : 4 + length])

    def block(name: str) -> bytes:
        about = header["blocks"][name]
        start = 4 + length + about["offset"]
        return data[start : start + about["shape"][0]]

    return header, block


class View:
    """The view of a hub on a page that is open.

    Attributes
    ----------
    shown, settled : list of float
        Seconds of each change until it was on the screen, and until the page itself had heard of it.
    answers : int
        How often the server has answered: with a preview, or a run of the page.
    news : int
        How often an answer showed a change that was not on the screen yet. A run after its preview does not.
    failed : int
        Requests that failed, other than those that were put off.
    """

    def __init__(self, session: Session, hub: str) -> None:
        self.session, self.hub = session, hub
        self.shown: list[float] = []
        self.settled: list[float] = []
        self.answers = self.news = self.failed = 0
        self._address: str | None = None
        self._keys: dict[str, str] = {}
        self._set: dict[str, list[object]] = {}
        self._heard = self._told = self._seen = 0
        self._waiting: list[
            tuple[int, float]
        ] = []  # revisions that are not on the screen yet, and since when
        self._unheard: list[tuple[int, float]] = []  # and those that the page has not heard of
        self._asking: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        session.heard.append(self._hear)

    async def begin(self) -> None:
        """Take what the first run has drawn, and tell which parts are there."""
        for drawn in self.session.drawn.values():
            self._read(drawn.element.bidi_component.bytes)
        await asyncio.sleep(HAVE)
        await self._tell()
        await self.session.until(lambda: self._heard >= self._told)

    def change(self, fields: Mapping[str, object], rest: float = TYPED) -> None:
        """Set fields, as the learner does; `at_rest` waits until all is answered."""
        for name, value in fields.items():
            self.session.revision += 1
            self._set[name] = [self.session.revision, value]
        entry = self.session.revision, monotonic()
        self._waiting.append(entry)
        self._unheard.append(entry)
        self._tell_after(rest)
        if self._address and (self._asking is None or self._asking.done()):
            self._asking = asyncio.create_task(self._preview())

    async def at_rest(self) -> None:
        """Wait until every change is on the screen, and the page has heard of it."""
        await self.session.until(lambda: not self._waiting and not self._unheard)

    async def on_screen(self) -> None:
        """Wait until every change is on the screen."""
        await self.session.until(lambda: not self._waiting)

    def end(self) -> None:
        """Tell nothing more."""
        for task in (self._asking, self._telling):
            if task is not None:
                task.cancel()

    def _latest(self) -> int:
        return max((int(str(revision)) for revision, _ in self._set.values()), default=0)

    def _tell_after(self, rest: float) -> None:
        if self._telling is not None:
            self._telling.cancel()
        self._telling = asyncio.create_task(self._tell_later(rest))

    async def _tell_later(self, rest: float) -> None:
        await self._rest(rest)
        while self._set and not self.session.is_lost:
            if self._told > self._heard and self._told > self._latest():
                if not self.session.is_running:
                    await self.session.send()
            else:
                await self._tell()
            await self._rest(AGAIN)

    async def _rest(self, seconds: float) -> None:
        """Let so much time pass, and wait for a preview that is being made then."""
        await asyncio.sleep(seconds)
        while self._asking is not None and not self._asking.done():
            await asyncio.sleep(seconds)

    async def _tell(self) -> None:
        self.session.revision += 1
        self._told = self.session.revision
        await self.session.report_all(f"part_{self.hub}_intent", dict(self._set), have=dict(self._keys))

    async def _preview(self) -> None:
        asked = 0
        while self._address and self._latest() > asked:
            asked = self._latest()
            said = {"revision": asked, "set": self._set, "have": self._keys}
            answer = await self.session.browser.ask("POST", self._address, json.dumps(said).encode())
            self.failed += answer.status not in (200, 409, 429, 503)
            if answer.status == 200:
                header, block = unpack(answer.body)
                for name in header["parts"]:
                    self._read(block(name))
                self._see(asked)

    def _hear(self, delta: Delta) -> None:
        component = delta.new_element.bidi_component
        if f"-part_{self.hub}_" in component.id:
            self._read(component.bytes)

    def _read(self, packed: bytes) -> None:
        if not packed:
            return
        header, _ = unpack(packed)
        if header.get("hub") != self.hub:
            return
        if header["part"] != "head":
            self._keys[header["part"]] = header["key"]
            return
        self._address, self._heard = header["preview"], max(self._heard, header["revision"])
        self._set = {name: entry for name, entry in self._set.items() if int(str(entry[0])) > self._heard}
        self.settled += _taken(self._unheard, self._heard)
        if not self._set and self._telling is not None:
            self._telling.cancel()
        self._see(self._heard)

    def _see(self, revision: int) -> None:
        self.answers += 1
        self._seen = max(self._seen, revision)
        shown = _taken(self._waiting, self._seen)
        self.shown += shown
        self.news += bool(shown)
        self.session.look()


def _taken(waiting: list[tuple[int, float]], revision: int) -> list[float]:
    """Take out what a revision answers, and give how long it was waited for."""
    done = [entry for entry in waiting if entry[0] <= revision]
    for entry in done:
        waiting.remove(entry)
    return [monotonic() - since for _, since in done]
