"""What a class is to do is read within bounds, and a mistake is named by its field."""

from datetime import UTC, datetime, timedelta

import pytest

from cnnviz.classes import Assignment, Task, check_tasks, read_yaml, ready_made, to_yaml
from cnnviz.classes.assignment import LONGEST_TEXT, LONGEST_TITLE, MOST_TASKS
from cnnviz.exercises import ContentError, pose, practised
from cnnviz.lessons import UNITS, lessons

HEAD = "format: 1\ntitle: Sizes\n"
TASK = "tasks: [{id: output-size}]\n"


def test_all_fields_are_read_and_written_back():
    noon = datetime(2026, 12, 24, 12, tzinfo=UTC)
    made = Assignment(
        title="Größe & <b>",
        tasks=(
            Task(id="output-size", level=2, points=5),
            Task(kind="lesson", id="border"),
            Task(kind="picture", id="kernels"),
        ),
        attempts=3,
        counts="last",
        solutions="due",
        scores="never",
        opens=noon - timedelta(days=1),
        due=noon,
        ask_for="Login",
    )
    assert read_yaml(to_yaml(made)) == made
    assert [task.key for task in made.tasks] == ["output-size~2", "lesson~border", "picture~kernels"]
    assert made.task("lesson~border") == made.tasks[1]
    assert made.task("border") is None


def test_what_is_as_usual_need_not_be_written():
    made = read_yaml(HEAD + TASK)
    assert (made.counts, made.attempts, made.tasks[0].points, made.due) == ("best", None, 1, None)
    assert to_yaml(made) == "format: 1\ntitle: Sizes\ntasks:\n- id: output-size\n"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("title: Sizes\n" + TASK, "format: 1"),
        (HEAD, "tasks: a list of 1 to 60"),
        (HEAD + "tasks: []", "tasks: a list"),
        (HEAD + "tasks: {a: 1}", "tasks: a list"),
        (HEAD + TASK + "colour: red", "^colour: "),
        ("format: 1\n" + TASK, "^title: "),
        ("format: 1\ntitle: ''\n" + TASK, "^title: "),
        (f"format: 1\ntitle: {'x' * (LONGEST_TITLE + 1)}\n" + TASK, "^title: .*80"),
        ('format: 1\ntitle: "a\\nb"\n' + TASK, "^title: it is one line"),
        (HEAD + "tasks: [{id: nothing}]", r"^tasks\.0\.id: there is no exercise “nothing”"),
        (HEAD + "tasks: [{id: one-number-less}]", "there is no exercise"),
        (HEAD + "tasks: [{kind: lesson, id: nothing}]", "there is no lesson “nothing”"),
        (HEAD + "tasks: [{kind: picture, id: shared}]", "there is no page “shared”"),
        (HEAD + "tasks: [{kind: lesson, id: border, level: 2}]", "a lesson has no level"),
        (HEAD + "tasks: [{id: output-size, level: 4}]", r"^tasks\.0\.level: "),
        (HEAD + "tasks: [{id: output-size, points: 101}]", r"^tasks\.0\.points: "),
        (HEAD + "tasks: [{id: output-size, points: -1}]", r"^tasks\.0\.points: "),
        (HEAD + "tasks: [{id: output-size}, {id: output-size}]", "“output-size~1” stands twice"),
        (HEAD + TASK + "attempts: 0", "^attempts"),
        (HEAD + TASK + "counts: most", "^counts"),
        (HEAD + TASK + "solutions: sometimes", "^solutions"),
        (HEAD + TASK + "scores: sometimes", "^scores"),
        (HEAD + TASK + "solutions: due", "^solutions: “due” never comes"),
        (HEAD + TASK + "scores: due", "^scores: “due” never comes"),
        (HEAD + TASK + "due: 2026-12-24 12:00:00", "^due: .*timezone"),
        (HEAD + TASK + "opens: 2026-12-24T12:00:00Z\ndue: 2026-12-24T11:00:00Z", "due before it opens"),
        (HEAD + "tasks: [", "this is no YAML"),
        (HEAD + TASK + "title: Other", "line 4: “title” stands twice$"),
        (HEAD + "tasks: [{id: output-size, points: 1,\n points: 2}]", "line 4: “points” stands twice$"),
        ("- a", "format: 1"),
    ],
)
def test_a_mistake_is_named(text, field):
    with pytest.raises(ContentError, match=field):
        read_yaml(text)


@pytest.mark.parametrize(
    "value",
    ['!!int ""', '!!int "+"', '!!float ""', '!!bool "x"', '!!timestamp "abc"', "!!set [a]", "!!omap [1]"],
)
@pytest.mark.parametrize("text", [HEAD + TASK + "opens: VALUE\n", HEAD + "VALUE: 1\n" + TASK, "VALUE\n"])
def test_what_stands_behind_a_tag_and_is_none_of_its_kind_is_refused(text, value):
    with pytest.raises(ContentError, match=r"this is no YAML|is missing|^opens: "):
        read_yaml(text.replace("VALUE", value))


def test_a_level_that_an_exercise_lacks_is_named():
    few = next(name for name, one in practised().items() if one.item.levels_offered() == (1,))
    with pytest.raises(ContentError, match=f"level: “{few}” has 1$"):
        check_tasks(Assignment(title="A", tasks=(Task(id=few, level=2),)))


ROWS = "".join(f"- {{id: task-{n}}}\n" for n in range(10_000))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "tasks:\n" + ROWS,
        HEAD + "tasks: [" + "a," * 10_000 + "]",
        HEAD + "tasks: [" + "{id: output-size}," * (MOST_TASKS + 1) + "]",
        HEAD + "a: &a [x, x]\nb: &b [*a, *a]\ntasks: [*b, *b]",
        HEAD + "tasks: " + "[" * 30_000,
        HEAD + "x: " + "y" * LONGEST_TEXT,
        "é" * (LONGEST_TEXT // 2 + 1),
        HEAD + "tasks: !!python/object/apply:os.getcwd []",
    ],
    ids=["rows", "words", "one more", "references", "nested", "long", "bytes", "object"],
)
def test_bombs_are_refused_before_a_task_is_built(text, monkeypatch):
    monkeypatch.setattr(Task, "model_post_init", None, raising=False)
    monkeypatch.setattr(Assignment, "model_validate", lambda raw: pytest.fail("it was built"))
    with pytest.raises(ContentError):
        read_yaml(text)


def test_there_is_a_set_for_each_lesson_and_each_unit():
    sets = ready_made()
    assert list(sets) == [f"lesson-{name}" for name in lessons()] + [f"unit-{key}" for key in UNITS]
    for made in sets.values():
        assert read_yaml(to_yaml(made)) == made
    for name, taught in lessons().items():
        first, *exercises = sets[f"lesson-{name}"].tasks
        assert first.key == f"lesson~{name}"
        assert {practised()[task.id].item.lesson for task in exercises} <= {taught.lesson.order}
    of_lessons = {task for name in lessons() for task in sets[f"lesson-{name}"].tasks}
    of_units = [task for key in UNITS for task in sets[f"unit-{key}"].tasks]
    assert set(of_units) == of_lessons
    assert len(of_units) == len(of_lessons)


def test_every_task_of_a_set_can_be_posed():
    for task in {task for made in ready_made().values() for task in made.tasks if task.kind == "exercise"}:
        assert pose(practised()[task.id], task.level, 0).prompt
