"""What a teacher takes home of a class, as a page offers it."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from cnnviz.takehome import nickname_code
from pages.ui.classroom import take_home

SECRET = b"s" * 32


def page(items):
    """A class of two students, one of whom has begun; nobody asks for attempts yet."""
    from cnnviz.takehome import ClassRows, StudentRow, TaskColumn, TaskMark, Wanted
    from pages.ui.classroom.take_home import take_home
    from pages.ui.shell.frame import lesson

    lesson("My class", "A class.")
    tasks = (TaskColumn("a", "Size", 4), TaskColumn("b", "Padding", 2))
    students = (StudentRow("brave otter", {"a": TaskMark(3, 2)}), StudentRow("calm lynx"))
    rows = ClassRows("Class = 10b", tasks, students, ask_for="School number")
    take_home(rows, lambda: 1 / 0, b"s" * 32, [Wanted(one, 1) for one in items])


def shown(*items):
    app = AppTest.from_function(page, default_timeout=60, args=(items,)).run()
    assert not app.exception
    return app


@pytest.fixture(scope="module")
def class_page():
    return shown("output-size", "vertical-stripes")


def labels(app):
    return [one.proto.label for one in app.get("download_button")]


def test_tables_and_questions_are_offered_and_what_is_left_out_is_named(class_page):
    tables = [f"{what}, {sign}" for what in ("Students", "Attempts") for sign in ("commas", "semicolons")]
    assert labels(class_page) == [*tables, "Questions (.xml)"]
    told = " ".join(one.value for one in class_page.caption)
    assert "Find the stripes" in told
    assert "Size of an output" not in told


def test_no_questions_are_offered_where_there_are_none():
    app = shown("vertical-stripes")
    assert "Questions (.xml)" not in labels(app)
    assert any("no exercise that Moodle can ask" in one.value for one in app.caption)


def test_the_gradebook_gets_nicknames_points_and_codes_and_not_the_secret(class_page):
    (gradebook,) = [
        one.proto
        for one in class_page.get("bidi_component")
        if one.proto.component_name == "cnnviz_gradebook"
    ]
    assert json.loads(gradebook.json) == {
        "students": [
            {"nickname": "brave otter", "points": [3, 3, None], "code": nickname_code("brave otter", SECRET)},
            {"nickname": "calm lynx", "points": [None] * 3, "code": nickname_code("calm lynx", SECRET)},
        ],
        "sheets": [
            {"title": "Class = 10b", "of": 6},
            {"title": "Size", "of": 4},
            {"title": "Padding", "of": 2},
        ],
        "askFor": "School number",
    }


def test_a_report_that_is_no_list_of_receipts_changes_nothing(monkeypatch):
    kept = []
    monkeypatch.setattr(take_home.keeping, "keep", lambda name, thing: kept.append(thing))
    for sent in (None, "text", [1], {"a": 1}, ["cnnviz receipt", None]):
        take_home._take(sent)
    assert kept == []
    take_home._take(["cnnviz receipt"] * 1000)
    assert [len(one) for one in kept] == [300]
