"""Receptive fields: the recursion against asking which pixels really change a unit."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.geometry import Layer, receptive_field
from cnnviz.operators import conv2d

LAYERS = st.lists(
    st.builds(Layer, st.integers(1, 4), st.integers(1, 3), st.integers(1, 2), st.integers(0, 2)),
    min_size=1,
    max_size=4,
)


def test_C13_two_3x3_see_5x5_and_three_see_7x7():
    assert [field.size for field in receptive_field([Layer(3)] * 3)] == [3, 5, 7]


def test_a_stride_makes_every_later_kernel_reach_further():
    fields = receptive_field(
        [Layer(3, padding=1), Layer(2, stride=2), Layer(3, padding=1), Layer(2, stride=2)]
    )
    assert [field.size for field in fields] == [3, 4, 8, 10]
    assert [field.jump for field in fields] == [1, 2, 2, 4]
    assert [field.start for field in fields] == [-1, -1, -3, -3]


def test_no_layers_no_fields():
    assert receptive_field([]) == []


@given(LAYERS, st.data())
@settings(max_examples=60)
def test_it_is_where_a_changed_pixel_changes_the_unit(layers, data):
    width = 40
    answers = np.eye(width)[:, None, None, :]  # one bright pixel each: (width, 1, 1, width)
    for layer in layers:
        assume(answers.shape[3] + 2 * layer.padding > layer.dilation * (layer.kernel - 1))
        answers = conv2d(
            answers,
            np.ones((1, 1, 1, layer.kernel)),
            stride=(1, layer.stride),
            dilation=(1, layer.dilation),
            padding=(0, layer.padding),
        )
    field = receptive_field(layers)[-1]
    starts = field.start + np.arange(answers.shape[3]) * field.jump
    whole = np.flatnonzero((starts >= 0) & (starts + field.size <= width))  # not cut off by the border
    assume(whole.size)
    unit = data.draw(st.sampled_from(whole.tolist()))
    seen = np.flatnonzero(answers[:, 0, 0, unit])
    assert seen[0] == starts[unit]
    assert seen[-1] == starts[unit] + field.size - 1


def test_a_layer_that_cannot_be_is_named():
    with pytest.raises(ShapeError, match="layer 2 has kernel 3, stride 0"):
        receptive_field([Layer(3), Layer(3, stride=0)])
