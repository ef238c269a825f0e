"""Tables of a class, read back: every number is there, and no text is a formula."""

import csv
import io
from datetime import datetime, timedelta, timezone

import pytest

from cnnviz.takehome import (
    AttemptRow,
    ClassRows,
    StudentRow,
    TaskColumn,
    TaskMark,
    attempts_csv,
    students_csv,
)
from cnnviz.takehome.tables import defused

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '"=1', 'a","=1', "ok\n=1"]
TASKS = (TaskColumn("a", 'Size; of, an "output"', 4), TaskColumn("b", '=HYPERLINK("x")', 2.5))
MARKS = {"a": TaskMark(3.5, 2, 61.25), "b": TaskMark(0, 1)}


def table(data, separator=","):
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def rows_with(*, names=("brave otter",), attempts=()):
    students = tuple(StudentRow(name, MARKS if at == 0 else {}) for at, name in enumerate(names))
    return ClassRows("Class", TASKS, students, tuple(attempts))


def attempt(**given):
    at = datetime(2026, 11, 29, 23, 5, 7, tzinfo=timezone(timedelta(hours=1)))
    usual = {"task": "a", "number": 1, "variant": 0, "seed": 7, "answer": ["1", "-2"], "score": 0.5}
    usual |= {"slip": "You counted once.", "version": 1, "at": at, "seconds": 3.0, "nickname": "brave otter"}
    return AttemptRow(**(usual | given))


def test_one_row_a_student_with_points_attempts_and_seconds_of_each_task():
    head, first, second = table(students_csv(rows_with(names=("brave otter", "calm lynx"))))
    assert first == ["brave otter", "3.5", "6.5", "3", "61.25", "3.5", "2", "61.25", "0", "1", ""]
    assert second == ["calm lynx", "", "6.5", "0", "", "", "0", "", "", "0", ""]
    assert head[:5] == ["nickname", "points", "of", "attempts", "seconds"]
    assert head[5] == 'Size; of, an "output": points of 4'
    assert head[8].startswith("'=HYPERLINK")


def test_one_row_an_attempt_with_the_answer_as_it_was_sent_and_the_time_in_utc():
    head, row = table(attempts_csv(rows_with(attempts=[attempt()])))
    told = dict(zip(head, row, strict=True))
    assert told["answer"] == "1; -2"
    assert told["time (UTC)"] == "2026-11-29 22:05:07"
    assert (told["title"], told["what it means"], told["score"]) == (
        TASKS[0].title,
        "You counted once.",
        "0.5",
    )
    assert (
        table(attempts_csv(rows_with(attempts=[attempt(answer=[[0, 1], [2, 3]])])))[1][7] == "(0; 1); (2; 3)"
    )


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("bom", [True, False])
def test_text_that_looks_like_a_formula_is_none_wherever_it_stands(bom, separator):
    attempts = [attempt(nickname=one, slip=one, answer=[one, one], task=one) for one in EVIL]
    rows = rows_with(names=EVIL, attempts=attempts)
    options = {"bom": bom, "separator": separator}
    for data in (students_csv(rows, **options), attempts_csv(rows, **options)):
        assert data.startswith(b"\xef\xbb\xbf") is bom
        read = table(data, separator)
        assert len({len(row) for row in read}) == 1
        assert len(read) == 1 + len(EVIL)
        texts = [cell for row in read for cell in row if cell]
        assert not [cell for cell in texts if cell.lstrip(" ")[0] in "=+-@\t\r\n＝＋－＠"]
        assert sum(cell.startswith("'") for cell in texts) >= 8


def test_with_semicolons_numbers_have_the_comma_that_goes_with_them():
    _, first = table(students_csv(rows_with(), separator=";"), ";")
    assert first == ["brave otter", "3,5", "6,5", "3", "61,25", "3,5", "2", "61,25", "0", "1", ""]


def test_what_is_defused_is_the_text_behind_an_apostrophe():
    assert [defused(one) for one in EVIL[:5]] == [f"'{one}" for one in EVIL[:5]]
    assert defused("a=1") == "a=1"


def test_titles_that_are_alike_have_columns_that_are_not():
    twins = tuple(TaskColumn(key, "Sizes", 1) for key in "xyz")
    head = table(students_csv(ClassRows("C", twins)))[0]
    assert len(set(head)) == len(head)
