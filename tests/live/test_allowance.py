"""However many train, and however long their batches last, they take no more than their share."""

import pytest

from cnnviz.errors import CnnvizError
from cnnviz.live import Allowance


@pytest.mark.parametrize("runs", [1, 2, 7, 30, 500])
@pytest.mark.parametrize("allowance", [Allowance(), Allowance(0.8, 4), Allowance(1.0, 1), Allowance(0.1, 2)])
@pytest.mark.parametrize("batch", [0.001, 0.02, 0.4])
def test_all_runs_together_keep_within_the_share(runs, allowance, batch):
    spent = allowance.seconds(runs) + batch  # a turn, and one batch beyond
    taken = runs * spent / (spent + allowance.pause(spent, runs))
    assert taken <= allowance.share * allowance.cores + 1e-9
    assert 0 < allowance.seconds(runs) <= allowance.turn


def test_a_single_run_on_many_cores_need_not_rest():
    assert Allowance(0.5, 4).pause(0.1, 1) == 0


def test_a_share_that_can_not_be_given_is_refused():
    for wrong in ({"share": 0.0}, {"share": 1.5}, {"cores": 0}, {"turn": 0.0}):
        with pytest.raises(CnnvizError, match="can't be given"):
            Allowance(**wrong)


def test_thirty_runs_on_two_cores_have_a_turn_each_second():
    allowance, batch, drawing = Allowance(0.5, 2), 0.004, 0.006  # as measured by benchmarks/classroom.py
    spent = allowance.seconds(30) + batch + drawing
    assert spent + allowance.pause(spent, 30) <= 0.95
    assert allowance.seconds(30) / spent > 0.6  # most of it goes into training
