"""Lists, sums and indices in the sentences of traces."""

import pytest

from cnnviz.operators.words import listed, named, summed


@pytest.mark.parametrize(
    ("indices", "text"),
    [
        ([3, 4, 5], "rows 3–5"),
        ([0, 0, 2], "rows 0, 0 and 2"),
        ([1, 0, 1], "rows 1, 0 and 1"),
        ([5, 0, 1], "rows 5, 0 and 1"),
        ([2, 1, 0], "rows 2, 1 and 0"),
        ([0, 0], "rows 0 and 0"),
        ([0, 2, 4], "rows 0, 2 and 4"),
        ([-1, 0, 1], "rows 0–1"),
    ],
)
def test_only_neighbours_in_order_are_a_range(indices, text):
    assert named("row", indices) == text


def test_one_value_is_no_list():
    assert listed([7]) == summed([7]) == "7"


def test_long_lists_and_sums_show_their_ends():
    assert listed(range(17)) == "0, 1, 2, 3, … and 16 (17 values)"
    assert summed(range(17)) == "0 + 1 + 2 + 3 + … + 16"
    assert "…" not in listed(range(16)) + summed(range(16))
