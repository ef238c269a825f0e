"""What the store gives: who somebody is, classes, and students."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cnnviz.classes import Assignment

Role = Literal["teacher", "student"]


@dataclass(frozen=True)
class Who:
    """Who asks: every query is bound to it.

    Attributes
    ----------
    class_id : str
    person : str or None
        A student's id; None for the teacher.
    role : {"teacher", "student"}
    """

    class_id: str
    person: str | None
    role: Role


@dataclass(frozen=True)
class Made:
    """A new class. The teacher's key is told here, once: what is kept is its hash."""

    class_id: str
    code: str
    key: str


@dataclass(frozen=True)
class ClassRow:
    """A class.

    Attributes
    ----------
    class_id, code : str
    assignment : Assignment
    version : int
        Of the assignment, from 1.
    secret : bytes
        What seeds follow from; it never leaves the server.
    is_open : bool
    created : datetime
    """

    class_id: str
    code: str
    assignment: Assignment
    version: int
    secret: bytes
    is_open: bool
    created: datetime


@dataclass(frozen=True)
class Joined:
    """A new student. The three words to come back with are told here, once: what is kept is their hash."""

    who: Who
    nickname: str
    words: str


@dataclass(frozen=True)
class Student:
    """A student of a class.

    Attributes
    ----------
    id, nickname : str
    joined : datetime
    until : datetime or None
        The own date until which answers are taken, if it was extended.
    """

    id: str
    nickname: str
    joined: datetime
    until: datetime | None
