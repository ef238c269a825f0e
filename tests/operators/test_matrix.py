"""A convolution is a dense layer that is sparse and shares its weights."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.geometry import conv_parameters, multiplications, output_size
from cnnviz.operators import conv2d, conv2d_matrix, conv_transpose2d, linear
from cnnviz.operators.convolution_setup import set_up


def matrix_of(case):
    options = {name: value for name, value in case.options.items() if name != "mode"}
    return conv2d_matrix(case.input.shape[1:], case.weight, **options), options


@given(st.data())
@settings(max_examples=60)
def test_C17_the_matrix_times_the_flat_picture_is_the_convolution(convolutions, data):
    case = data.draw(convolutions(modes=("constant",)))
    made, options = matrix_of(case)
    expected = conv2d(case.input, case.weight, **options)
    assert made.output_shape == expected.shape[1:]
    flat = linear(case.input.reshape(len(case.input), -1), made.matrix)
    np.testing.assert_allclose(flat.reshape(expected.shape), expected, atol=1e-10)


@given(st.data())
@settings(max_examples=40)
def test_C17_each_entry_is_the_weight_that_it_shares_or_0(convolutions, data):
    case = data.draw(convolutions(modes=("constant",)))
    made, _ = matrix_of(case)
    weights = case.weight.ravel()
    np.testing.assert_array_equal(made.matrix, np.where(made.shares >= 0, weights[made.shares], 0))
    counts = [len(made.entries_of(index)) for index in range(weights.size)]
    assert sum(counts) == made.filled
    assert sum(count > 0 for count in counts) == made.different


@given(st.data())
@settings(max_examples=40)
def test_C14_its_transpose_is_the_transposed_convolution(convolutions, data):
    case = data.draw(convolutions(modes=("constant",)))
    made, options = matrix_of(case)
    setup = set_up(case.input, case.weight, **options)
    if any(before != after for before, after in setup.padding):
        return  # a transposed convolution cuts off as much at each end
    padding = tuple(before for before, _ in setup.padding)
    more = tuple(
        output_size(
            case.input.shape[2 + a], setup.taps[a], setup.stride[a], setup.padding[a], setup.dilation[a]
        ).unused
        for a in (0, 1)
    )
    maps = np.random.default_rng(0).normal(size=setup.output_shape)
    back = conv_transpose2d(
        maps, case.weight, None, setup.stride, padding, more, setup.groups, setup.dilation
    )
    flat = maps.reshape(len(maps), -1) @ made.matrix
    np.testing.assert_allclose(flat.reshape(case.input.shape), back, atol=1e-10)


def test_C17_of_576_entries_144_are_9_weights():
    made = conv2d_matrix((6, 6), np.arange(1.0, 10).reshape(3, 3))
    assert made.matrix.shape == (16, 36)
    assert made.filled == np.count_nonzero(made.matrix) == multiplications((4, 4), 1, 3) == 144
    assert made.different == len(np.unique(made.matrix)) - 1 == conv_parameters(1, 1, 3, bias=False) == 9
    assert made.sentence() == (
        "a 16×36 matrix: 144 of its 576 entries are weights, and these are 9 different ones"
    )


def test_C17_one_weight_is_in_a_row_for_each_output():
    made = conv2d_matrix((6, 6), np.ones((3, 3)))
    for weight in range(9):
        assert made.entries_of(weight)[:, 0].tolist() == list(range(16))


def test_weights_that_are_0_count_as_weights():
    assert conv2d_matrix((4, 4), np.zeros((2, 2))).filled == 9 * 4


@pytest.mark.parametrize("kernel", [np.ones((3, 3), int), np.ones((3, 3)), np.ones((3, 3), np.float32)])
def test_it_has_the_kernels_type(kernel):
    expected = np.float64 if kernel.dtype == np.float64 else np.float32
    assert conv2d_matrix((4, 4), kernel).matrix.dtype == expected


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        (
            (100, 100),
            "the matrix of this convolution has 9,604 × 10,000 = 96,040,000 entries, and at most 4,000,000 "
            "are written out; use a smaller input or fewer filters",
        ),
        ((6,), "the size is (6,); give (height, width) or (channels, height, width)"),
        ((6, 0), "a size is 0, but must be a whole number of at least 1"),
        ((2, 6), "a 3×3 kernel does not fit a 2×6 image with padding 0; use padding ≥ 1 or a smaller kernel"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(size, sentence):
    with pytest.raises(ShapeError) as caught:
        conv2d_matrix(size, np.ones((3, 3)))
    assert str(caught.value) == sentence


def test_C17_with_several_filters_over_several_channels_it_is_a_block_each():
    made = conv2d_matrix((2, 3, 3), np.arange(1.0, 17).reshape(2, 2, 2, 2))
    assert made.matrix.shape == (2 * 4, 2 * 9)
    alone = conv2d_matrix((3, 3), np.arange(13.0, 17).reshape(2, 2))
    np.testing.assert_array_equal(made.matrix[4:, 9:], alone.matrix)
