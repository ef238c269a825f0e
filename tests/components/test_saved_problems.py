"""A saved practice problem judges every answer as Python does."""

import json

import pytest

from cnnviz.errors import CnnvizError
from cnnviz.exercises import pose, practised
from cnnviz.takehome.problem_sheet import problem_sheet

JUDGED = """async (asked) => {
  const { judgeProblem } = await import("/assets/components/saved/problem_judge.js");
  return asked.map(([sheet, answer]) => judgeProblem(sheet, answer, 1));
}"""


def answers_to(problem):
    """Right, with each slip, half right, unreadable, and not given."""
    right, item = problem.right_answer, problem.exercise.item
    yield right
    yield from item.wrong_answers(problem.posed).values()
    if problem.posed.form["type"] == "choice":
        yield from ([key] for key in problem.posed.form["keys"])
        yield from ([], list(problem.posed.form["keys"]))
        return
    for one in ("7", "-0.5", "1/3", "12,5", "something", " "):
        yield [one] * len(right)
        yield [one, *right[1:]]
        yield [*right[:-1], one]


def said(problem, answer):
    """What Python says: the verdict, its words and which parts are right; None where it cannot be read."""
    try:
        verdict = problem.judge(answer)
    except CnnvizError:
        return None
    partly = f"{round(100 * verdict.score)} % right" if verdict.score else "Not yet"
    head = "Right" if verdict.right else partly
    return {
        "right": verdict.right,
        "head": head,
        "sentence": verdict.sentence,
        "marks": list(verdict.marks),
    }


@pytest.mark.parametrize("seed", [0, 11])
def test_every_problem_that_can_be_saved_is_judged_as_by_python(calculator, seed):
    asked = []
    for exercise in practised().values():
        problem = pose(exercise, exercise.item.levels_offered()[-1], seed)
        sheet = json.loads(json.dumps(problem_sheet(problem)))
        if sheet is not None:
            asked += [(problem, sheet, answer) for answer in answers_to(problem)]
    assert len({problem.exercise.item.id for problem, _, _ in asked}) > 100
    found = calculator.evaluate(JUDGED, [[sheet, answer] for _, sheet, answer in asked])
    differs = []
    for (problem, _, answer), given in zip(asked, found, strict=True):
        wanted, verdict = said(problem, answer), given["verdict"]
        told = verdict and {name: verdict[name] for name in ("right", "head", "sentence", "marks")}
        if told != wanted or bool(given["refused"]) != (wanted is None):
            differs.append((problem.exercise.item.id, answer, wanted, given))
    assert differs == []


def test_what_only_python_judges_is_not_saved():
    kinds = {
        problem.posed.form["type"]: problem_sheet(problem) is not None
        for exercise in practised().values()
        for problem in [pose(exercise, exercise.item.levels_offered()[0], 0)]
    }
    assert {kind for kind, can_be in kinds.items() if can_be} == {"values", "choice"}
    assert {"kernel", "pixels"} <= set(kinds)
