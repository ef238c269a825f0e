"""What a teacher takes home of a class: gradebooks, tables, questions for Moodle; and checked receipts."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, Literal

import streamlit as st

from cnnviz.exercises import LARGEST_SEED
from cnnviz.takehome import (
    ClassRows,
    StudentRow,
    Wanted,
    attempts_csv,
    check,
    left_out,
    moodle_xml,
    nickname_code,
    students_csv,
)
from pages.ui.figures.sentences import escape_markdown
from pages.ui.session import keeping, reports
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.shell.pressed import one_at_a_time

_gradebook = register("gradebook")
_receipts = register("receipts")
_CHECKED: Final = "receipts checked"
_MOST_RECEIPTS: Final = 300


def take_home(
    rows: ClassRows, with_attempts: Callable[[], ClassRows], secret: bytes, wanted: Sequence[Wanted]
) -> None:
    """Show all that a teacher takes home.

    Parameters
    ----------
    rows : ClassRows
        What the class did; attempts may be missing.
    with_attempts : callable
        Gives the same with attempts, which takes a while: it is asked once the table is wanted.
    secret : bytes
        The class's; nothing that follows from it is shown but the codes of nicknames and what a check says.
    wanted : sequence of Wanted
        The exercises of the class, for a question bank.
    """
    with st.container(key="take_home"):
        st.markdown("### Into a gradebook")
        _gradebook(key="gradebook", data=_marks(rows, secret))
        st.markdown("### As tables")
        _offer_tables(rows, with_attempts)
        st.markdown("### As questions for Moodle")
        _offer_questions(rows, wanted)
        st.markdown("### Check receipts")
        _show_check(secret)


def _marks(rows: ClassRows, secret: bytes) -> dict[str, Any]:
    """Give nicknames, their codes, and the points of all tasks and of each."""
    sheets = [
        {"title": rows.title, "of": rows.of},
        *({"title": one.title, "of": one.of} for one in rows.tasks),
    ]
    students = [
        {"nickname": one.nickname, "points": _points(one, rows), "code": nickname_code(one.nickname, secret)}
        for one in rows.students
    ]
    return {"students": students, "sheets": sheets, "askFor": rows.ask_for}


def _points(student: StudentRow, rows: ClassRows) -> list[float | None]:
    whole = student.points(rows.tasks) if student.has_begun(rows.tasks) else None
    return [whole, *(student.mark(task).points for task in rows.tasks)]


def _offer_tables(rows: ClassRows, with_attempts: Callable[[], ClassRows]) -> None:
    name = _file_name(rows.title)
    separators: tuple[tuple[Literal[",", ";"], str], ...] = ((",", "commas"), (";", "semicolons"))
    with st.container(horizontal=True, gap="small"):
        for write, give, what in (
            (students_csv, lambda: rows, "students"),
            (attempts_csv, with_attempts, "attempts"),
        ):
            for separator, called in separators:
                st.download_button(
                    f"{what.capitalize()}, {called}",
                    one_at_a_time(partial(_table, write, give, separator)),
                    f"{name}-{what}.csv",
                    "text/csv",
                    on_click="ignore",
                    key=f"take_{what}_{called}",
                )
    st.caption("One row a student, or one row an attempt. Semicolons suit an Excel that writes 3,5 for 3.5.")


def _table(write: Callable[..., bytes], give: Callable[[], ClassRows], separator: Literal[",", ";"]) -> bytes:
    return write(give(), separator=separator)


def _offer_questions(rows: ClassRows, wanted: Sequence[Wanted]) -> None:
    missing = left_out(wanted)
    if len(missing) == len(set(wanted)):
        st.caption("The class has no exercise that Moodle can ask.")
    else:
        st.download_button(
            "Questions (.xml)",
            one_at_a_time(partial(_bank, rows.title, tuple(wanted))),
            f"{_file_name(rows.title)}-moodle.xml",
            "application/xml",
            on_click="ignore",
            key="take_moodle",
        )
        st.caption(
            "Up to 30 variants of each exercise, with feedback on what goes wrong. It takes a few seconds."
        )
    if missing:
        told = "; ".join(f"{one.title} ({one.why})" for one in missing)
        st.caption(escape_markdown(f"Not among them: {told}."))


def _bank(title: str, wanted: tuple[Wanted, ...]) -> bytes:
    return moodle_xml(wanted, name=title, seed=secrets.randbelow(LARGEST_SEED)).xml


def _show_check(secret: bytes) -> None:
    """Say of receipts that were pasted what they are; the browser sends what was signed of them, no more."""
    checked = [check(one, secret) for one in keeping.kept(_CHECKED) or ()]
    header = {
        "session": keeping.session(),
        "revision": reports.revision("receipts"),
        "checked": [
            {"standing": one.standing, "sentence": one.sentence, "text": one.text} for one in checked
        ],
    }
    _receipts(key="receipts", data=pack(header, {}), react={"check": _take})


def _take(sent: object) -> None:
    if isinstance(sent, list) and all(isinstance(one, str) for one in sent):
        keeping.keep(_CHECKED, tuple(sent[:_MOST_RECEIPTS]))


def _file_name(title: str) -> str:
    return re.sub(r"[^\w-]+", "-", title)[:60].strip("-") or "class"
