"""The addresses of classes beside Streamlit's own, under ``/classes/``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from cnnviz.classes.membership import COOKIE, write
from cnnviz.errors import CnnvizError
from serving.classes import coming, learning, looking, teaching
from serving.classes.asked import (
    A_ROW,
    CLASS_FILLED,
    FILLED,
    NO_ROOM,
    Asked,
    Desk,
    Refused,
    Reply,
    read_request,
)
from serving.paths import root, under
from store import LONGEST_ANSWER, ClassRow, Forbidden, StoreError
from store import Refused as Disallowed

#: Seconds that the cookie is kept: 180 days.
KEPT: Final = 180 * 24 * 3600
Without = Callable[[Asked], Reply]
Within = Callable[[Asked, ClassRow], Reply]

#: What is posted without a class in the address, and with one; what is got.
COMING: Final[Mapping[str, Without]] = MappingProxyType(
    {
        "make": coming.make,
        "join": coming.join,
        "back": coming.come_back,
        "teach": coming.teach,
    }
)
DOING: Final[Mapping[str, Within]] = MappingProxyType(
    {
        "leave": coming.leave,
        "answer": learning.answer,
        "done": learning.done,
        "vote": learning.vote,
        "nickname": learning.nickname,
        "words": learning.words,
        "forget": learning.forget,
        "reset": teaching.reset,
        "override": teaching.override,
        "extend": teaching.extend,
        "open": teaching.set_open,
        "change": teaching.change,
        "remark": teaching.remark,
        "remove": teaching.remove,
        "delete": teaching.delete,
        "ask": teaching.ask,
        "state": teaching.set_state,
    }
)
#: What keeps nothing more, and may be done where there is no room.
ALWAYS: Final = frozenset(
    {"leave", "forget", "remove", "delete", "open", "state", "extend", "remark", "nickname", "words"}
)
#: What is refused once a class has filled what may be kept of it; its teacher's acts are not.
_BY_STUDENTS: Final[frozenset[Within]] = frozenset({learning.answer, learning.done, learning.vote})
#: By what goes wrong in the store; 400 for all else that has a sentence.
_STATUS: Final[Mapping[type[Exception], int]] = MappingProxyType(
    {Forbidden: 403, Disallowed: 409, StoreError: 503}
)
LOOKING: Final[Mapping[str, Within]] = MappingProxyType(
    {"together": looking.together, "board": looking.show_board}
)


class _Place(NamedTuple):
    """Where the addresses lie, and whose they are: what `routes` is given."""

    desk: Desk
    base: str
    is_framed: bool


def routes(desk: Desk, base: str, *, is_framed: bool = False) -> list[Route]:
    """Make the routes.

    Parameters
    ----------
    desk
    base
        The path that the whole app lies under, or "".
    is_framed
        Whether pages of other servers may show ours in a frame, where browsers keep cookies over https only.
    """
    place = _Place(desk, base, is_framed)

    async def post(request: Request) -> Response:
        act = COMING.get(request.path_params["act"])
        return await _answer(place, request, act)

    async def pulse(request: Request) -> Response:
        return await _answer(place, request, looking.pulse, from_memory=looking.known_pulse)

    async def within(request: Request) -> Response:
        is_done = request.method == "POST"
        name = request.path_params["act"]
        act = (DOING if is_done else LOOKING).get(name)
        keeps = is_done and name not in ALWAYS
        return await _answer(place, request, None if act is None else _in_its_class(act, keeps=keeps))

    async def link(request: Request) -> Response:
        return await _answer(place, request, coming.teach, onward=True)

    return [
        Route(under(base, "classes/teach"), link, methods=["GET"]),
        Route(under(base, "classes/{act}"), post, methods=["POST"]),
        Route(under(base, "classes/{code}/pulse"), pulse, methods=["GET"]),
        Route(under(base, "classes/{code}/{act}"), within, methods=["GET", "POST"]),
    ]


def _in_its_class(act: Within, *, keeps: bool) -> Without:
    return lambda asked: (_kept if keeps else _done)(act, asked, asked.found())


def _done(act: Within, asked: Asked, row: ClassRow) -> Reply:
    return act(asked, row)


def _kept(act: Within, asked: Asked, row: ClassRow) -> Reply:
    """Do what makes the store grow, if there is room, and count it once it is done."""
    limits = asked.desk.limits
    if not asked.desk.room.is_left(asked.desk.now()):
        raise Refused(503, NO_ROOM)
    if act in _BY_STUDENTS and not limits.class_may_keep(row.class_id):
        raise Refused(429, CLASS_FILLED)
    if not limits.place_may_keep(asked.address, row.class_id):
        raise Refused(429, FILLED)
    reply = act(asked, row)
    sent = asked.size if act is teaching.change else min(asked.size, A_ROW + LONGEST_ANSWER)
    limits.has_kept(asked.address, row.class_id, sent if reply.kept is None else reply.kept)
    return reply


async def _answer(
    place: _Place,
    request: Request,
    act: Without | None,
    *,
    onward: bool = False,
    from_memory: Callable[[Asked], Reply | None] = lambda _: None,
) -> Response:
    if act is None:
        return JSONResponse({"told": "Not Found"}, 404)
    try:
        asked = await read_request(place.desk, request)
        reply = from_memory(asked) or await run_in_threadpool(act, asked)
    except (Refused, CnnvizError) as error:
        return _refuse(error, is_read=onward)
    answer: Response = JSONResponse(reply.told, headers={"Cache-Control": "no-store"})
    if onward:  # the teacher's link: its key leaves the address
        answer = RedirectResponse(
            f"../classroom?code={reply.told['code']}&as=teacher", 303, {"Cache-Control": "no-store"}
        )
    if reply.members is not None:
        is_secure = request.url.scheme == "https"
        answer.set_cookie(
            COOKIE,
            write(reply.members, place.desk.key),
            max_age=KEPT,
            path=root(place.base),
            secure=is_secure,
            httponly=True,
            samesite="none" if place.is_framed and is_secure else "lax",
        )
    return answer


def _refuse(error: Exception, *, is_read: bool) -> Response:
    """Say why not: as JSON, or as text where somebody reads it who has opened a link."""
    told = str(error).encode("utf-8", "replace").decode()
    status = error.status if isinstance(error, Refused) else _STATUS.get(type(error), 400)
    headers = {"Cache-Control": "no-store"}
    return (
        PlainTextResponse(told, status, headers) if is_read else JSONResponse({"told": told}, status, headers)
    )
