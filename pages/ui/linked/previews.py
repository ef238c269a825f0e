"""Edits and choices that are answered by an address beside Streamlit's own, before the page itself runs.

A run of a page takes about 100 ms, most of them in the browser, which looks at all that stands on the page.
While a number is dragged, only one map has to be redrawn. So a page offers what its result is made from, and
the view asks here for what follows from what was set; the page is told later, and has the last word.

Where the app is started without `serve.py`, nothing is offered, and every edit goes to the page.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import TypeVar
from weakref import WeakValueDictionary

import numpy as np
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from cnnviz.errors import CnnvizError
from pages.ui.linked.lesson import Lesson
from pages.ui.linked.parts import Stamp, pack_known, pack_part
from pages.ui.session import keeping, reports
from pages.ui.session.payload import pack
from pages.ui.session.received import is_usable

#: Bytes of a request that are read; texts of kernels and matrices are shorter.
_LONGEST = 40_000

#: Requests that are answered at a time, of all learners. More would not be answered sooner, but hold up the
#: server's own loop, and with it everybody.
AT_ONCE = 2

#: Seconds that a browser waits for an answer (ANSWER_WITHIN in assets/components/preview_route.js).
PATIENCE = 3

_PATH = "preview"
#: What is raised where a request is no intent, or what was set cannot be used.
UNUSABLE = (CnnvizError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)
_known: WeakValueDictionary[str, Answering] = WeakValueDictionary()  # kept alive by their learners' sessions
_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="preview")

#: Whether the server has the route below; `serve.py` says so.
is_served = False

L = TypeVar("L", bound=Lesson)


class Answering:
    """What one learner's requests to one address are answered with; the learner's session keeps it alive.

    Attributes
    ----------
    token : str
        Its name in the address, which cannot be guessed.
    is_busy : bool
        Whether a request is being answered; one learner's come one after the other.
    """

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(16)
        self.is_busy = False
        _known[self.token] = self

    @property
    def address(self) -> str | None:
        """Where it is asked; None if nobody serves that."""
        return f"{_PATH}/{self.token}" if is_served else None

    def respond(self, asked: str) -> bytes | None:
        """Give the answer to a text, or None where the page has to run."""
        raise NotImplementedError


class Preview(Answering):
    """What one learner's edits in one view are answered with."""

    def __init__(self, hub: str, session: str) -> None:
        super().__init__()
        self._hub, self._session = hub, session
        self._lesson: Lesson | None = None
        self._answered: tuple[int, Lesson] | None = None

    def use(self, lesson: Lesson | None) -> None:
        """Answer with what follows from this lesson from now on; None leaves all to the page."""
        self._lesson = lesson

    def respond(self, asked: str) -> bytes | None:
        """Pack the parts that follow from what was set, or give None where the page has to run.

        Parameters
        ----------
        asked
            JSON: ``revision``, ``set`` (name → [revision, value]) and ``have`` (part → key).
        """
        lesson = self._lesson
        try:
            intent = json.loads(asked)
            if not is_usable(intent):
                return None
            revision, fields, have = int(intent["revision"]), intent["set"], intent["have"]
            for field, (_, value) in sorted(fields.items(), key=lambda item: item[1][0]):
                lesson = lesson and lesson.changed(field, value)
            if lesson is None:
                return None
            windows, (result, key) = lesson.windows(), lesson.open_result
        except UNUSABLE:
            return None
        self._answered = revision, lesson
        stamp = Stamp(self._hub, self._session, revision)
        packed = {
            "source": pack_known(stamp, "source", lesson.source, have, lesson.source_key),
            "windows": pack_part(stamp, "windows", windows, have),
            "result": pack_part(stamp, "result", result, have, key),
        }
        return pack(
            {"parts": list(packed)}, {name: np.frombuffer(data, np.uint8) for name, data in packed.items()}
        )

    def take(self, lesson: L, heard: int) -> L:
        """Give the lesson of the last answer if it is like this one, else this one; it is given once.

        Parameters
        ----------
        heard
            The revision that this one follows from. What a later one was answered with is kept.
        """
        if self._answered is None or self._answered[0] > heard:
            return lesson
        _, answered = self._answered
        self.forget()
        return answered if isinstance(answered, type(lesson)) and lesson.is_like(answered) else lesson

    def forget(self) -> None:
        """Keep nothing of what was answered."""
        self._answered = None


def offer(hub: str, lesson: Lesson | None) -> str | None:
    """Have the edits of what a hub shows answered with what follows from a lesson, and say where.

    Returns
    -------
    The address; None if there is no lesson to answer with, or nobody serves that.
    """
    if not is_served:
        return None
    preview = _mine(hub)
    preview.use(lesson)
    return preview.address if lesson else None


def computed(lesson: L) -> L:
    """Give a lesson, or the like one that an edit was answered with a moment ago: its result is computed."""
    preview: Preview | None = keeping.kept(f"preview:{lesson.hub}")
    return preview.take(lesson, reports.revision(reporter(lesson.hub))) if preview else lesson


def reporter(hub: str) -> str:
    """Name the component by which a view tells the page what was set."""
    return f"part_{hub}_intent"


def _mine(hub: str) -> Preview:
    preview: Preview | None = keeping.kept(f"preview:{hub}")
    if preview is None:
        preview = Preview(hub, keeping.session())
        keeping.keep(f"preview:{hub}", preview)
    return preview


def route(base: str) -> Route:
    """Make the address that edits are sent to; `base` is the path that the whole app lies under, or ""."""
    return Route(f"{'/' if base else ''}{base}/{_PATH}/{{token}}", _respond, methods=["POST"])


async def _respond(request: Request) -> Response:
    """Answer with what was packed: parts of a view, or the maps of another network.

    404: nobody's token. 413: too long a text. 429: a request of this learner is being answered. 503: its turn
    came too late. 409: the page has to run.
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
        answer = partial(_in_time, preview, text, monotonic())
        data = await asyncio.get_running_loop().run_in_executor(_threads, answer)
    except TimeoutError:
        return Response(status_code=503)
    finally:
        preview.is_busy = False
    # The parts are compressed already, by their thread; the server's own loop would hold up everybody.
    headers = {"Content-Encoding": "identity", "Cache-Control": "no-store"}
    return Response(data, 409 if data is None else 200, headers, "application/octet-stream")


def _in_time(preview: Answering, text: str, asked: float) -> bytes | None:
    """Answer, unless nobody waits for that any more: the learner has set something else, or the page runs."""
    if monotonic() - asked > PATIENCE:
        raise TimeoutError
    return preview.respond(text)


async def _read(request: Request) -> str | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            return None
    return body.decode(errors="replace")
