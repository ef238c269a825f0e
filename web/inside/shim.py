"""The app without a server: Streamlit's own ASGI application, fed with messages by the page's worker.

What of Streamlit and Python is replaced, and why: `adapt`. tests/web holds that each of it is still there.
"""

from __future__ import annotations

import asyncio
import contextvars
import importlib
import os
import random
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import inline

#: Called with what the page is told: an id, a kind ("accept", "bytes", "close"; "work", of no id), and data.
tell: Callable[[int, str, Any], None]
_sockets: dict[int, asyncio.Queue[dict[str, Any]]] = {}
_application: Any = None
_waiting: set[asyncio.Task[None]] = set()  # else nobody holds them, and they are collected


def adapt() -> None:
    """Replace what takes threads, several loops or a network."""
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

    inline.adapt()
    # There is no thread to run the script in: it runs as one callback of the only loop.
    ScriptRunner.start = _start  # type: ignore[method-assign]
    # It would put a loop of its own in the place of the only one.
    ScriptRunner._install_event_loop = lambda _: None  # type: ignore[method-assign]


def _start(runner: Any) -> None:
    """Run the script once what is under way now is done, in a context of its own."""
    runner._script_thread = threading.current_thread()
    asyncio.get_running_loop().call_soon(_run, runner, context=contextvars.Context())


def _run(runner: Any) -> None:
    from streamlit.runtime.scriptrunner_utils import script_run_context as contexts

    loop = asyncio.get_running_loop()
    try:
        with _at_work():
            runner._run_script_thread()
    finally:
        asyncio.set_event_loop(loop)
        vars(threading.current_thread()).pop(contexts.SCRIPT_RUN_CONTEXT_ATTR_NAME, None)


@contextmanager
def _at_work() -> Iterator[None]:
    """Tell the page that Python is at work: until it is done, the page hears nothing else."""
    tell(0, "work", True)
    try:
        yield
    finally:
        tell(0, "work", False)


def prepare() -> None:
    """Import what the application takes before a page is asked for."""
    global _application
    adapt()
    from streamlit import config, logger

    # From inside one page there is nobody to protect it from, and its own origin is a file server's.
    config.get_config_options()
    for option in ("server.enableXsrfProtection", "server.enableCORS"):
        config.set_option(option, False)
    logger.set_log_level("WARNING")  # else all that Streamlit does is told, as nobody has set how much
    logger.update_formatter()
    os.environ["CNNVIZ_LOG"] = (
        "error"  # nobody looks after this server, whose start and slow runs are told else
    )
    import content
    import elsewhere

    sys.modules["pages.ui.session.elsewhere"] = elsewhere
    content.use()
    import serve
    from pages.ui.session import delivery

    delivery.is_served = False  # what the page imports is asked of a file server, which has no such file
    _application = serve.app


def import_all() -> None:
    """Import what the pages take, too: what is in memory then is kept for the next start."""
    for name in Path(__file__).with_name("imported.txt").read_text("utf-8").split():
        importlib.import_module(name)


def wake() -> None:
    """Go on from a memory that was kept: what is drawn by chance is drawn anew."""
    random.seed()


async def boot(told: Callable[[int, str, Any], None]) -> None:
    """Start the application; `told` is called with what goes to the page."""
    global tell
    tell = told
    started: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    asked: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    asked.put_nowait({"type": "lifespan.startup"})
    _keep(_application({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, asked.get, started.put))
    answer = await started.get()
    if answer["type"] != "lifespan.startup.complete":
        raise RuntimeError(str(answer))


def _keep(waiting: Any) -> None:
    task = asyncio.ensure_future(waiting)
    _waiting.add(task)
    task.add_done_callback(_waiting.discard)


def _scope(kind: str, path: str, query: str, headers: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "scheme": "http" if kind == "http" else "ws",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [
            # Cookies of other pages of the same web space may have any letters.
            (name.lower().encode("latin-1"), text.encode("latin-1", "replace"))
            for name, text in headers.to_py()
        ],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
        "state": {},
    }


async def request(
    method: str, path: str, query: str, headers: Any, body: Any
) -> tuple[int, list[tuple[str, str]], bytes]:
    """Answer what the page fetched; headers and body are JavaScript's."""
    given = [{"type": "http.request", "body": bytes(body.to_py()), "more_body": False}]
    status, told, parts = 500, [], []

    async def receive() -> dict[str, Any]:
        if given:
            return given.pop()
        await asyncio.Event().wait()  # whoever asked stays until there is an answer
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            told.extend((name.decode("latin-1"), text.decode("latin-1")) for name, text in message["headers"])
        else:
            parts.append(message.get("body", b""))

    with _at_work():
        await _application({**_scope("http", path, query, headers), "method": method}, receive, send)
    return status, told, b"".join(parts)


def connect(number: int, path: str, query: str, headers: Any, protocols: Any) -> None:
    """Open a WebSocket of the page's."""
    asked: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    asked.put_nowait({"type": "websocket.connect"})
    _sockets[number] = asked

    async def send(message: dict[str, Any]) -> None:
        match message["type"]:
            case "websocket.accept":
                tell(number, "accept", message.get("subprotocol") or "")
            case "websocket.send":
                tell(number, "bytes", message.get("bytes") or b"")
            case "websocket.close":
                _sockets.pop(number, None)
                tell(number, "close", message.get("code", 1000))

    scope = {**_scope("websocket", path, query, headers), "subprotocols": protocols.to_py()}
    _keep(_application(scope, asked.get, send))


def receive(number: int, data: Any) -> None:
    """Take what the page sends by a WebSocket."""
    if number in _sockets:
        _sockets[number].put_nowait({"type": "websocket.receive", "bytes": bytes(data.to_py())})


def disconnect(number: int) -> None:
    """Take notice that the page has closed a WebSocket."""
    if asked := _sockets.pop(number, None):
        asked.put_nowait({"type": "websocket.disconnect", "code": 1000})
