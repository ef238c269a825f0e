"""A matrix that a learner types."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnviz import kernels
from cnnviz.errors import ImageError
from cnnviz.images import (
    MATRIX_SIDE,
    MATRIX_TEXT,
    catalogue,
    load_sample,
    parse_matrix,
    random_matrix,
)

matrices = arrays(
    np.float32,
    st.tuples(st.integers(1, MATRIX_SIDE), st.integers(1, MATRIX_SIDE)),
    elements=st.floats(-1e6, 1e6, width=32),
)


@settings(max_examples=40)
@given(matrices)
def test_a_matrix_is_read_back_from_its_text_to_the_same_bits(matrix):
    assert np.array_equal(parse_matrix(kernels.to_text(matrix)), matrix)


def test_numbers_are_not_rounded_to_the_grid_of_pictures():
    assert parse_matrix("1/9")[0, 0] == np.float32(1) / np.float32(9)


def test_the_largest_matrix_fits_into_the_text_that_is_read():
    text = kernels.to_text(np.full((MATRIX_SIDE, MATRIX_SIDE), np.float32(-1e6) / 3))
    assert len(text) <= MATRIX_TEXT
    assert parse_matrix(text).shape == (MATRIX_SIDE, MATRIX_SIDE)


def test_every_matrix_that_comes_with_the_app_and_is_no_larger_than_a_typed_one_can_be_typed():
    matrices = [load_sample(sample.name) for sample in catalogue("matrix")]
    small = [matrix for matrix in matrices if max(matrix.shape) <= MATRIX_SIDE]
    assert len(small) > 8
    for matrix in small:
        assert np.array_equal(parse_matrix(kernels.to_text(matrix)), matrix)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1 2\n3 x", "row 1, column 1 reads 'x'"),
        ("1 2\n3", "row 1, column 1 is missing"),
        ("1 nan", "row 0, column 1 reads 'nan': a weight must be finite"),
        ("1e7", "too large"),
        ("", "no number"),
        ("1 " * (MATRIX_SIDE + 1), f"row 0 has {MATRIX_SIDE + 1} columns; at most {MATRIX_SIDE}"),
        ("1\n" * (MATRIX_SIDE + 1), f"{MATRIX_SIDE + 1} rows are too many; at most {MATRIX_SIDE}"),
        ("1" * (MATRIX_TEXT + 1), f"at most {MATRIX_TEXT} are read"),
        ("[[1, 2]", "never closed"),
        ("\x00", "row 0, column 0"),
    ],
)
def test_what_is_no_matrix_is_refused_in_a_sentence_with_its_position(text, says):
    with pytest.raises(ImageError, match=says):
        parse_matrix(text)


def test_a_random_matrix_has_every_digit_and_nothing_else():
    matrix = random_matrix((MATRIX_SIDE, MATRIX_SIDE), np.random.default_rng(1))
    assert set(np.unique(matrix)) == set(range(10))
    assert matrix.dtype == np.float32
