"""What docs/teaching.md says can be done as it says."""

import re

from cnnviz.assets import ASSETS
from cnnviz.exercises import pose, practised, read_topic
from cnnviz.exercises.functions import FUNCTIONS
from cnnviz.exercises.kinds import KINDS
from cnnviz.lessons import read_lesson
from cnnviz.views import states

GUIDE, LESSONS = (ASSETS.parent / "docs" / "teaching.md").read_text("utf-8").split("# Adding a lesson")


def test_its_example_is_an_exercise():
    yaml, words = (re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL)[-1] for kind in ("yaml", "markdown"))
    exercise = read_topic("t", f"format: 1\nitems:\n{yaml}", f"# T\n\n{words}").exercises[0]
    for level in exercise.item.levels_offered():
        problem = pose(exercise, level, 0)
        assert problem.judge(problem.right_answer).right
        assert {
            problem.judge(wrong).slip for wrong in exercise.item.wrong_answers(problem.posed).values()
        } == {
            "no-first",
            "same-size",
        }


def test_it_names_every_function_field_and_kind_of_answer():
    named = set(
        re.findall(
            r"[a-z_0-9]+",
            " ".join(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL))),
        )
    )
    assert set(FUNCTIONS) <= named
    assert set(" ".join(KINDS).split()) <= set(re.findall(r"[a-z]+", GUIDE))
    fields = {field.alias or name for kind in KINDS.values() for name, field in kind.model_fields.items()}
    assert fields <= named


def test_its_lesson_is_a_lesson():
    yaml, words = (
        re.findall(rf"```{kind}\n(.*?)```", LESSONS, re.DOTALL)[0] for kind in ("yaml", "markdown")
    )
    taught = read_lesson("29-darkest-window", yaml, words)
    assert [step.id for step in taught.lesson.steps] == ["find-it", "your-own", "check"]
    for step in taught.lesson.steps:
        known = {*states(step.page), *states("shared")}
        changed = [] if step.goal is None else step.goal.reached_by
        assert {name for settings in (step.start, *changed) for name in settings} <= known
        assert step.question is None or step.question.item in practised()
