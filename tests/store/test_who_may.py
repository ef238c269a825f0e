"""Every query is bound to whoever asks: a student sees and changes the own work, a teacher the own class."""

import re
from functools import partial

import pytest

import store
from cnnviz.classes import Assignment
from tests.store.people import HOUR, LESSON, NOW, SIZE, TASKS, Class

ONE_MORE = Assignment(title="Mine", tasks=TASKS[:1])

#: What only a teacher may do: by the store, whoever asks, and a student.
TEACHERS = {
    "change": lambda kept, who, other: kept.change(who, ONE_MORE),
    "use": lambda kept, who, other: kept.use(who, NOW),
    "set_open": lambda kept, who, other: kept.set_open(who, False),
    "versions": lambda kept, who, other: kept.versions(who),
    "extend": lambda kept, who, other: kept.extend(who, other, NOW + HOUR),
    "reset": lambda kept, who, other: kept.reset(who, other, SIZE),
    "override": lambda kept, who, other: kept.override(who, other, SIZE, 4),
    "remark": lambda kept, who, other: kept.remark(who, lambda attempt: (1.0, None)),
    "ask": lambda kept, who, other: kept.ask(who, "output-size", 1, 1),
    "set_state": lambda kept, who, other: kept.set_state(who, 1, "revealed"),
    "delete_student": lambda kept, who, other: kept.delete_student(who, other),
    "delete_class": lambda kept, who, other: kept.delete_class(who),
    "attempts": lambda kept, who, other: kept.attempts(who, student=other),
}
#: Those of them that are about a student.
ABOUT = {"extend", "reset", "override", "delete_student", "attempts"}
#: What only a student may do.
STUDENTS = {
    "save": lambda klass, who: klass.answer(who),
    "progress": lambda klass, who: klass.store.progress(who, LESSON, NOW, done=True),
    "vote": lambda klass, who: klass.store.vote(who, 1, ["9"], 1.0, None),
    "redraw_nickname": lambda klass, who: klass.store.redraw_nickname(who),
    "redraw_words": lambda klass, who: klass.store.redraw_words(who),
    "delete_mine": lambda klass, who: klass.store.delete_mine(who),
    "standing": lambda klass, who: klass.store.standing(who),
    "tries": lambda klass, who: klass.store.tries(who, SIZE),
}
#: What both may do, with the own class.
BOTH = {
    "of": lambda kept, who: kept.of(who),
    "students": lambda kept, who: kept.students(who),
    "attempts": lambda kept, who: kept.attempts(who),
    "opened": lambda kept, who: kept.opened(who),
    "overrides": lambda kept, who: kept.overrides(who),
    "round": lambda kept, who: kept.round(who),
    "votes": lambda kept, who: kept.votes(who, 1),
    "pulse": lambda kept, who: kept.pulse(who),
}


@pytest.fixture
def filled(klass):
    """A class with two students, work and a question."""
    klass.ann, klass.bob = klass.student(), klass.student()
    for who in (klass.ann, klass.bob):
        klass.answer(who)
        klass.store.progress(who, LESSON, NOW)
        klass.store.override(klass.teacher, who.person, SIZE, 1, "")
    klass.store.ask(klass.teacher, "output-size", 1, 7)
    for who in (klass.ann, klass.bob):
        klass.store.vote(who, 1, ["8"], 0.0, None)
    return klass


def everything(klass):
    kept, teacher = klass.store, klass.teacher
    return [ask(kept, teacher) for ask in BOTH.values()], kept.versions(teacher)


def allowed(klass, asked):
    """Which of these things to do, by name, are not forbidden or change something."""
    before, found = everything(klass), []
    for name, do in asked.items():
        try:
            do()
            found.append(name)
        except store.Forbidden:
            pass
        if everything(klass) != before:
            found.append(f"{name} changes something")
    return found


