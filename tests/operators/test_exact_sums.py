"""Values of a picture on its grid and weights on theirs add up without rounding, in any order."""

from random import Random
from typing import get_args

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnviz.errors import CnnvizError
from cnnviz.kernels import box, identity, laplacian_of_gaussian
from cnnviz.operators import conv2d, conv2d_trace, on_grid
from cnnviz.operators.bands import by_bands
from cnnviz.operators.columns import by_columns
from cnnviz.operators.convolution_setup import set_up
from cnnviz.operators.exact import GRID, MOST_TAPS
from cnnviz.operators.padding import BorderMode

MODES = get_args(BorderMode)
LARGEST = float(np.finfo(np.float32).max)
SMALLEST = float(np.finfo(np.float32).smallest_subnormal)
any_weights = hnp.arrays(
    np.float32,
    hnp.array_shapes(min_dims=1, max_dims=4, max_side=5),
    elements=st.floats(-(2.0**127), 2.0**127, width=32),
)


def weights_of(random, shape):
    """Weights of every size at once, at any scale float32 has."""
    scale = 2.0 ** random.integers(-145, 120)
    return on_grid(random.normal(size=shape) * 2.0 ** -random.integers(0, 30, shape) * scale)


def picture_of(random, shape):
    return np.rint(GRID * random.uniform(0, 255, shape)) / GRID


@st.composite
def on_grid_convolutions(draw, modes, most=9):
    """A picture, filters as deep as it, and options that fit."""
    random = np.random.default_rng(draw(st.integers(0, 99999)))
    depth, filters = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    taps = draw(st.tuples(st.integers(1, most), st.integers(1, most)))
    size = [count + draw(st.integers(0, 5)) for count in taps]
    options = {
        "stride": draw(st.integers(1, 3)),
        "padding": draw(st.integers(0, 4)),
        "mode": draw(st.sampled_from(modes)),
    }
    return picture_of(random, (depth, *size)), weights_of(random, (filters, depth, *taps)), options


def sum_in_any_order(trace, seed):
    terms = [
        weight * value
        for weight, value in zip(trace.weights.ravel().tolist(), trace.window.ravel().tolist(), strict=True)
    ]
    Random(seed).shuffle(terms)
    total = 0.0
    for term in terms:
        total += term
    return total


@given(data=st.data())
@settings(max_examples=60)
@pytest.mark.parametrize("mode", MODES)
def test_every_output_is_the_sum_of_its_products_in_any_order(mode, data):
    picture, weights, options = data.draw(on_grid_convolutions([mode]))
    maps = conv2d(picture, weights, **options)
    for position in np.ndindex(maps.shape):
        trace = conv2d_trace(picture, weights, **options, at=position, output=maps)
        assert sum_in_any_order(trace, data.draw(st.integers(0, 99))) == maps[position] == trace.total


@given(st.data())
@settings(max_examples=30)
def test_columns_and_strips_give_the_same_bits(data):
    picture, weights, options = data.draw(on_grid_convolutions(MODES, most=15))
    setup = set_up(picture, weights[:1], **options)
    columns, strips = np.empty(setup.output_shape), np.empty(setup.output_shape)
    by_columns(setup, columns)
    by_bands(setup.input[0], setup.weight[0], setup, strips[0, 0])
    np.testing.assert_array_equal(columns, strips)


@pytest.mark.parametrize("taps", [(3, 3), (5, 5), (7, 7), (31, 31)])
def test_a_large_picture_under_a_kernel_that_is_a_column_times_a_row_is_exact_too(taps):
    """It is large enough for strips; a kernel's factors are rounded, so two passes would be too."""
    random = np.random.default_rng(3)
    picture = picture_of(random, (640, 640))
    weights = on_grid(np.outer(random.normal(size=taps[0]), random.normal(size=taps[1])))
    answer = conv2d(picture, weights, padding="same", mode="mirror")
    for seed, position in enumerate(random.integers(0, 640, (40, 2)).tolist()):
        trace = conv2d_trace(picture, weights, padding="same", mode="mirror", at=position, output=answer)
        assert sum_in_any_order(trace, seed) == answer[tuple(position)]


def test_the_brightest_picture_under_the_most_weights_is_just_exact():
    side = int(MOST_TAPS**0.5)
    weights = on_grid(np.full((side, side), np.nextafter(np.float32(1), np.float32(0))))
    weights[0, 0] = -weights[0, 0]
    total = conv2d(np.full((side, side), 255.0), weights)[0, 0]
    assert total == 255 * (side * side - 2) * float(weights[1, 1])


