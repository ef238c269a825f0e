"""What an exercise is tried with where any answer that works is right, and wrong answers that name a slip."""

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import numpy as np

from cnnviz.exercises.problem import Problem

#: What a kernel is tried with, to see each of its slips: besides the right one, changed in these ways.
CHANGED = (
    lambda kernel: 0 * kernel,
    lambda kernel: kernel + 1,
    lambda kernel: kernel / 2,
    lambda kernel: 1.5 * kernel,
    lambda kernel: kernel.T,
    lambda kernel: np.pad([[1.0]], 1),
    lambda kernel: np.array([[-1, 0, 1]] * 3),
    lambda kernel: np.array([[0, 0, 0], [0, 1, 0], [0, 0, -1]]),
)


def tried(problem: Problem) -> list[list[str]]:
    """What is tried where any answer that works is right: hundreds of settings, a few kernels."""
    form = problem.posed.form
    if form["type"] == "settings":
        ranges = (range(low, high + 1) for low, high in form["ranges"])
        return [[str(one) for one in answer] for answer in islice(product(*ranges), 0, None, 7)]
    if form["type"] == "kernel":
        right = np.array([float(one) for one in problem.right_answer]).reshape(form["shape"])
        return [[repr(float(one)) for one in change(right).ravel()] for change in CHANGED]
    return []


def named_wrong(problem: Problem) -> Any:
    """Give a wrong answer whose slip is named."""
    return next(answer for answer in _wrong(problem) if problem.judge(answer).slip)


def _wrong(problem: Problem) -> Iterator[Any]:
    yield from problem.exercise.item.wrong_answers(problem.posed).values()
    yield from tried(problem)
    if problem.posed.form.get("several"):
        keys = problem.posed.form["keys"]
        changed = ([one for one in keys if (one in problem.posed.key) != (one == key)] for key in keys)
        yield from filter(None, changed)
