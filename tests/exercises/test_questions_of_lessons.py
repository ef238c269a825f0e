"""The questions of lessons have numbers with which each recognised slip can be told from the others."""

import pytest

from cnnviz.exercises import exercises, pose
from cnnviz.lessons import lessons, name_of

QUESTIONS = {
    name_of(taught, step): step.question
    for taught in lessons().values()
    for step in taught.lesson.steps
    if step.question is not None
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_slip_is_named_with_the_numbers_of_the_lesson(name):
    asked = QUESTIONS[name]
    problem = pose(exercises()[asked.item], asked.level, asked.seed)
    for slip, answer in problem.exercise.item.wrong_answers(problem.posed).items():
        assert problem.judge(answer).sentence == problem.said(slip)
