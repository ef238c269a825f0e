"""Every exercise, over 200 seeds: it can be solved, its slips are recognised, and its words read well."""

import re
from itertools import chain

import numpy as np
import pytest

from cnnviz.exercises import exercises, pose

SEEDS = range(200)
EXERCISES = exercises()
EACH = pytest.mark.parametrize("name", EXERCISES)
#: No number of these sizes belongs into what is worked out by hand.
LONGEST_NUMBER = 13
MOST_WORDS = 70


def problems(name):
    exercise = EXERCISES[name]
    return [pose(exercise, level, seed) for level in exercise.item.levels_offered() for seed in SEEDS]


@EACH
def test_its_key_scores_full_and_each_recognised_slip_less_and_is_named(name):
    known, named = set(), set()
    for problem in problems(name):
        assert problem.judge(problem.right_answer).right
        for key, wrong in problem.exercise.item.wrong_answers(problem.posed).items():
            verdict = problem.judge(wrong)
            assert verdict.score < 1, (key, problem.prompt)
            assert verdict.slip in (key, None), (key, verdict, problem.prompt)
            known |= {key}
            named |= {key} & {verdict.slip}
    assert named == known


@EACH
def test_two_slips_with_one_number_name_neither(name):
    """A draw may have them only if it says that its slips need not be distinct."""
    for problem in problems(name):
        item = problem.exercise.item
        answers = [str(one) for one in item.wrong_answers(problem.posed).values()]
        assert not item.distinct or len(answers) == len(set(answers))


@EACH
def test_it_differs_from_seed_to_seed(name):
    """It asks something else: by its numbers, or at least by the order of what can be chosen."""
    exercise = EXERCISES[name]
    for level in exercise.item.levels_offered():
        asked = {
            f"{one.prompt} {one.posed.form} {one.figures} {one.right_answer}"
            for one in (pose(exercise, level, seed) for seed in SEEDS)
        }
        assert len(asked) >= min(5, len(SEEDS))


@EACH
def test_its_words_are_whole_and_short(name):
    for problem in problems(name):
        said = [problem.prompt, problem.title, problem.explanation, *problem.hints, *problem.labels.values()]
        said += [one.name for one in problem.figures]
        for key, wrong in problem.exercise.item.wrong_answers(problem.posed).items():
            said.append(problem.judge(wrong).sentence)
            assert said[-1], key
        for words in said:
            assert not re.search(r"[{}]|\bnan\b|not a number|\b1 \w+s have\b| -\d", words), words
            assert len(words.split()) <= MOST_WORDS, words
            numbers = re.findall(r"[\d,.]+", words)
            assert all(len(number) <= LONGEST_NUMBER for number in numbers), words
        assert problem.title[0].isupper()
        assert len(problem.hints) <= 3


@EACH
def test_no_choices_are_alike(name):
    for problem in problems(name):
        labels = list(problem.labels.values())
        assert len(labels) == len(set(labels))


@EACH
def test_no_answer_is_typed_with_more_digits_than_asked(name):
    """Numbers that are not whole are asked for with a tolerance of at least half a hundredth."""
    for problem in problems(name):
        form, key = problem.posed.form, problem.posed.key
        if form["type"] == "values" and not np.all(np.mod(key, 0.25) == 0):
            assert problem.exercise.item.tolerance >= 0.005


def test_ids_are_unique_and_each_kind_of_forty_has_an_exercise():
    kinds = {one.item.kind for one in EXERCISES.values()}
    assert set(range(1, 41)) <= kinds


def test_there_are_at_least_eighty():
    assert len(EXERCISES) >= 80


def test_every_kind_of_answer_is_used():
    used = set(chain(one.item.model_dump()["type"] for one in EXERCISES.values()))
    assert used == {
        "whole number", "number", "shape", "grid", "pixels", "choice", "choices", "order", "match", "kernel",
        "settings",
    }  # fmt: skip
