"""Numbers in sentences: short, with a real minus, whatever the value."""

import numpy as np
import pytest

from cnnviz.operators.words import listed, number, summed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (np.float32(53.85), "53.85"),
        (-42, "−42"),
        (290400, "290400"),
        (0.000123, "0.000123"),
        (-1e-9, "−1e−09"),
        (1e300, "1e+300"),
        (np.inf, "∞"),
        (-np.inf, "−∞"),
        (np.nan, "no number"),
    ],
)
def test_any_number_is_written_for_people(value, text):
    assert number(value) == text


def test_one_value_is_no_list():
    assert listed([7]) == summed([7]) == "7"


def test_long_lists_and_sums_show_their_ends():
    assert listed(range(17)) == "0, 1, 2, 3, … and 16 (17 values)"
    assert summed(range(17)) == "0 + 1 + 2 + 3 + … + 16"
    assert "…" not in listed(range(16)) + summed(range(16))
