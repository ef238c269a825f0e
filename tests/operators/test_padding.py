"""How much a padding adds, and what it shows; NumPy knows the latter under other names."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.operators import pad, resolve_padding, source_indices
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
@settings(max_examples=40, deadline=None)
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


@pytest.mark.parametrize(
    ("padding", "kernel", "dilation", "expected"),
    [
        (2, 3, 1, ((2, 2), (2, 2))),
        ((1, 0), 3, 1, ((1, 1), (0, 0))),
        (((1, 2), (3, 4)), 3, 1, ((1, 2), (3, 4))),
        ([[1, 2], [3, 4]], 3, 1, ((1, 2), (3, 4))),
        ("valid", 5, 2, ((0, 0), (0, 0))),
        ("same", (3, 5), 1, ((1, 1), (2, 2))),
        ("same", (2, 4), 1, ((0, 1), (1, 2))),
        ("same", 3, (2, 3), ((2, 2), (3, 3))),
        ("full", (3, 4), (1, 2), ((2, 2), (6, 6))),
    ],
)
def test_every_way_to_write_a_padding_is_read(padding, kernel, dilation, expected):
    assert resolve_padding(padding, kernel, dilation) == expected


@pytest.mark.parametrize(
    ("padding", "words"),
    [
        ("some", "there is no padding called 'some'; use valid, same, full or a number"),
        (-1, "the padding is -1; give a whole number from 0 up"),
        (1.5, r"the padding is 1\.5; give a whole number"),
        ((1, 2, 3), r"the padding is \(1, 2, 3\)"),
        (((1, 2), 3), r"per side it reads \(\(top, bottom\), \(left, right\)\)"),
        (((1, 2), (3, -4)), r"the padding of left and right is \(3, -4\)"),
    ],
)
def test_a_padding_that_cannot_be_read_is_said_so(padding, words):
    with pytest.raises(ShapeError, match=words):
        resolve_padding(padding, 3)


def test_same_with_a_stride_is_refused_as_in_pytorch():
    with pytest.raises(ShapeError, match="padding 'same' needs stride 1"):
        resolve_padding("same", 3, stride=(1, 2))
