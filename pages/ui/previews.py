"""Edits that are answered at once, by an address beside Streamlit's own, before the page itself runs.

A run of a page takes about 100 ms, most of them in the browser, which looks at all that stands on the page.
Whoever drags a number waits for one map only. So a page offers a linked view functions from what was typed to
the parts of the data that follow; the view asks there first, draws what it gets, and then tells the page.
That runs with the same numbers, and names what was answered here instead of sending it again.

Where the app is started without `serve.py`, nothing is offered, and every edit goes to the page.
"""

from __future__ import annotations

import secrets
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from weakref import WeakValueDictionary

import numpy as np
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cnnviz import images
from cnnviz.errors import CnnvizError
from pages.ui import state
from pages.ui.linked_parts import Part
from pages.ui.payload import pack

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
_served = False


class Preview:
    """What one learner's edits in one view are answered with.

    Attributes
    ----------
    token : str
        Its name in the address, which cannot be guessed.
    """

    def __init__(self, hub: str) -> None:
        self.token = secrets.token_urlsafe(16)
        self._hub = hub
        self._answers: Mapping[str, Answer] = {}
        self._sent: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
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
        digests = {name: images.digest(data) for name, data in packed.items()}
        for name, digest in digests.items():
            self._sent[name].append(digest)
        blocks = {name: np.frombuffer(data, np.uint8) for name, data in packed.items()}
        return pack({"parts": digests}, blocks)

    def recall(self, name: str, data: bytes) -> str | None:
        """Give the digest of a part that the browser got as an answer to an edit; None if it needs it now."""
        sent = self._sent[name]
        digest = images.digest(data) if sent else ""
        if digest in sent:
            return digest
        sent.clear()  # what is sent now is what the browser shows
        return None

    def forget(self) -> None:
        """Send everything at the next run: the browser does not have what was named."""
        self._sent.clear()


def packed_part(hub: str, name: str, part: Part) -> bytes:
    """Pack the "source", the "windows" or the "result" of a hub for the browser."""
    header, blocks = part
    return pack({"hub": hub, "part": name, **header}, blocks)


def address(hub: str) -> str | None:
    """Where edits of what a hub shows are answered; None if nobody serves that."""
    return f"{_PATH}/{_mine(hub).token}" if _served else None


def offer(hub: str, answers: Mapping[str, Answer]) -> None:
    """Have the edits of what a hub shows answered, each kind by its function, if anybody asks."""
    if _served:
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
    global _served
    _served = True
    return Route(f"{'/' if base else ''}{base}/{_PATH}/{{token}}/{{kind}}", _respond, methods=["POST"])


async def _respond(request: Request) -> Response:
    """Answer with packed parts; 404: nobody's token, 413: too long a text, 409: the page has to run."""
    preview = _known.get(request.path_params["token"])
    if preview is None:
        return Response(status_code=404)
    text = await _read(request)
    if text is None:
        return Response(status_code=413)
    data = await run_in_threadpool(preview.answer, request.path_params["kind"], text)
    return Response(data, 409 if data is None else 200, media_type="application/octet-stream")


async def _read(request: Request) -> str | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            return None
    return body.decode(errors="replace")
