"""Recorded runs are of the kinds they are said to be, and answers are named by what was picked."""

import pytest

from cnnviz.live.recorded import KINDS, RUNS, fall, recorded, says
from cnnviz.numbers import percent

#: What makes a kind: of the last mark, and of the run.
IS = {
    "overfitting": lambda run: run.marks[-1].training > 0.95 and run.marks[-1].gap > 0.15,
    "small": lambda run: run.marks[-1].training < 0.75 and abs(run.marks[-1].gap) < 0.06,
    "rate": lambda run: fall(run) > 0.1 or run.marks[-1].accuracy < 0.2,
    "fine": lambda run: run.marks[-1].accuracy > 0.83 and run.marks[-1].gap < 0.04,
}


@pytest.mark.parametrize("name", RUNS)
def test_a_run_is_of_its_kind_and_of_no_other(name):
    run = recorded()[name]
    assert IS[run.kind](run)
    others = {"overfitting", "fine", "rate" if run.kind != "small" else "fine"} - {run.kind}
    assert not any(IS[kind](run) for kind in others)


def test_each_kind_is_there_twice():
    kinds = [plan.kind for plan in RUNS.values()]
    assert sorted(kinds) == sorted([*KINDS, *KINDS])


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("picked", KINDS)
def test_an_answer_is_told_by_what_was_picked(name, picked):
    run = recorded()[name]
    told = says(run, picked)
    assert told.endswith(".")
    assert ("Look at" in told) == (picked != run.kind)
    if picked == "fine" != run.kind:
        assert percent(run.marks[-1].accuracy) in told


def test_the_first_point_is_untrained():
    assert {run.marks[0].images for run in recorded().values()} == {0}
