"""How much a padding adds, and what it shows; NumPy knows the latter under other names."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.operators import pad, source_indices
from cnnviz.operators.padding import BorderMode

NUMPYS_NAMES = {
    "constant": "constant",
    "nearest": "edge",
    "mirror": "reflect",
    "reflect": "symmetric",
    "wrap": "wrap",
}


def test_every_border_mode_is_compared():
    assert set(NUMPYS_NAMES) == set(get_args(BorderMode))


@pytest.mark.parametrize("mode", NUMPYS_NAMES)
@given(st.lists(st.integers(0, 12), min_size=4, max_size=4), st.tuples(st.integers(1, 6), st.integers(1, 6)))
@settings(max_examples=40)
def test_a_border_shows_what_numpys_shows(mode, amounts, size):
    image = np.random.default_rng(0).normal(size=(2, *size))
    top, bottom, left, right = amounts
    padded = pad(image, ((top, bottom), (left, right)), mode)
    expected = np.pad(image, ((0, 0), (top, bottom), (left, right)), NUMPYS_NAMES[mode])
    np.testing.assert_array_equal(padded, expected)
    rows, columns = (
        source_indices(n, *side, mode) for n, side in zip(size, ((top, bottom), (left, right)), strict=True)
    )
    outside = (rows < 0)[:, None] | (columns < 0)
    np.testing.assert_array_equal(padded, np.where(outside, 0, image[:, rows[:, None], columns]))


def test_nothing_is_copied_where_nothing_is_added():
    image = np.ones((3, 3))
    assert pad(image, ((0, 0), (0, 0))) is image
