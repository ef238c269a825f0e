"""Windows lie where the operators look."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import operators
from cnnviz.errors import ShapeError
from cnnviz.geometry import resolve_padding
from cnnviz.operators.placement import (
    adaptive_placement,
    conv_placement,
    fractional_placement,
    pool_placement,
)

SIZES = st.tuples(st.integers(3, 12), st.integers(3, 12))
PAIRS = st.tuples(st.integers(1, 3), st.integers(1, 3))
MODES = st.sampled_from(["constant", "nearest", "mirror", "reflect", "wrap"])


def under(image, placement, y, x):
    """The values under one window, NaN where it has none; taken by the placement alone."""
    lines = (placement.rows, y), (placement.columns, x)
    rows, columns = ([line.sources[p] for p in line.indices[i] if p >= 0] for line, i in lines)
    return np.array([[image[r, c] if min(r, c) >= 0 else np.nan for c in columns] for r in rows])


def every_window(image, placement):
    shape = len(placement.rows.indices), len(placement.columns.indices)
    return {at: under(image, placement, *at) for at in np.ndindex(shape)}, shape


@settings(max_examples=40)
@given(SIZES, PAIRS, PAIRS, PAIRS, st.integers(0, 4), MODES, st.integers(0, 99))
def test_products_of_the_placed_windows_add_up_to_the_convolution(
    size, taps, stride, dilation, padding, mode, seed
):
    rng = np.random.default_rng(seed)
    image = rng.integers(0, 256, size).astype(np.float64)
    kernel = rng.integers(-5, 6, taps).astype(np.float64)
    sides = resolve_padding(padding, taps, dilation, stride)
    try:
        output = operators.conv2d(image, kernel, None, stride, sides, dilation, mode=mode)
    except ShapeError:
        with pytest.raises(ShapeError):
            conv_placement(size, taps, stride, sides, dilation, mode)
        return
    windows, shape = every_window(image, conv_placement(size, taps, stride, sides, dilation, mode))
    assert shape == output.shape
    for at, window in windows.items():
        assert (np.nan_to_num(window) * kernel).sum() == output[at]


@settings(max_examples=40)
@given(SIZES, PAIRS, PAIRS, st.booleans(), st.booleans(), st.integers(0, 99))
def test_means_of_the_placed_windows_are_the_average_pool(size, taps, stride, ceil_mode, counted, seed):
    image = np.random.default_rng(seed).integers(0, 256, size).astype(np.float64)
    padding = min(taps) // 2
    options = {"padding": padding, "ceil_mode": ceil_mode, "count_include_pad": counted}
    output = operators.avg_pool2d(image, taps, stride, **options)
    placement = pool_placement(size, taps, stride, **options)
    windows, shape = every_window(image, placement)
    assert shape == output.shape
    for (y, x), window in windows.items():
        count = int(placement.rows.counted[y]) * int(placement.columns.counted[x])
        assert np.nansum(window) / count == output[y, x]


@settings(max_examples=30)
@given(SIZES, st.data())
def test_largest_values_of_the_placed_windows_are_the_adaptive_and_the_fractional_pool(size, data):
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    image, samples = rng.integers(0, 256, size).astype(np.float64), rng.random(2)
    wanted = tuple(data.draw(st.integers(1, side - 1)) for side in size)
    pools = (
        (operators.adaptive_max_pool2d(image, wanted), adaptive_placement(size, wanted)),
        (
            operators.fractional_max_pool2d(image, 2, wanted, samples=samples),
            fractional_placement(size, 2, wanted, samples),
        ),
    )
    for output, placement in pools:
        windows, shape = every_window(image, placement)
        assert shape == output.shape
        assert all(window.max() == output[at] for at, window in windows.items())
