"""What layers cost: the curriculum's counts, and counts taken from real arrays."""

import numpy as np
import pytest

from cnnviz.errors import ShapeError
from cnnviz.geometry import conv_parameters, linear_parameters, multiplications, output_size
from cnnviz.operators import conv2d


def test_C3_alexnets_first_layer():
    side = output_size(227, 11, stride=4).size
    assert side * side * 96 == 290_400
    assert conv_parameters(3, 96, 11) == 34_944


def test_C7_neurons_of_a_map_share_their_weights():
    side = output_size(420, 5).size
    assert side * side == 173_056
    assert conv_parameters(1, 1, 5) == 26
    whole, shared = linear_parameters(28 * 28, 1, bias=False), conv_parameters(1, 1, 5, bias=False)
    assert whole // shared == 31


def test_C8_a_layers_weights_and_biases():
    assert conv_parameters(3, 8, 3, bias=False) == 216
    assert conv_parameters(3, 8, 3) == 224


def test_C10_a_1x1_convolution_from_128_maps_to_64():
    assert conv_parameters(128, 64, 1, bias=False) == 128 * 64
    assert conv_parameters(128, 64, 1) == 128 * 64 + 64


@pytest.mark.parametrize("channels", [1, 16, 64])
def test_C13_three_3x3_layers_cost_27_and_one_7x7_layer_49_times_the_channels_squared(channels):
    assert 3 * conv_parameters(channels, channels, 3, bias=False) == 27 * channels**2
    assert conv_parameters(channels, channels, 7, bias=False) == 49 * channels**2


def test_I3_a_dense_layer_on_a_photograph():
    assert linear_parameters(420 * 420, 128) == 22_579_328


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_parameters_are_the_elements_of_the_arrays(groups):
    weight, bias = np.ones((8, 4 // groups, 3, 5)), np.ones(8)
    assert conv_parameters(4, 8, (3, 5), groups=groups) == weight.size + bias.size


@pytest.mark.parametrize(("stride", "groups"), [(1, 1), (2, 1), ((1, 3), 2)])
def test_multiplications_are_products_formed(stride, groups):
    """All ones: each output is the number of its products, so their sum is the number of all products."""
    image, weight = np.ones((1, 4, 9, 10)), np.ones((6, 4 // groups, 3, 2))
    answer = conv2d(image, weight, stride=stride, groups=groups)
    assert multiplications(answer.shape[1:], 4, (3, 2), groups) == answer.sum()


def test_C6_a_stride_of_2_costs_about_a_quarter():
    every, second = (output_size(512, 3, stride, padding=1).size for stride in (1, 2))
    assert multiplications((every, every), 1, 3) == 4 * multiplications((second, second), 1, 3)


def test_groups_that_do_not_divide_are_refused():
    with pytest.raises(ShapeError, match="3 channels and 8 filters can't be split into 2 equal groups"):
        conv_parameters(3, 8, 3, groups=2)


@pytest.mark.parametrize(
    "count",
    [
        lambda: conv_parameters(-1, 2, 3),
        lambda: conv_parameters(1, 2.5, 3),
        lambda: conv_parameters(1, 2, 3, groups=0),
        lambda: conv_parameters(1, 2, 0),
        lambda: conv_parameters(1, 2, (3, -3)),
        lambda: linear_parameters(0, 2),
        lambda: linear_parameters(3, -2),
        lambda: multiplications((4, 4), -1, 3),
        lambda: multiplications((4, 4), 1, -3),
    ],
)
def test_what_cannot_be_has_no_cost(count):
    with pytest.raises(ShapeError, match="whole number of at least 1"):
        count()
