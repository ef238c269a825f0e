"""Every question of the course is answered in the browser: wrong, with its slip named, and right."""

import pytest
from playwright.sync_api import expect

from cnnviz.exercises import exercises, pose
from cnnviz.lessons import find_step, lessons, name_of
from pages.ui.shell.guide import address
from tests.browser.answering import answer

QUESTIONS = [
    name_of(taught, step)
    for taught in lessons().values()
    for step in taught.lesson.steps
    if step.question is not None
]


def problem_of(name):
    taught, index = find_step(name)
    question = taught.lesson.steps[index].question
    return pose(exercises()[question.item], question.level, question.seed)


def kind_of(name):
    form = problem_of(name).posed.form
    return form["type"], form.get("several"), len(form.get("shape", ()))


#: The first of each kind of answer: the others repeat them with other numbers.
QUICK = {kind_of(name): name for name in reversed(QUESTIONS)}.values()


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.thorough) for name in QUESTIONS]
)
def test_a_question_names_the_slip_of_a_wrong_answer_and_takes_the_right_one(visitor, name):
    taught, index = find_step(name)
    page = visitor.go("practise", **address(taught, taught.lesson.steps[index])).page
    answer(visitor, problem_of(name))
    expect(page.locator(".guide.reached")).to_be_visible()
