"""Where windows lie and how many see each pixel."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.geometry import coverage, window_starts
from cnnviz.operators import conv2d, conv2d_gradients


def test_C5_a_corner_is_seen_once_and_the_centre_nine_times():
    seen = coverage((6, 6), 3)
    assert seen[0, 0] == seen[5, 5] == 1
    assert (seen[2:4, 2:4] == 9).all()


def test_C5_full_padding_shows_every_pixel_to_as_many_windows():
    assert (coverage((6, 6), 3, padding=2) == 9).all()
    assert coverage((6, 6), 3, padding=1)[0, 0] == 4


@pytest.mark.parametrize(("name", "amount"), [("valid", 0), ("same", 1), ("full", 2)])
def test_a_padding_may_be_named(name, amount):
    np.testing.assert_array_equal(coverage((6, 7), 3, padding=name), coverage((6, 7), 3, padding=amount))


def test_a_padding_that_cannot_be_read_is_refused():
    with pytest.raises(ShapeError, match="there is no padding called 'some'"):
        coverage((6, 6), 3, padding="some")


@given(
    st.tuples(st.integers(6, 12), st.integers(6, 12)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.integers(1, 4) | st.tuples(st.integers(1, 4), st.integers(1, 4)),
    st.sampled_from([0, 2, (1, 2), ((0, 3), (2, 1))]),
    st.integers(1, 2),
)
@settings(max_examples=50)
def test_it_is_the_gradient_of_the_sum_of_all_windows(size, kernel, stride, padding, dilation):
    ones = np.ones((1, 1, *kernel))
    answer = conv2d(np.ones((1, 1, *size)), ones, None, stride, padding, dilation)
    image = np.ones((1, 1, *size))
    used, _ = conv2d_gradients(np.ones_like(answer), image, ones, stride, padding, dilation)
    np.testing.assert_array_equal(coverage(size, kernel, stride, padding, dilation), used[0, 0])


def test_C6_a_stride_leaves_every_second_window():
    assert window_starts(7, 3).tolist() == [0, 1, 2, 3, 4]
    assert window_starts(7, 3, stride=2).tolist() == [0, 2, 4]
    assert window_starts(7, 3, stride=2, padding=(1, 0)).tolist() == [-1, 1, 3]


def test_a_stride_larger_than_the_kernel_leaves_pixels_unseen():
    assert coverage((1, 7), (1, 2), stride=3)[0].tolist() == [1, 1, 0, 1, 1, 0, 0]


def test_a_kernel_that_does_not_fit_is_refused():
    with pytest.raises(ShapeError, match="a kernel of 5 does not fit 3 pixels"):
        coverage((9, 3), 5)


def test_padding_makes_counting_no_larger():
    size, kernel, dilation, word = 64, 512, 16, np.dtype(np.intp).itemsize
    windows = size + dilation * (kernel - 1)
    tracemalloc.start()
    seen = coverage((size, 1), (kernel, 1), padding="full", dilation=(dilation, 1))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (seen == kernel).all()
    assert most < 4 * size * kernel * word < windows * kernel * word
