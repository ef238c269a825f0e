"""Curves and bars lie where their values are."""

import re

import numpy as np
import pytest

from cnnviz.figures.curves import bars, linear_share, log_share, path, round_end


def points(drawn):
    return np.array([[float(n) for n in pair.split(",")] for pair in re.split("[ML]", drawn)[1:]])


def test_a_curve_goes_through_its_values():
    x, y = np.linspace(0, 7, 15), np.linspace(0, 7, 15) ** 2
    across, down = points(path(x, y, (7, 49), (300, 100))).T
    np.testing.assert_allclose(across, x * 300 / 7, atol=0.05)
    np.testing.assert_allclose(100 - down, y * 100 / 49, atol=0.05)


def test_what_is_too_large_is_drawn_at_the_border_and_what_is_no_number_not_at_all():
    drawn = points(path([0, 1, 2, 3], [1, np.inf, np.nan, -1], (2, 1), (10, 10)))
    np.testing.assert_array_equal(drawn, [[0, 0], [5, 0], [10, 10]])
    assert path([], [], (1, 1), (10, 10)) == ""


def test_bars_stand_beside_each_other_and_are_as_high_as_their_share_of_the_largest():
    edges, counts = np.array([0, 0.1, 0.5, 1]), np.array([3, 0, 12])
    drawn = np.array(bars(edges, counts, counts.max()))
    np.testing.assert_allclose(drawn[:, 0] + drawn[:, 1], edges[1:])
    np.testing.assert_allclose(drawn[:, 2], counts / counts.max())


def test_a_share_of_a_range_is_linear_and_ends_with_it():
    assert [linear_share(value, -2, 2) for value in (-9, -2, 0, 2, 9)] == [0, 0, 0.5, 1, 1]


@pytest.mark.parametrize("value", [1e-7, 0.03, 1, 1.01, 99.9, 100, 6e5])
def test_an_axis_ends_at_a_round_number_not_far_beyond(value):
    assert value <= round_end(value) * (1 + 1e-9) <= 2.01 * value
    assert float(f"{round_end(value):.0e}") == pytest.approx(round_end(value))


def test_equal_ratios_are_equal_lengths():
    shares = [log_share(10.0**power, 1e-6, 1.0) for power in range(-6, 1)]
    np.testing.assert_allclose(np.diff(shares), 1 / 6)
    assert (log_share(0, 1e-6, 1), log_share(5, 1e-6, 1)) == (0, 1)
