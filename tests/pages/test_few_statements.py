"""A student's page and answer ask the store few things: each is a way to the database and back."""

from collections import Counter
from contextlib import ExitStack, closing, contextmanager

import pytest
import sqlalchemy as sa

import store
from pages.ui.session import belonging
from tests import postgres
from tests.pages.test_class_pages import TASK, Class
from tests.serving.class_desk import School


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept(request, tmp_path_factory):
    """An empty store of each kind."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            place = str(tmp_path_factory.mktemp("store") / "classes.db")
        else:
            postgres.need()
            place = stack.enter_context(postgres.server())
        yield stack.enter_context(closing(store.open(place)))


@contextmanager
def counted(kept):
    """Count transactions and statements."""
    found, engine = Counter(), kept.database.engine

    def begin(connection):
        found["transactions"] += 1

    def execute(connection, cursor, statement, *rest):
        found["statements"] += not statement.startswith("BEGIN")

    sa.event.listen(engine, "begin", begin)
    sa.event.listen(engine, "before_cursor_execute", execute)
    try:
        yield found
    finally:
        sa.event.remove(engine, "begin", begin)
        sa.event.remove(engine, "before_cursor_execute", execute)


def told(found):
    return found["transactions"], found["statements"]


@pytest.fixture
def here(kept, monkeypatch):
    """A class whose student's browser it is."""
    made = Class(kept)
    made.be(made.student)
    monkeypatch.setattr(belonging, "store", kept)
    monkeypatch.setattr(belonging, "memberships", lambda: made.members)
    return made


def test_a_students_page_asks_the_store_once(visit, here):
    page = visit("classroom", code=here.code)  # the task is opened now
    here.answer()
    with counted(here.kept) as found:
        page.run()
    assert page.sent("exercise").header["verdict"]["right"]
    assert told(found) == (1, 3)
    asked = here.kept.ask(here.teacher, TASK.id, 2, 7)
    here.kept.vote(here.student, asked.number, ["1"], 0.0, None)
    with counted(here.kept) as found:
        page.run()
    assert page.sent("exercise").header["answer"] == ["1"]
    assert told(found) == (1, 3)


def test_a_page_asks_for_no_further_class_once_one_fits(visit, here, kept):
    visit("classroom", code=here.code)
    older = Class(kept)
    here.be(here.student, older.teacher, older.student)
    with counted(kept) as found:
        assert visit("classroom", code=here.code).sent("classwork").header["code"] == here.code
    assert told(found) == (1, 3)


def test_opening_a_task_is_noted_in_one_transaction_more(visit, here):
    with counted(here.kept) as found:
        visit("classroom", code=here.code)
    assert told(found) == (2, 6)


def test_an_answer_takes_three_transactions(kept):
    school = School(kept)
    student = school.student()
    assert school.answer(student, ["1"], key="warm")[0] == 200
    with counted(kept) as found:
        assert school.answer(student, key="k", seen=1)[0] == 200
    # School asks for the class once itself, to know the right answer; then: the class by its code (1),
    # what was tried (2), keeping it (4).
    assert told(found) == (1 + 3, 1 + 7)


def test_a_look_whether_something_was_asked_takes_one_statement(kept):
    school = School(kept)
    student = school.student()
    school.clock.seconds += 1
    with counted(kept) as found:
        for _ in range(3):
            assert student.get(f"{school.code}/pulse")[0] == 200
    assert told(found) == (1, 1)