@given(any_weights)
def test_no_weight_moves_by_more_than_float32_rounds_the_largest(weights):
    rounded = on_grid(weights)
    largest = np.abs(weights).max()
    assert (rounded.dtype, rounded.shape) == (np.float32, weights.shape)
    gap = float(np.spacing(largest))
    cancels = rounded.sum(dtype=float) == 0
    assert np.abs(rounded.astype(float) - weights).max() <= (1.5 * gap if cancels else gap / 2)
    steps = rounded.astype(float) / gap
    np.testing.assert_array_equal(steps, steps.round())
    assert np.abs(steps).max() <= 2**24


@given(any_weights)
def test_what_is_on_the_grid_stays(weights):
    np.testing.assert_array_equal(on_grid(on_grid(weights)), on_grid(weights))


@given(
    hnp.arrays(np.int32, hnp.array_shapes(max_dims=2, max_side=15), elements=st.integers(-(2**16), 2**16)),
    st.integers(-60, 60),
)
def test_whole_numbers_and_their_halves_stay(numbers, power):
    weights = (numbers * 2.0**power).astype(np.float32)
    np.testing.assert_array_equal(on_grid(weights), weights)


@given(any_weights)
def test_turning_all_signs_turns_what_is_rounded(weights):
    np.testing.assert_array_equal(on_grid(-weights), -on_grid(weights))


@given(st.integers(0, 9999), st.integers(2, 31), st.integers(-100, 100))
@settings(max_examples=60)
def test_weights_that_cancel_out_answer_a_flat_picture_with_nothing(seed, size, power):
    random = np.random.default_rng(seed)
    exact = random.normal(size=(size, size)) * 2.0 ** -random.integers(0, 9, (size, size))
    exact -= exact.mean()
    weights = on_grid(exact * 2.0**power)
    assert np.abs(weights * 2.0**-power - exact).max() <= 2**-22 * np.abs(exact).max()
    assert not conv2d(np.full((size, size), 77 / 256), weights, padding="same", mode="reflect").any()


@given(size=st.integers(3, 31), sigma=st.floats(0.3, 10))
@example(size=3, sigma=4.108434384119938)  # all nine are on the grid before they add up to 0
@settings(max_examples=60)
def test_the_laplacian_of_gaussian_finds_nothing_in_a_flat_picture(size, sigma):
    weights = on_grid(laplacian_of_gaussian(size, sigma))
    assert not conv2d(np.full((40, 40), 77 / 256), weights, padding="same", mode="mirror").any()


@given(size=st.integers(3, 31), sigma=st.floats(0.3, 10))
@example(size=9, sigma=1.4)
@settings(max_examples=60)
def test_a_symmetrical_kernel_stays_so_and_finds_nothing_on_a_ramp(size, sigma):
    weights = on_grid(laplacian_of_gaussian(size, sigma))
    for mirrored in (weights[::-1], weights[:, ::-1], weights.T):
        np.testing.assert_array_equal(mirrored, weights)
    ramp = np.add.outer(3 * np.arange(40.0), np.arange(40.0))
    assert not conv2d(ramp, weights).any()


@given(
    hnp.arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=st.floats(-1, 1)),
    st.sampled_from(["rows", "columns", "both"]),
    st.booleans(),
)
def test_rows_and_columns_that_mirror_each_other_still_do(quarter, which, cancels):
    weights = np.concatenate([quarter, quarter[::-1]]) if which != "columns" else quarter
    weights = np.concatenate([weights, weights[:, ::-1]], axis=1) if which != "rows" else weights
    given_ = (weights - cancels * weights.mean()).astype(np.float32)
    rounded = on_grid(given_)
    for mirrored in (lambda w: w[::-1], lambda w: w[:, ::-1]):
        if np.array_equal(mirrored(given_), given_):
            np.testing.assert_array_equal(mirrored(rounded), rounded)


@pytest.mark.parametrize("size", [3, 7, 31])
def test_taking_the_mean_away_finds_nothing_in_a_flat_picture(size):
    weights = on_grid(identity(size) - box(size))
    assert weights.sum(dtype=float) == 0


@pytest.mark.parametrize(
    "weights", [np.zeros((3, 3)), np.empty((0, 3)), [LARGEST, -LARGEST, 0], [SMALLEST, -3 * SMALLEST, 0]]
)
def test_nothing_is_lost_at_the_ends_of_what_float32_holds(weights):
    np.testing.assert_array_equal(on_grid(weights), np.asarray(weights, np.float32))


@pytest.mark.parametrize("value", [np.nan, np.inf, 10 * LARGEST])
def test_what_is_no_finite_number_is_refused(value):
    with pytest.raises(CnnvizError):
        on_grid([1.0, value])
