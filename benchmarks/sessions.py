"""Real sessions without browsers: the WebSocket that Streamlit's pages speak, and what components say there.

A browser for each learner would measure itself. `Session` opens a page as a browser does, hears what is
drawn, and says what controls and components say; `benchmarks/viewing.py` is the linked view's part of it.
"""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState, FileURLs
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.asking import PATIENCE, Answer, Browser

_DIGEST = re.compile(r'digest: "([0-9a-f]{16})"')
_EARLY = ForwardMsg.ScriptFinishedStatus.Value("FINISHED_EARLY_FOR_RERUN")


class Drawn(NamedTuple):
    """A control or component on the page: the id that Streamlit knows it by, and its part of the page."""

    id: str
    part: str
    element: Element


class Session:
    """Somebody's page, from its opening on.

    Attributes
    ----------
    drawn : dict of str to Drawn
        What is on the page, by its key.
    size, messages : int
        Bytes and messages received over the WebSocket.
    begun, ended, cut_off : int
        Runs of the page, or of a part of it, of which the server has told.
    is_running : bool
        Whether the page, or a part of it, runs, or was asked to.
    is_lost : bool
        Whether the connection ended before `close`.
    """

    def __init__(self, browser: Browser, page: str, query: str = "") -> None:
        self.browser, self.page, self.query = browser, page, query
        self.drawn: dict[str, Drawn] = {}
        self.size = self.messages = self.revision = 0
        self.begun = self.ended = self.cut_off = 0
        self.is_running = self.is_lost = False
        self.name = self.code = ""  # as the app calls the session, and the JavaScript that it has sent
        self.heard: list[Callable[[Delta], None]] = []  # who is told of each thing that is drawn
        self.heard_all: list[Callable[[], None]] = []  # and of the end of each run
        self._hash = self._streamlit_name = ""
        self._hashes: dict[str, str] = {}
        self._states: dict[str, WidgetState] = {}
        self._awaited: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []
        self._urls: list[FileURLs] = []
        self._socket: Any = None
        self._reader: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Load the page and run it for the first time."""
        query = f"?{self.query}" if self.query else ""
        for path in (f"{self.page}{query}", "_stcore/health", "_stcore/host-config"):
            answer = await self.browser.get(path)
            if answer.status != 200:
                raise ConnectionError(f"{path} answered with {answer.status}")
        await self.connect()
        await self.run()

    async def connect(self) -> None:
        """Connect, with the cookies that the page's answer has set."""
        self._socket = await websockets.connect(
            f"ws://{self.browser.host}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
            origin=websockets.Origin(f"http://{self.browser.host}"),
            additional_headers={"Cookie": self.browser.cookie()} if self.browser.cookies else {},
            compression=None,  # nor does the server compress
            open_timeout=PATIENCE,
            ping_interval=None,  # the server pings
        )
        for told in self._socket.response.headers.get_all("Set-Cookie"):  # which process answers
            self.browser.keep(told)
        self.is_lost = False
        self._reader = asyncio.create_task(self._read())

    async def close(self) -> None:
        """Close the window."""
        if self._reader is not None:
            self._reader.cancel()
        self.browser.close()
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:  # whatever went wrong there is told now
            with suppress(asyncio.CancelledError):
                await self._reader

    async def run(self) -> None:
        """Run the whole page, and wait until it is drawn."""
        await self.send()
        await self.until(lambda: not self.is_running)

    async def go(self, page: str, query: str = "") -> None:
        """Follow a link to another page, and wait until it is drawn."""
        self.page, self.query = page, query
        self._hash = self._hashes.get(page, "")
        self.drawn.clear()
        self._states.clear()
        await self.run()

    async def set(self, key: str, **value: Any) -> None:
        """Use a control, such as ``set("test", int_value=3)``; the names are those of `WidgetState`."""
        drawn = self.drawn[key]
        self._states[drawn.id] = WidgetState(id=drawn.id, **value)
        await self.send(drawn.part)

    async def press(self, key: str) -> None:
        """Press a button."""
        drawn = self.drawn[key]
        await self.send(drawn.part, WidgetState(id=drawn.id, trigger_value=True))

    async def report(self, key: str, name: str, value: object) -> int:
        """Report something as a component does (assets/components/reports.js); give its revision."""
        self.revision += 1
        return await self.report_all(key, {name: [self.revision, value]})

    async def report_all(self, key: str, fields: object, **more: object) -> int:
        """Report fields that have their revisions already."""
        stamp = {"session": self.name, "revision": self.revision, "code": self.code}
        await self.set(key, json_value=json.dumps({"report": {**stamp, "set": fields, **more}}))
        return self.revision

    async def upload(self, key: str, name: str, data: bytes) -> Answer:
        """Choose a file: have an address made for it, send it there, and tell the page."""
        urls = await self._address_for(name)
        mark = "cnnviz"
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
        answer = await self.browser.ask(
            "PUT",
            urls.upload_url.lstrip("/"),
            head.encode() + data + f"\r\n--{mark}--\r\n".encode(),
            {
                "Content-Type": f"multipart/form-data; boundary={mark}",
                "X-Xsrftoken": self.browser.cookies.get("_streamlit_xsrf", ""),
            },
        )
        if answer.status == 204:
            state = FileUploaderState()
            state.uploaded_file_info.add(file_id=urls.file_id, name=name, size=len(data), file_urls=urls)
            await self.set(key, file_uploader_state_value=state)
        return answer

    async def _address_for(self, name: str) -> FileURLs:
        message = BackMsg()
        request = message.file_urls_request
        request.request_id, request.session_id = str(uuid.uuid4()), self._streamlit_name
        request.file_names.append(name)
        self._urls.clear()
        await self._socket.send(message.SerializeToString())
        await self.until(lambda: bool(self._urls))
        return self._urls[0]

    async def send(self, part: str = "", trigger: WidgetState | None = None) -> None:
        """Ask for a run, of a part of the page or of all of it, with all that is set."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.fragment_id = self.query, part
        state.page_script_hash = self._hash
        if not self._hash:
            state.page_name = self.page
        state.widget_states.widgets.extend(self._states.values())
        if trigger is not None:
            state.widget_states.widgets.append(trigger)
        self.is_running = True
        try:
            await self._socket.send(message.SerializeToString())
        except websockets.ConnectionClosed:
            self._lose()

    async def until(self, holds: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Wait until something holds of what has come.

        Raises
        ------
        ConnectionError
            If the connection is lost first.
        TimeoutError
            If it does not in so many seconds.
        """
        if self.is_lost:
            raise ConnectionError("the connection is lost")
        if holds():
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._awaited.append((holds, future))
        async with asyncio.timeout(patience):
            await future

    async def _read(self) -> None:
        try:
            async for received in self._socket:
                self.size += len(received)
                self.messages += 1
                self._take(ForwardMsg.FromString(received))
                self.look()
        except websockets.ConnectionClosed:
            pass
        self._lose()

    def look(self) -> None:
        """Look who need not wait any more; called where something has come that `Session` does not see."""
        for entry in [one for one in self._awaited if one[0]()]:
            self._awaited.remove(entry)
            if not entry[1].done():
                entry[1].set_result(None)

    def _lose(self) -> None:
        self.is_lost = True
        for _, future in self._awaited:
            if not future.done():
                future.set_exception(ConnectionError("the connection is lost"))
        self._awaited.clear()

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._draw(message.delta)
        elif kind == "new_session":
            self._hash = message.new_session.page_script_hash
            self._streamlit_name = message.new_session.initialize.session_id
            self.is_running = True
            self.begun += 1
        elif kind == "navigation":
            self._hashes = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            self._hash = message.navigation.page_script_hash
        elif kind == "file_urls_response":
            self._urls.extend(message.file_urls_response.file_urls)
        elif kind == "script_finished":
            self.is_running = message.script_finished == _EARLY
            self.ended += 1
            self.cut_off += self.is_running
            for hear in self.heard_all:
                hear()

    def _draw(self, delta: Delta) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        drawn = getattr(element, kind) if kind else None
        name = getattr(drawn, "id", "")
        if name.startswith("$$ID-"):
            key = name.split("-", 2)[2]
            self.drawn[key] = Drawn(name, delta.fragment_id, element)
            if key == "part_reconnect":
                self.name = json.loads(element.bidi_component.json)["session"]
            elif key in ("part_code", "part_code_file") and (
                found := _DIGEST.search(element.bidi_component.js_content[:200])
            ):
                self.code = found[1]
        for hear_of in self.heard:
            hear_of(delta)
