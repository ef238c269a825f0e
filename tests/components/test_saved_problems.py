"""A saved practice problem judges every answer as Python does."""

import json
from itertools import chain, product

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.exercises import pose, practised
from cnnviz.takehome import problem_sheet as problem_sheet_module
from cnnviz.takehome.problem_sheet import can_be_saved, problem_sheet

JUDGED = """async (asked) => {
  const { judgeProblem } = await import("/assets/components/saved/problem_judge.js");
  return asked.map(([sheet, answers]) => answers.map((answer) => judgeProblem(sheet, answer, 1)));
}"""


def typed(problem):
    """Numbers: half right, unreadable, and not given."""
    right = problem.right_answer
    for one in ("7", "-0.5", "1/3", "12,5", "something", " ", "3", "1000001"):
        yield [one] * len(right)
        yield [one, *right[1:]]
        yield [*right[:-1], one]


def chosen(problem):
    """One choice, all, and none."""
    yield from ([key] for key in problem.posed.form["keys"])
    yield from ([], list(problem.posed.form["keys"]))


def arranged(problem):
    """As it is shown, with two that changed places, and turned round."""
    right = problem.right_answer
    yield from (problem.posed.form["keys"], right[::-1], [right[1], right[0], *right[2:]])


def named(problem):
    """The same, and with figures that have no name."""
    right = problem.right_answer
    yield from (*arranged(problem), [right[0]] * len(right), ["", *right[1:]], [""] * len(right))


def clicked(problem):
    """Pixels: none, all, one too few, and one."""
    rows, columns = np.shape(problem.posed.form["picture"])
    right = problem.right_answer
    yield from ([], [list(place) for place in np.ndindex(rows, columns)], right[:-1], [[0, 0]])


def every_way(problem):
    """All settings, and what cannot be read."""
    ranges = [range(low - 1, high + 2) for low, high in problem.posed.form["ranges"]]
    yield from ([str(one) for one in way] for way in product(*ranges))
    yield from typed(problem)


TRIED = {
    "values": typed,
    "choice": chosen,
    "order": arranged,
    "match": named,
    "pixels": clicked,
    "settings": every_way,
}


def answers_to(problem):
    """Right, with each slip, and what else may be answered."""
    item = problem.exercise.item
    yield problem.right_answer
    yield from item.wrong_answers(problem.posed).values()
    yield from TRIED[problem.posed.form["type"]](problem)


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
            asked.append((problem, sheet, list(answers_to(problem))))
    assert len({problem.exercise.item.id for problem, _, _ in asked}) > 100
    found = calculator.evaluate(JUDGED, [[sheet, answers] for _, sheet, answers in asked])
    differs = []
    tried = [(problem, answer) for problem, _, answers in asked for answer in answers]
    for (problem, answer), given in zip(tried, chain(*found), strict=True):
        wanted, verdict = said(problem, answer), given["verdict"]
        told = verdict and {name: verdict[name] for name in ("right", "head", "sentence", "marks")}
        if told != wanted or bool(given["refused"]) != (wanted is None):
            differs.append((problem.exercise.item.id, answer, wanted, given))
    assert differs == []


def test_every_kind_of_answer_but_kernels_can_be_saved():
    kinds = {
        problem.posed.form["type"]: can_be_saved(problem)
        for exercise in practised().values()
        for problem in [pose(exercise, exercise.item.levels_offered()[0], 0)]
    }
    assert {kind for kind, can_be in kinds.items() if not can_be} == {"kernel"}
    assert kinds.keys() == {*TRIED, "kernel"}


def test_settings_in_too_many_ways_are_not_saved(monkeypatch):
    problem = pose(practised()["squares"], 1, 0)
    assert can_be_saved(problem)
    monkeypatch.setattr(problem_sheet_module, "_MOST_SETTINGS", 26)
    assert not can_be_saved(problem)
    assert problem_sheet(problem) is None
