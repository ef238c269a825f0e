"""Edits that are answered at once, by an address beside Streamlit's own, before the page itself runs.

A run of a page takes about 100 ms, most of them in the browser, which looks at all that stands on the page.
Whoever drags a number waits for one map only. So a page offers a linked view functions from what was typed to
the parts of the data that follow; the view asks there first, draws what it gets, and then tells the page.
That runs with the same numbers, and names what was answered here instead of sending it again.

Where the app is started without `serve.py`, nothing is offered, and every edit goes to the page.
"""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping
from threading import Lock
from weakref import WeakValueDictionary

import numpy as np
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from cnnviz import images
from cnnviz.errors import CnnvizError
from pages.ui.linked.parts import Part
from pages.ui.session import state
from pages.ui.session.payload import pack

Answer = Callable[[str], Mapping[str, Part] | None]
"""From what was typed to the parts that follow, by name, or None where the page has to run first.

It runs in a thread of its own and draws nothing. A `CnnvizError` counts as None: the page says what is
wrong."""

#: Answers that a page may name instead of sending them again: more than can be on their way at a time.
_REMEMBERED = 8
#: Bytes of an edit that are read; texts of kernels and matrices are shorter.
_LONGEST = 20_000

_PATH = "preview"
_known: WeakValueDictionary[str, Preview] = WeakValueDictionary()  # kept alive by their learners' sessions

#: Whether the server has the route below; `serve.py` says so.
is_served = False


class Preview:
    """What one learner's edits in one view are answered with.

    Attributes
    ----------
    token : str
        Its name in the address, which cannot be guessed.
    is_busy : bool
        Whether an edit is being answered; one learner's come one after the other.
    """

    def __init__(self, hub: str) -> None:
        self.token = secrets.token_urlsafe(16)
        self.is_busy = False
        self._hub = hub
        self._answers: Mapping[str, Answer] = {}
        self._sent: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
        self._count: Counter[str] = Counter()
        self._lock = Lock()  # an edit is answered in another thread than the page runs in
        _known[self.token] = self

    def use(self, answers: Mapping[str, Answer]) -> None:
        """Answer each kind of edit by this function from now on."""
        self._answers = answers

    def answer(self, kind: str, text: str) -> bytes | None:
        """Pack the parts that follow from an edit, or None where the page has to run."""
        try:
            parts = self._answers[kind](text) if kind in self._answers else None
        except CnnvizError:
            return None
        if parts is None:
            return None
        packed = {name: packed_part(self._hub, name, part) for name, part in parts.items()}
        digests = {name: part_digest(self._hub, name, part) for name, part in parts.items()}
        with self._lock:
            for name, digest in digests.items():
                self._sent[name].append(digest)
                self._count[name] += 1
        blocks = {name: np.frombuffer(data, np.uint8) for name, data in packed.items()}
        return pack({"parts": digests}, blocks)

    def message(self, name: str, part: Part) -> bytes:
        """Pack what the page sends: the part, or only its digest if the browser got it as an answer.

        It counts the answers so far, so that it differs from what was sent before them: the browser leaves
        what is the same as it is, and by now it shows an answer.
        """
        with self._lock:
            sent, count = self._sent[name], self._count[name]
            if sent:
                digest = part_digest(self._hub, name, part)
                if digest in sent:
                    return pack({"hub": self._hub, "part": name, "recall": digest, "after": count}, {})
                sent.clear()  # what is sent now is what the browser shows
        header, blocks = part
        return packed_part(self._hub, name, ({**header, "after": count} if count else header, blocks))

    def forget(self) -> None:
        """Send everything at the next run: the browser does not have what was named."""
        with self._lock:
            self._sent.clear()


def packed_part(hub: str, name: str, part: Part) -> bytes:
    """Pack the "source", the "windows" or the "result" of a hub for the browser."""
    header, blocks = part
    return pack({"hub": hub, "part": name, **header}, blocks, deflate=True)


def part_digest(hub: str, name: str, part: Part) -> str:
    """Name a part by what it holds. It is not compressed for that, which takes ten times as long."""
    header, blocks = part
    return images.digest(pack({"hub": hub, "part": name, **header}, blocks))


def address(hub: str) -> str | None:
    """Where edits of what a hub shows are answered; None if nobody serves that."""
    return f"{_PATH}/{_mine(hub).token}" if is_served else None


def offer(hub: str, answers: Mapping[str, Answer]) -> None:
    """Have the edits of what a hub shows answered, each kind by its function, if anybody asks."""
    if is_served:
        _mine(hub).use(answers)


def of(hub: str) -> Preview | None:
    """What was offered to this learner's view of a hub, if anything was."""
    preview: Preview | None = state.kept(f"preview:{hub}")
    return preview


def _mine(hub: str) -> Preview:
    preview = of(hub)
    if preview is None:
        preview = Preview(hub)
        state.keep(f"preview:{hub}", preview)
    return preview


def route(base: str) -> Route:
    """Make the address that edits are sent to; `base` is the path that the whole app lies under, or ""."""
    return Route(f"{'/' if base else ''}{base}/{_PATH}/{{token}}/{{kind}}", _respond, methods=["POST"])


async def _respond(request: Request) -> Response:
    """Answer with packed parts.

    404: nobody's token. 413: too long a text. 429: an edit of this learner is being answered. 409: the page
    has to run.
    """
    preview = _known.get(request.path_params["token"])
    if preview is None:
        return Response(status_code=404)
    try:
        text = await _read(request)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody hears it
    if text is None:
        return Response(status_code=413)
    if preview.is_busy:
        return Response(status_code=429)
    preview.is_busy = True
    try:
        data = await run_in_threadpool(preview.answer, request.path_params["kind"], text)
    finally:
        preview.is_busy = False
    # The parts are compressed already, by their thread; the server's own loop would hold up everybody.
    headers = {"Content-Encoding": "identity", "Cache-Control": "no-store"}
    return Response(data, 409 if data is None else 200, headers, "application/octet-stream")


async def _read(request: Request) -> str | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            return None
    return body.decode(errors="replace")
