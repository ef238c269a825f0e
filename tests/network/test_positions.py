"""Positions keep their meaning from layer to layer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.network.explain import explain
from cnnviz.network.layers import Flatten
from cnnviz.network.positions import before_flatten, same_spot

sizes = st.tuples(st.integers(1, 40), st.integers(1, 40))


@given(size=sizes, other=sizes, data=st.data())
def test_the_same_spot_covers_the_corner_of_what_was_looked_at(size, other, data):
    at = tuple(data.draw(st.integers(0, length - 1)) for length in size)
    found = same_spot(at, size, other)
    for axis in (0, 1):
        corner = at[axis] / size[axis] * other[axis]
        assert found[axis] <= corner + 1e-9
        assert corner < found[axis] + 1
        assert 0 <= found[axis] < other[axis]


@given(size=sizes, data=st.data())
def test_in_a_map_of_the_same_size_it_stays_where_it_is(size, data):
    at = tuple(data.draw(st.integers(0, length - 1)) for length in size)
    assert same_spot(at, size, size) == at


def test_there_and_back_through_a_larger_map_is_the_same_spot():
    for at in np.ndindex(7, 7):
        assert same_spot(same_spot(at, (7, 7), (28, 28)), (28, 28), (7, 7)) == at


def test_a_position_beyond_the_end_counts_as_the_last():
    assert same_spot((27, 9), (7, 7), (14, 14)) == same_spot((6, 6), (7, 7), (14, 14))


def test_a_number_of_the_vector_is_the_one_that_flatten_put_there():
    maps = np.arange(2 * 3 * 4.0).reshape(2, 3, 4)
    for index in range(maps.size):
        at = before_flatten(index, maps.shape)
        assert explain(Flatten(), maps, at).index == index


@pytest.mark.parametrize(
    "call",
    [
        lambda: same_spot((-1, 0), (7, 7), (28, 28)),
        lambda: same_spot((0, 0), (7, 7), (0, 28)),
        lambda: before_flatten(24, (2, 3, 4)),
        lambda: before_flatten(-1, (2, 3, 4)),
    ],
)
def test_what_is_nowhere_is_refused(call):
    with pytest.raises(ShapeError):
        call()
