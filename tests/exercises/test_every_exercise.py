"""Every exercise, over many seeds: it can be solved, its slips are recognised, and its words read well."""

import re
from collections import Counter, defaultdict
from itertools import chain, product

import numpy as np
import pytest

from cnnviz.exercises import exercises, pose
from cnnviz.exercises.drawing import Draw
from cnnviz.views import states
from tests.exercises.tried import tried

SEEDS = 60
#: Of the concept test, whose forms have hardly more problems.
FEW_SEEDS = 20
#: With --thorough, at each level.
MANY_SEEDS = 200
#: So many problems are tried with hundreds of answers, where any that works is right.
TRIED = 6
EXERCISES = exercises()
#: No number of these sizes belongs into what is worked out by hand.
LONGEST_NUMBER = 13
MOST_WORDS = 70
MOST_ASKED = 60
#: No answer is right more often than this: who has learned it by heart has learned nothing.
MOST_ALIKE = 2 / 3


def problems(name):
    """200 problems, at all levels in turn; of those whose numbers are not drawn a few orders of choices."""
    levels = EXERCISES[name].item.levels_offered()
    seeds = FEW_SEEDS if EXERCISES[name].item.diagnostic else SEEDS
    return [pose(EXERCISES[name], levels[seed % len(levels)], seed) for seed in range(seeds)]


def check_the_key_scores_full(problem):
    verdict = problem.judge(problem.right_answer)
    assert verdict.right
    assert verdict.score == 1
    assert verdict.sentence == problem.explanation


def slips_named(problem):
    """Check that each recognised slip scores less and is named, or two at once and neither; name those."""
    named = set()
    for key, wrong in problem.exercise.item.wrong_answers(problem.posed).items():
        verdict = problem.judge(wrong)
        assert verdict.score < 1, (key, problem.prompt)
        assert verdict.slip in (key, None), (key, verdict, problem.prompt)
        assert verdict.sentence, key
        check_words(verdict.sentence)
        named |= {verdict.slip} - {None}
    return named


def check_words(words, most=MOST_WORDS):
    assert not re.search(r"[{}]|\bnan\b|not a number|\b1 \w+s have\b| -\d|  ", words), words
    assert len(words.split()) <= most, words
    assert all(len(number) <= LONGEST_NUMBER for number in re.findall(r"[\d,.]+", words)), words


def check_it_reads_well(problem):
    labels = list(problem.labels.values())
    assert len(labels) == len(set(labels)), "two choices are alike"
    check_words(problem.prompt, MOST_ASKED)
    said = [
        problem.title,
        problem.explanation,
        *problem.hints,
        *labels,
        *(one.name for one in problem.figures),
    ]
    for words in said:
        check_words(words)
    assert problem.title[0].isupper()
    assert 1 <= len(problem.hints) <= 3
    assert problem.solution


def check_it_can_be_typed(problem):
    """Numbers that are not whole are asked for with a tolerance of at least half a hundredth."""
    form, key = problem.posed.form, problem.posed.key
    if form["type"] == "values" and not np.all(np.mod(key, 0.25) == 0):
        assert problem.exercise.item.tolerance >= 0.005


@pytest.mark.parametrize("name", EXERCISES)
def test_it_can_be_solved_its_slips_are_named_and_it_reads_well(name):
    named, known, asked, right = set(), set(), {}, defaultdict(Counter)
    for problem in problems(name):
        check_the_key_scores_full(problem)
        named |= slips_named(problem)
        check_it_reads_well(problem)
        check_it_can_be_typed(problem)
        shown = f"{problem.prompt} {problem.posed.form} {problem.figures} {problem.right_answer}"
        asked.setdefault(problem.level, set()).add(shown)
        if problem.posed.form["type"] == "values":
            right[problem.level][str(problem.right_answer)] += 1
        known |= EXERCISES[name].item.wrong_answers(problem.posed).keys()
        for answer in tried(problem) if problem.seed < TRIED else ():
            verdict = problem.judge(answer)
            check_words(verdict.sentence)
            named |= {verdict.slip} - {None}
    assert named == known | set(getattr(EXERCISES[name].item, "wrong", ())), "never named"
    assert all(len(different) >= 5 for different in asked.values()), "nearly the same with every seed"
    if not EXERCISES[name].item.diagnostic:
        assert all(max(one.values()) <= MOST_ALIKE * one.total() for one in right.values()), "one answer"


@pytest.mark.thorough
@pytest.mark.parametrize("name", EXERCISES)
def test_so_it_is_with_two_hundred_seeds_at_each_level(name):
    for level, seed in product(EXERCISES[name].item.levels_offered(), range(MANY_SEEDS)):
        problem = pose(EXERCISES[name], level, seed)
        check_the_key_scores_full(problem)
        slips_named(problem)
        check_it_reads_well(problem)


def test_the_same_seed_poses_the_same_problem():
    for exercise in EXERCISES.values():
        first, again = (pose(exercise, exercise.item.levels_offered()[-1], 7) for _ in range(2))
        assert (first.prompt, first.posed.form, first.right_answer) == (
            again.prompt,
            again.posed.form,
            again.right_answer,
        )


@pytest.mark.parametrize("name", EXERCISES)
def test_at_least_one_draw_in_twenty_meets_its_constraints(name, monkeypatch):
    """So that nobody ever comes upon a seed for which 400 draws are not enough."""
    drawn = []

    def counted(*arguments):
        drawn.append(arguments)
        return Draw(*arguments)

    monkeypatch.setattr("cnnviz.exercises.problem.Draw", counted)
    levels = EXERCISES[name].item.levels_offered()
    for level, seed in product(levels, range(10)):
        pose(EXERCISES[name], level, seed)
    assert len(drawn) <= 20 * 10 * len(levels)


def test_each_solution_is_a_page_in_a_state_that_docs_views_md_lists():
    for name, exercise in EXERCISES.items():
        view = exercise.item.solution
        assert states(view.page), name
        assert view.start.keys() <= states(view.page).keys() | states("shared").keys(), name


def test_each_kind_of_forty_has_an_exercise():
    assert set(range(1, 41)) <= {one.item.kind for one in EXERCISES.values()}


def test_each_lesson_has_exercises():
    assert {one.item.lesson for one in EXERCISES.values()} == set(range(1, 29))


def test_there_are_at_least_eighty():
    assert len(EXERCISES) >= 80


def test_every_kind_of_answer_is_used():
    used = set(chain(one.item.model_dump()["type"] for one in EXERCISES.values()))
    assert used == {
        "whole number", "number", "shape", "grid", "pixels", "choice", "choices", "order", "match", "kernel",
        "settings",
    }  # fmt: skip
