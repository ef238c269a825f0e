"""What the store gives: who somebody is, classes, and students."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cnnviz.classes import Assignment, Attempt, Override, Round, Vote

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


@dataclass(frozen=True)
class Standing:
    """A student's class and all that they have done in it, of one moment.

    Attributes
    ----------
    row : ClassRow
    pulse : int
        Grows with every question and every change of its state.
    me : Student
    attempts : sequence of Attempt
        In the order in which they came.
    opened : mapping of str to datetime
        When tasks were first opened.
    variants : mapping of str to int
        Which numbers the student has in a task, where these are not the first.
    overrides : mapping of str to Override
        The points that the teacher gave for tasks.
    round : Round or None
        The latest question that was put to all.
    vote : Vote or None
        What the student answered to it.
    """

    row: ClassRow
    pulse: int
    me: Student
    attempts: Sequence[Attempt]
    opened: Mapping[str, datetime]
    variants: Mapping[str, int]
    overrides: Mapping[str, Override]
    round: Round | None
    vote: Vote | None


@dataclass(frozen=True)
class Tries:
    """What a student has answered to a task, and what further answers depend on.

    Attributes
    ----------
    until : datetime or None
        The own date until which answers are taken, if it was extended.
    variant : int
        Which numbers the student has: 0 for the first, one more after each reset.
    attempts : sequence of Attempt
        With these numbers and earlier ones.
    """

    until: datetime | None
    variant: int
    attempts: Sequence[Attempt]
