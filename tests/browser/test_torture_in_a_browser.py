"""Nothing that a learner does is lost, however slow the connection and whatever is done next."""

import pytest

from tests.browser.torture import busy_loops, torture

#: Of random actions; more by hand: ``pytest tests/browser/test_torture_in_a_browser.py --seeds 100``.
SEEDS, ACTIONS = 10, 20


def pytest_generate_tests(metafunc):
    metafunc.parametrize("seed", range(metafunc.config.getoption("seeds") or SEEDS))


@pytest.mark.timeout(600)
def test_what_is_done_on_a_slow_connection_is_not_lost(new_visitor, seed, request):
    many = request.config.getoption("seeds")
    with busy_loops(3 if many else 0):
        assert torture(new_visitor(), seed, 200 if many else ACTIONS) == []
