"""What a unit adds up: kernel and patch, their sizes and the angle between them."""

import math

import numpy as np
import pytest

from cnnviz.attribution.aggregation import aggregation, dimmed
from cnnviz.attribution.surgery import silence_map
from cnnviz.errors import CnnvizError


@pytest.mark.parametrize(
    ("layer_index", "convolution", "unit"), [(0, 0, 4), (3, 2, 3), (4, 2, 3), (5, 5, 0), (17, 16, 15)]
)
def test_sum_and_bias_are_the_largest_number_of_the_convolutions_map(
    exact, noisy, layer_index, convolution, unit
):
    made = aggregation(exact, noisy, layer_index, unit)
    answers = exact.activations(noisy[None])[convolution][0, unit]
    assert made.output == pytest.approx(answers.max())
    assert made.at == divmod(int(answers.argmax()), answers.shape[1])
    assert made.sum == pytest.approx(made.kernel_size * made.patch_size * made.cosine)
    assert -1 <= made.cosine <= 1


def test_a_position_can_be_asked_for_down_to_the_corner_whose_patch_reaches_over_the_edge(exact, noisy):
    answers = exact.activations(noisy[None])[0][0, 2]
    made = aggregation(exact, noisy, 0, 2, (27, 27))
    assert made.output == pytest.approx(answers[27, 27])
    assert (made.patch[0, 2] == 0).all()
    np.testing.assert_array_equal(made.patch[0, :2, :2], noisy[0, 26:, 26:])


def test_half_the_brightness_halves_the_sum_and_leaves_the_cosine(exact, noisy):
    full = aggregation(exact, noisy, 0, 5)
    half = aggregation(exact, noisy / 2, 0, 5, full.at)
    assert half.sum == pytest.approx(full.sum / 2)
    assert half.cosine == pytest.approx(full.cosine)
    assert half.kernel_size == full.kernel_size


@pytest.mark.parametrize("layer_index", [0, 16])
def test_in_less_light_the_same_position_is_looked_at(exact, noisy, layer_index):
    made = dimmed(exact, noisy, layer_index, 5, 0.25)
    same = aggregation(exact, noisy / 4, layer_index, 5, made.full.at)
    np.testing.assert_array_equal(made.image, noisy / 4)
    assert (made.less.at, made.less.sum) == (made.full.at, same.sum)
    assert made.kept == pytest.approx(same.sum / made.full.sum)
    assert (made.kept == pytest.approx(made.brightness)) == (layer_index == 0)
    assert made.less.products.sum() == pytest.approx(made.less.sum)
    low, high = made.limits
    assert all(((low <= sums.patch) & (sums.patch <= high)).all() for sums in (made.full, made.less))


def test_where_nothing_was_added_up_no_share_is_left(exact, noisy):
    silent = silence_map(exact, 0, 3)
    assert math.isnan(dimmed(silent, noisy, 0, 3, 0.5).kept)
    assert math.isnan(dimmed(exact, 0 * noisy, 0, 3, 0.5).kept)


def test_a_black_patch_has_no_direction(exact):
    made = aggregation(exact, np.zeros((1, 28, 28)), 0, 0)
    assert (made.sum, made.output) == (0, made.bias)
    assert math.isnan(made.cosine)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda n, x: aggregation(n, x, 19, 0), "Linear"),
        (lambda n, x: aggregation(n, x, 0, 16), "no map 16"),
        (lambda n, x: aggregation(n, x, 0, 0, (28, 0)), "28"),
        (lambda n, x: aggregation(n, x[0], 0, 0), "channels, rows"),
        (lambda n, x: dimmed(n, x, 0, 0, 1.5), "brightness"),
    ],
)
def test_what_makes_no_sense_is_refused(network, boot, change, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        change(network, boot)
