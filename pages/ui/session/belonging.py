"""The classes that a browser belongs to, as its cookie says, and the store that has them."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from cnnviz.assets import COMMAND
from cnnviz.classes.codes import read_code
from cnnviz.classes.membership import COOKIE, Membership, Role, read
from store import KEPT_DAYS, ClassRow, Forbidden, Standing, Store, Who

#: The store; None where the app is started without `serve.py`, which opens it.
store: Store | None = None
#: For how many days a class is kept that nobody uses.
days: int = KEPT_DAYS
#: Signs the cookie.
key: bytes = b""
#: What is said where there is no store.
missing = (
    f"Classes need the app’s own server: whoever runs it starts it with “{COMMAND}”. "
    "Everything else works as it is."
)


def without(code: str, role: str = "") -> str:
    """Say that there are no classes here, to somebody who asks for one."""
    asked = f"Class {code}{f' as its {role}' if role else ''}: " if code else ""
    return f"{asked}{missing}"


class Place(NamedTuple):
    """Somebody in a class.

    Attributes
    ----------
    row : ClassRow
    who : Who
    standing : Standing or None
        A student's.
    """

    row: ClassRow
    who: Who
    standing: Standing | None = None


def open_with(opened: Store | None) -> None:
    """Use a store from now on, or none."""
    global store, key
    store, key = opened, b"" if opened is None else opened.signing_key()


def memberships() -> tuple[Membership, ...]:
    """Give what the cookie holds, the newest first."""
    return read(st.context.cookies.get(COOKIE) or "", key) if store is not None else ()


def places() -> list[Place]:
    """Give the classes that there still are of those in the cookie."""
    found = (place_of(one) for one in memberships())
    return [one for one in found if one is not None]


def place_of(member: Membership) -> Place | None:
    """Give the class of a membership; None if there is no such class, or the student is no longer in it."""
    who = Who(member.class_id, member.person or None, member.role)
    try:
        if store is None:
            return None
        if who.role == "teacher":
            return Place(store.of(who), who)
        standing = store.standing(who)
    except Forbidden:
        return None
    return Place(standing.row, who, standing)


def find(code: str, role: Role | None) -> Place | None:
    """Give the class with this code, in a role if one is named; without a code the newest.

    The store is asked for no further class once one fits.
    """
    wanted = read_code(code)
    found = (place_of(one) for one in memberships() if role in (None, one.role))
    return next((one for one in found if one is not None and (not code or one.row.code == wanted)), None)
