"""Nothing that a learner does is lost, however slow the connection and whatever is done next.

Longer by hand: ``pytest tests/browser/test_torture_in_a_browser.py --seeds 100 --actions 200 --busy 3``.
"""

import pytest

from tests.browser.torture import busy_loops, torture


def pytest_generate_tests(metafunc):
    metafunc.parametrize("seed", range(metafunc.config.getoption("seeds")))


@pytest.mark.timeout(1200)
def test_what_is_done_on_a_slow_connection_is_not_lost(new_visitor, pytestconfig, seed):
    with busy_loops(pytestconfig.getoption("busy")):
        assert torture(new_visitor(), seed, pytestconfig.getoption("actions")) == []
