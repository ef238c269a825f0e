"""Nothing that a learner does is lost, however slow the connection and whatever is done next.

Longer by hand: add ``--seeds 100 --actions 200 --delay 1500 --busy 3``.
"""

import pytest

from tests.browser.torture import busy_loops, torture


def pytest_generate_tests(metafunc):
    metafunc.parametrize("seed", range(metafunc.config.getoption("seeds")))


@pytest.mark.long
@pytest.mark.timeout(3600)  # for hundreds of actions on a busy machine
def test_what_is_done_on_a_slow_connection_is_not_lost(new_visitor, pytestconfig, seed):
    actions, delay, busy = map(pytestconfig.getoption, ("actions", "delay", "busy"))
    with busy_loops(busy):
        faults = torture(new_visitor(), seed, actions, delay)
    assert not faults, "\n".join(faults)
