"""A request about classes: what it says, who sends it, and what it is answered with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf
from typing import Any, Final

from starlette.requests import ClientDisconnect, Request

from cnnviz.classes.codes import read_code
from cnnviz.classes.membership import COOKIE, Membership, Role, read
from serving.classes.limits import Limits
from serving.classes.pulses import Pulses
from serving.classes.room import Room
from store import KEPT_DAYS, ClassRow, Store, Who

#: Bytes of a request that are read.
LONGEST: Final = 100_000

GONE: Final = "This class is not here any more, or you are not in it. Join it with its code."
NO_CODE: Final = (
    "No class has this code. It has six characters, without 0, 1, I, L or O: check it with your teacher."
)
TOO_MANY_WRONG: Final = (
    "Too many wrong codes came from here. Wait a minute, or have your teacher open the class’s board here; "
    "then try again."
)
TOO_MANY_WORDS: Final = "Too many wrong words came from here. Wait a minute, then try again."
TOO_MANY_JOIN: Final = "Many are joining at this moment. Try again in a few seconds."
TOO_FAST: Final = "That was too fast. Wait a moment; it is sent again."
NOT_READ: Final = "This could not be read. Load the page anew and try again."
NO_ROOM: Final = (
    "This server has no room for more answers in classes; whoever runs it has to make some. What you typed "
    "stays here and is sent again."
)
CLASS_FILLED: Final = (
    "This class has filled what may be kept of it in a day. What you typed stays here and is sent again."
)
FILLED: Final = (
    "The classes of one place have filled what may be kept of them in a day. What you typed stays here and "
    "is sent again."
)
#: Bytes that a row of the store takes beside the answer in it, at most about: short answers took 325 bytes
#: each in PostgreSQL, 199 in SQLite, with all indexes.
A_ROW: Final = 500
#: Halves of signs (surrogates), which JSON can name and nothing can write.
_HALF: Final = re.compile("[\ud800-\udfff]")


class Refused(Exception):  # noqa: N818  # it is an answer, not a fault
    """What is not done, and why.

    Attributes
    ----------
    status : int
        Of HTTP. A browser tries again after 429 and 503 alone.
    told : str
        A sentence for whoever asked.
    """

    def __init__(self, status: int, told: str) -> None:
        super().__init__(told)
        self.status, self.told = status, told


def now() -> datetime:
    """Give the time of this server, which alone decides what is late."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Desk:
    """What all requests are answered from.

    Attributes
    ----------
    store : Store
    key : bytes
        Signs the cookie.
    limits : Limits
    now : callable
        Gives the time.
    days : int
        How long a class is kept that nobody uses.
    space : float
        How many bytes all classes may take together.
    pulses : Pulses
    room : Room
    """

    store: Store
    key: bytes
    limits: Limits = field(default_factory=Limits)
    now: Callable[[], datetime] = now
    days: int = KEPT_DAYS
    space: float = inf
    pulses: Pulses = field(init=False)
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pulses", Pulses(self.store))
        object.__setattr__(self, "room", Room(self.store, self.space))

    def tidy(self) -> None:
        """Delete the classes that nobody has used for so long, and runs of Train after an hour."""
        self.store.delete_older(self.now(), self.days)
        self.store.drop_old_runs(self.now())


@dataclass(frozen=True)
class Reply:
    """What a request is answered with.

    Attributes
    ----------
    told : dict
        JSON.
    members : tuple of Membership or None
        What the cookie holds from now on; None leaves it.
    kept : int or None
        Bytes that the store keeps more than before, about; None for what was sent.
    """

    told: dict[str, Any] = field(default_factory=dict)
    members: tuple[Membership, ...] | None = None
    kept: int | None = None


@dataclass(frozen=True)
class Asked:
    """A request.

    Attributes
    ----------
    desk : Desk
    address : str
        Where it comes from.
    members : tuple of Membership
        What its cookie holds.
    said : mapping
        Its JSON, or its query.
    code : str
        Of the class in its address; "" if there is none.
    size : int
        Bytes of its body and of a row of the store.
    """

    desk: Desk
    address: str
    members: tuple[Membership, ...]
    said: Mapping[str, Any]
    code: str = ""
    size: int = A_ROW

    def text(self, name: str, most: int = 200) -> str:
        """Give a text that was sent.

        Raises
        ------
        Refused
            If it is none, longer than `most` characters, or has what no text has: half a sign.
        """
        value = self.said.get(name)
        if not isinstance(value, str) or len(value) > most or _HALF.search(value):
            raise Refused(400, NOT_READ)
        return value

    def number(self, name: str, least: int, most: int) -> int:
        """Give a whole number that was sent.

        Raises
        ------
        Refused
            If it is none, or out of range.
        """
        value = self.said.get(name)
        if type(value) is not int or not least <= value <= most:
            raise Refused(400, NOT_READ)
        return value

    def found(self) -> ClassRow:
        """Give the class that the address names.

        Raises
        ------
        Refused
            If there is none. It is told as to somebody who is not in it.
        """
        code = read_code(self.code)
        row = self.desk.store.by_code(code) if code else None
        if row is None:
            raise Refused(403, GONE)
        return row

    def member(self, row: ClassRow, role: Role) -> Who:
        """Give who asks, in a role; whoever else is at this address may join the class, too.

        Raises
        ------
        Refused
            If the cookie does not hold it.
        """
        for one in self.members:
            if one.class_id == row.class_id and one.role == role:
                self.desk.limits.reached(self.address, row.code)
                return Who(row.class_id, one.person or None, role)
        raise Refused(403, GONE)


async def read_request(desk: Desk, request: Request) -> Asked:
    """Read a request.

    Raises
    ------
    Refused
        If its body is no JSON object, or too long.
    """
    said: Any = dict(request.query_params)
    size = A_ROW
    if request.method == "POST":
        body = await _body(request)
        said, size = _object(body), A_ROW + len(body)
    return Asked(
        desk,
        request.client.host if request.client else "",
        read(request.cookies.get(COOKIE, ""), desk.key),
        said,
        request.path_params.get("code", ""),
        size,
    )


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Refused(400, NOT_READ)
    return value


async def _body(request: Request) -> bytes:
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST:
                raise Refused(413, f"This is longer than {LONGEST:,} bytes, which is more than can be taken.")
    except ClientDisconnect:
        raise Refused(400, NOT_READ) from None
    return body