def test_a_student_may_do_nothing_of_a_teachers(filled):
    claimed = store.Who(filled.ann.class_id, filled.ann.person, "teacher")
    asked = {
        f"{name} as a {who.role}": partial(do, filled.store, who, filled.bob.person)
        for name, do in TEACHERS.items()
        for who in (filled.ann, claimed)
    }
    assert allowed(filled, asked) == []


def test_a_teacher_is_no_student(filled):
    assert allowed(filled, {name: partial(do, filled, filled.teacher) for name, do in STUDENTS.items()}) == []


def test_a_teacher_may_do_nothing_with_a_student_of_another_class(filled):
    other = Class(filled.store)
    asked = {name: partial(TEACHERS[name], filled.store, other.teacher, filled.bob.person) for name in ABOUT}
    assert allowed(filled, asked) == []


@pytest.mark.parametrize("asked", sorted(TEACHERS.keys() - ABOUT))
def test_what_a_teacher_does_concerns_no_other_class(filled, asked):
    other = Class(filled.store)
    other.store.ask(other.teacher, "output-size", 1, 7)
    before = everything(filled)
    TEACHERS[asked](filled.store, other.teacher, "")
    assert everything(filled) == before


def test_whoever_was_deleted_gets_a_sentence(filled):
    filled.store.delete_student(filled.teacher, filled.ann.person)
    for ask in BOTH.values():
        with pytest.raises(store.Forbidden, match="no such student"):
            ask(filled.store, filled.ann)
    for do in STUDENTS.values():
        with pytest.raises(store.Forbidden, match="no such student"):
            do(filled, filled.ann)


def test_a_class_that_was_deleted_gets_a_sentence(filled):
    filled.store.delete_class(filled.teacher)
    for ask in BOTH.values():
        for who in (filled.teacher, filled.ann):
            with pytest.raises(store.Forbidden, match="no such"):
                ask(filled.store, who)


def test_a_student_of_one_class_is_none_of_another(filled):
    other = Class(filled.store)
    crossed = store.Who(other.made.class_id, filled.ann.person, "student")
    for ask in BOTH.values():
        with pytest.raises(store.Forbidden):
            ask(filled.store, crossed)
    with pytest.raises(store.Forbidden):
        other.answer(crossed)


def test_a_student_sees_only_the_own_work(filled):
    kept, ann = filled.store, filled.ann
    assert [one.id for one in kept.students(ann)] == [ann.person]
    assert {one.student for one in kept.attempts(ann)} == {ann.person}
    assert {student for student, _ in kept.opened(ann)} == {ann.person}
    assert {one.student for one in kept.overrides(ann)} == {ann.person}
    assert {one.student for one in kept.votes(ann, 1)} == {ann.person}
    assert len(kept.students(filled.teacher)) == len(kept.votes(filled.teacher, 1)) == 2


def test_nobody_saves_for_somebody_else(filled):
    with pytest.raises(store.Forbidden, match="whoever gave it"):
        filled.store.save(filled.ann, filled.attempt(filled.bob))


def test_only_the_key_makes_a_teacher(filled):
    kept = filled.store
    assert kept.by_key(filled.made.key) == store.Who(filled.made.class_id, None, "teacher")
    for guess in (
        "",
        filled.made.code,
        filled.made.class_id,
        filled.made.key[:-1],
        filled.made.key + "x",
        "\0",
        "k" * 10**6,
    ):
        assert kept.by_key(guess) is None


def test_the_teachers_key_and_the_words_are_not_kept(filled):
    joined = filled.join()
    database = filled.store.database
    with database.reading() as connection:
        rows = [
            value
            for table in store.tables.metadata.sorted_tables
            for row in connection.execute(table.select())
            for value in row
        ]
    said = b" ".join(value if isinstance(value, bytes) else str(value).encode() for value in rows)
    assert joined.nickname.encode() in said
    assert filled.made.key.encode() not in said
    # One of the words alone may also be in somebody's nickname.
    assert not re.search(rb"[^a-z]*".join(word.encode() for word in joined.words.split()), said)
