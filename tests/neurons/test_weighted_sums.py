import numpy as np
import pytest

from cnnviz.errors import ShapeError
from cnnviz.neurons.duplicates import cosines, near_duplicates, nearest
from cnnviz.neurons.plane import plane
from cnnviz.neurons.rounding import adding_up, fixed
from cnnviz.neurons.weighted import weighted_sum
from cnnviz.operators import linear


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def test_a_weighted_sum_is_the_dense_layers(rng):
    x, weight, bias = rng.random(784), rng.normal(size=(3, 784)), rng.normal(size=3)
    sums = [weighted_sum(x, w, b) for w, b in zip(weight, bias, strict=True)]
    np.testing.assert_allclose([one.total for one in sums], linear(x, weight, bias), rtol=1e-12)


def test_products_for_and_against_and_the_bias_make_up_the_sum(rng):
    neuron = weighted_sum(rng.random(50), rng.normal(size=50), 0.7)
    assert neuron.positive > 0 > neuron.negative
    assert neuron.positive + neuron.negative + neuron.bias == pytest.approx(neuron.total)


def test_the_sum_is_lengths_times_the_cosine_and_the_angle_does_not_mind_brightness(rng):
    neuron = weighted_sum(rng.random(50), rng.normal(size=50), 0.7)
    assert np.prod(neuron.norms) * np.cos(np.radians(neuron.angle)) == pytest.approx(neuron.aggregate)
    brighter = neuron.scaled(255)
    assert brighter.angle == pytest.approx(neuron.angle)
    assert brighter.aggregate == pytest.approx(255 * neuron.aggregate)


def test_the_courses_neuron_fires_and_the_negative_one_is_silent():
    assert weighted_sum([155, 60], [0.27, 0.2]).output == pytest.approx(155 * 0.27 + 60 * 0.2)
    silent = weighted_sum([155, 60], [-0.1, -0.4])
    assert silent.total == pytest.approx(155 * -0.1 + 60 * -0.4)
    assert silent.output == 0


def test_the_output_adds_to_the_next_layer_what_it_and_each_weight_give(rng):
    outgoing = rng.normal(size=10)
    firing, silent = weighted_sum([2, 1], [1, 1]), weighted_sum([2, 1], [-1, 1])
    np.testing.assert_allclose(firing.adds(outgoing), linear(np.array([firing.output]), outgoing[:, None]))
    assert not silent.adds(outgoing).any()


def test_without_a_length_there_is_no_angle():
    for neuron in (weighted_sum([0, 0], [1, 2]), weighted_sum([1, 2], [0, 0])):
        assert neuron.cosine is neuron.angle is None
        assert plane(neuron).span == 0


def test_a_neuron_needs_a_weight_for_each_input():
    with pytest.raises(ShapeError, match="give each input one weight"):
        weighted_sum([1, 2], [1])


@pytest.mark.parametrize("decimals", [0, 2, 3])
def test_what_is_written_adds_up_digit_by_digit(rng, decimals):
    for parts in rng.normal(size=(200, 3)) * 10:
        rounded, total = adding_up(parts, decimals)
        step = 10**-decimals
        assert round(sum(rounded), decimals) == total == pytest.approx(parts.sum(), abs=0.51 * step)
        np.testing.assert_allclose(rounded, parts, atol=1.01 * step)


def test_fixed_numbers_have_a_real_minus_and_none_before_zero():
    assert [fixed(value, 1) for value in (-2.54, -0.04, 3)] == ["−2.5", "0.0", "3.0"]


def test_near_duplicates_are_all_pairs_from_the_threshold_on(rng):
    weights = rng.normal(size=(12, 5))
    alike = cosines(weights)
    for threshold in (-1.0, 0.0, 0.5, 0.9):
        pairs = near_duplicates(weights, threshold)
        assert len(pairs) == np.triu(alike >= threshold, 1).sum()
        assert [pair.cosine for pair in pairs] == sorted((pair.cosine for pair in pairs), reverse=True)
        assert all(pair.cosine == alike[pair.first, pair.second] >= threshold for pair in pairs)


def test_length_and_sign_are_told_from_direction(rng):
    row = rng.normal(size=5)
    alike = cosines(np.stack([row, 3 * row, -row]))
    np.testing.assert_allclose(alike[0], [1, 1, -1])


def test_the_nearest_is_the_most_alike_of_the_others(rng):
    weights = rng.normal(size=(9, 4))
    best = near_duplicates(weights, -1.0)[0]
    found = nearest(weights)
    assert found[best.first] == found[best.second] == best
    for neuron, pair in enumerate(found):
        others = np.delete(cosines(weights)[neuron], neuron)
        assert {neuron, pair.other(neuron)} == set(pair[:2])
        assert pair.cosine == others.max()


def test_arrows_are_as_far_apart_as_the_neuron_says(rng):
    for inputs, weights in rng.normal(size=(50, 2, 2)):
        neuron = weighted_sum(inputs, weights)
        laid = plane(neuron)
        assert laid.span == pytest.approx(neuron.angle)
        assert laid.shadow == pytest.approx(np.cos(np.radians(laid.span)))
        ends = {round(angle % 360, 6) for angle in (laid.start, laid.start + laid.span)}
        assert ends == {round(angle % 360, 6) for angle in (laid.inputs, laid.weights)}


@pytest.mark.parametrize(("weights", "shadow"), [((6, 2), 1), ((-2, 6), 0), ((2, -6), 0), ((-1.5, -0.5), -1)])
def test_the_shadow_is_1_the_same_way_0_at_a_right_angle_and_minus_1_the_opposite_way(weights, shadow):
    assert plane(weighted_sum([3, 1], weights)).shadow == pytest.approx(shadow)


def test_only_two_inputs_fit_a_plane():
    with pytest.raises(ShapeError, match="give two"):
        plane(weighted_sum([1, 2, 3], [1, 2, 3]))
