"""Making a class, joining it, coming back to it, and leaving it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from cnnviz.classes.assignment import Assignment, read_yaml, to_fields
from cnnviz.classes.codes import read_code
from cnnviz.classes.membership import Membership, Role, joined, without
from serving.classes.asked import (
    LONGEST,
    NO_CODE,
    NOT_READ,
    TOO_MANY_JOIN,
    TOO_MANY_WORDS,
    TOO_MANY_WRONG,
    Asked,
    Refused,
    Reply,
)
from serving.classes.room import FOR_NEW
from store import ClassRow

TOO_MANY_CLASSES: Final = "Many classes were made from here just now. Wait a minute, then try again."
FILLED_FROM_HERE: Final = (
    "Classes that were made from here have filled what may be kept of them in a day. Try again in an hour."
)
TOO_MANY_ASSIGNMENTS: Final = "Many assignments came from here just now. Wait a minute, then try again."
NO_ROOM_FOR_CLASSES: Final = (
    "This server has no room for more classes. Whoever runs it can delete old ones (PostgreSQL frees their "
    "room at VACUUM FULL), or allow more: CNNVIZ_CLASS_SPACE."
)
CLOSED: Final = "This class is closed. Your teacher can open it again."
NO_WORDS: Final = "Nobody in this class has these three words. Check how they are written."
NO_KEY: Final = "This teacher’s link leads to no class. Was the class deleted, or a part of the link lost?"
_ROLES: Final[Mapping[str, Role]] = {"teacher": "teacher", "student": "student"}


def make(asked: Asked) -> Reply:
    """Make a class; who asks is its teacher, and is told the key of the teacher's link this once."""
    check_may_read(asked)
    assignment = assignment_of(asked)
    limits = asked.desk.limits
    if not limits.place_may_keep(asked.address):
        raise Refused(429, FILLED_FROM_HERE)
    asked.desk.tidy()
    if not asked.desk.room.is_left(asked.desk.now(), FOR_NEW):
        raise Refused(503, NO_ROOM_FOR_CLASSES)
    if not limits.may_make(asked.address):  # last: it counts
        raise Refused(429, TOO_MANY_CLASSES)
    made = asked.desk.store.make_class(assignment, asked.desk.now())
    limits.reached(asked.address, made.code)
    limits.made(asked.address, made.class_id)
    limits.has_kept(asked.address, made.class_id, asked.size)
    member = Membership(made.class_id, "", "teacher")
    told = {"code": made.code, "key": made.key, "title": assignment.title}
    return Reply(told, joined(asked.members, member))


def check_may_read(asked: Asked) -> None:
    """Refuse an assignment if too many came from this address; each request counts once."""
    if not asked.desk.limits.may_be_read(asked.address):
        raise Refused(429, TOO_MANY_ASSIGNMENTS)


def assignment_of(asked: Asked, before: Assignment | None = None) -> Assignment:
    """Read the assignment that a request holds: whole, as YAML (JSON is YAML, too), or some of its fields.

    Parameters
    ----------
    before : Assignment or None
        What has the other fields, where some may be given alone: so two who change different fields undo
        nothing of each other's.

    Raises
    ------
    CnnvizError
        If it is none; the sentence names the field.
    """
    fields = asked.said.get("fields")
    if before is not None and isinstance(fields, dict):
        return read_yaml(json.dumps({**to_fields(before), **fields}))
    return read_yaml(asked.text("yaml", most=LONGEST))


def _known(asked: Asked) -> ClassRow:
    """Find the class of a code that was typed; wrong codes are counted, what is no code at all is not."""
    code = read_code(asked.text("code"))
    if code is None:
        raise Refused(404, NO_CODE)
    if not asked.desk.limits.may_try(asked.address, code):
        raise Refused(429, TOO_MANY_WRONG)
    row = asked.desk.store.by_code(code)
    if row is None:
        asked.desk.limits.was_wrong(asked.address)
        raise Refused(404, NO_CODE)
    asked.desk.limits.reached(asked.address, row.code)
    return row


def join(asked: Asked) -> Reply:
    """Join by a code; who is in the class already stays who they are."""
    row = _known(asked)
    if any((one.class_id, one.role) == (row.class_id, "student") for one in asked.members):
        return Reply({"code": row.code})
    if not row.is_open:
        raise Refused(409, CLOSED)
    if not asked.desk.limits.may_join(asked.address, row.code):
        raise Refused(429, TOO_MANY_JOIN)
    new = asked.desk.store.join(row.class_id, asked.desk.now())
    member = Membership(row.class_id, str(new.who.person), "student")
    return Reply(
        {"code": row.code, "nickname": new.nickname, "words": new.words}, joined(asked.members, member)
    )


def come_back(asked: Asked) -> Reply:
    """Come back on another device, by the code and three words; wrong words are counted for each class."""
    row = _known(asked)
    if not asked.desk.limits.may_try_words(asked.address, row.code):
        raise Refused(429, TOO_MANY_WORDS)
    who = asked.desk.store.come_back(row.class_id, asked.text("words"))
    if who is None:
        asked.desk.limits.had_wrong_words(asked.address, row.code)
        raise Refused(404, NO_WORDS)
    member = Membership(row.class_id, str(who.person), "student")
    return Reply({"code": row.code}, joined(asked.members, member))


def teach(asked: Asked) -> Reply:
    """Come back as the teacher, by the key of the teacher's link or file.

    Nobody guesses its 192 bits, so nothing is counted: a student's wrong codes shut no teacher out.
    """
    who = asked.desk.store.by_key(asked.text("key"))
    if who is None:
        raise Refused(404, NO_KEY)
    row = asked.desk.store.of(who)
    asked.desk.limits.reached(asked.address, row.code)
    return Reply({"code": row.code}, joined(asked.members, Membership(row.class_id, "", "teacher")))


def leave(asked: Asked, row: ClassRow) -> Reply:
    """Forget a class in this browser; what was done stays in the class."""
    role = _ROLES.get(asked.text("role"))
    if role is None:
        raise Refused(400, NOT_READ)
    asked.member(row, role)
    return Reply({}, without(asked.members, row.class_id, role))
