"""The simulation that machines are counted with, against formulas that are known."""

import numpy as np
import pytest

from benchmarks.goals import percentile
from benchmarks.queues import closed, erlang_c, mean_wait, most_learners, opened

#: Exponential work of 20 ms on average, in so many pieces that their distribution is smooth.
WORK = np.random.default_rng(1).exponential(0.02, 100_000)
MEAN = float(WORK.mean())
CHANGES = 60_000


@pytest.mark.parametrize(("servers", "load"), [(1, 0.5), (1, 0.8), (2, 1.4), (8, 6.0)])
def test_open_queues_wait_as_long_as_erlang_says(servers, load):
    told = opened(load / MEAN, servers, WORK, CHANGES)
    assert told.waits.mean() == pytest.approx(mean_wait(load / MEAN, servers, MEAN), rel=0.08)
    assert told.busy == pytest.approx(load / servers, rel=0.02)


def test_one_server_with_constant_work_waits_half_as_long():
    """Pollaczek and Khinchine: the mean queue of M/D/1 is half that of M/M/1."""
    rate = 0.7 / 0.02
    told = opened(rate, 1, np.array([0.02]), CHANGES)
    assert told.waits.mean() - 0.02 == pytest.approx((mean_wait(rate, 1, 0.02) - 0.02) / 2, rel=0.08)


@pytest.mark.parametrize("learners", [5, 40, 400])
def test_closed_queues_obey_the_law_of_response_times(learners):
    """Learners = rate × (waiting + thinking), which is Little's law; and no server does more than it can."""
    told = closed(learners, 1, WORK, 1.0, CHANGES)
    assert told.rate * (told.waits.mean() + 1.0) == pytest.approx(learners, rel=0.03)
    assert told.rate < 1.03 / MEAN


def test_a_saturated_server_works_all_the_time_and_its_rate_stays_flat():
    some, many = (closed(learners, 1, WORK, 1.0, CHANGES) for learners in (200, 800))
    assert some.busy == pytest.approx(1, rel=0.02)
    assert many.rate == pytest.approx(some.rate, rel=0.02)


def test_two_servers_before_one_queue_answer_twice_as_many_sooner():
    one, two = closed(40, 1, WORK, 1.0, CHANGES), closed(80, 2, WORK, 1.0, CHANGES)
    assert two.late() < 0.9 * one.late()


def test_as_many_learners_are_let_in_as_the_goal_allows():
    most = most_learners(WORK, 5.0, 0.2)
    late = [closed(count, 1, WORK, 5.0, 20_000).late() for count in (most, int(1.1 * most))]
    assert late[0] <= 0.2 < late[1]


def test_erlang_refuses_more_than_can_be_done():
    with pytest.raises(ValueError, match="less than"):
        erlang_c(2, 2.0)


def test_a_percentile_is_a_value_that_so_many_do_not_exceed():
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert np.isnan(percentile([], 0.5))
