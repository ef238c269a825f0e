"""Practise: what one can choose exercises from."""

import re

from cnnviz.assets import ASSETS
from cnnviz.exercises import QUESTIONS, practised
from cnnviz.lessons import lessons
from pages.ui.practise.menu import among, groups

GUIDE = (ASSETS.parent / "docs" / "teaching.md").read_text("utf-8")


def test_all_forty_kinds_and_all_lessons_have_exercises_and_each_exercise_is_in_a_topic():
    found = groups()
    assert [one.key for one in found["Kinds of questions"]] == [f"kind-{number}" for number in range(1, 41)]
    assert [one.key for one in found["Lessons"]] == [
        f"lesson-{taught.lesson.order}" for taught in lessons().values()
    ]
    assert [name for one in found["Topics"] for name in one.ids] == list(practised())
    assert all(practised()[name].item.kind == 14 for name in among()["kind-14"])
    assert all(practised()[name].item.lesson == 9 for name in among()["lesson-9"])


def test_the_guide_lists_the_kinds_that_are_offered():
    table = GUIDE.split("# The forty kinds of questions")[1].split("# Adding a lesson")[0]
    named = {int(number) for number in re.findall(r"\b(\d+) [a-zR\"]", table)} | {13}  # “13 1×1”
    assert named == set(QUESTIONS) == set(range(1, 41))


def test_a_group_that_is_chosen_stays_while_exercises_change(visit):
    page = visit("practise", among="kind-24")
    assert page.sent("exercise").header["id"] == among()["kind-24"][0]
    name = among()["kind-24"][-1]
    page.report("exercise", "go", {"id": name, "level": 1, "seed": 7, "among": "kind-24"})
    sent = page.sent("exercise").header
    assert (sent["id"], sent["among"]) == (name, "kind-24")
    page.report("exercise", "go", {"id": name, "level": 1, "seed": 7, "among": "kind-41"})
    assert page.sent("exercise").header["among"] == "kind-24"


def test_a_new_session_is_told_of_a_wrong_answer_and_of_hints_and_judges_anew(visit):
    name = "output-size"
    page = visit("practise", item=name, level="1", seed="7")
    task = page.sent("exercise").header["task"]
    told = {"task": task, "answer": ["-3"], "hints": 1}
    for _ in range(2):  # what is told twice changes nothing more
        page.report("exercise", "again", told)
        shown = page.sent("exercise").header
        assert (shown["answer"], shown["verdict"]["right"], shown["verdict"]["number"]) == (["-3"], False, 1)
        assert len(shown["hints"]) == 1
    page.report("exercise", "again", {"task": "another 1 0", "answer": ["4"], "hints": 2})
    assert page.sent("exercise").header["answer"] == ["-3"]


def test_a_new_session_is_told_of_hints_alone(visit):
    page = visit("practise", item="output-size", level="1", seed="7")
    for sent in (None, {"task": page.sent("exercise").header["task"], "answer": None, "hints": 2}):
        page.report("exercise", "again", sent)
    shown = page.sent("exercise").header
    assert (shown["verdict"], len(shown["hints"])) == (None, 2)
