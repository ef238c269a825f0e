"""What a convolution says about one of its outputs is true of that output."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.kernels import gabor, laplacian_of_gaussian
from cnnviz.operators import conv2d, conv2d_trace


@given(st.data())
@settings(max_examples=50)
def test_the_pieces_add_up_to_the_output_and_come_from_where_it_says(convolutions, data):
    case = data.draw(convolutions())
    result = conv2d(*case.arguments, **case.options)
    at = tuple(data.draw(st.integers(0, size - 1)) for size in result.shape)
    trace = conv2d_trace(*case.arguments, **case.options, at=at)
    assert trace.total == result[at]
    assert trace.products.sum() + trace.bias == pytest.approx(trace.total, rel=0, abs=trace.rounding)
    assert trace.channel_sums.sum() + trace.bias == pytest.approx(trace.total, rel=0, abs=trace.rounding)
    np.testing.assert_array_equal(trace.products, trace.window * trace.weights)
    np.testing.assert_array_equal(trace.weights, case.weight[at[1]])
    assert trace.bias == (0 if case.bias is None else case.bias[at[1]])
    for (c, i, j), value in np.ndenumerate(trace.window):
        if trace.padded[i, j]:
            assert value == 0
            assert -1 in (trace.rows[i], trace.columns[j])
        else:
            assert value == case.input[at[0], trace.channels[c], trace.rows[i], trace.columns[j]]


@pytest.mark.parametrize("size", [24, 1000])
@pytest.mark.parametrize("separable", [False, True])
def test_single_precision_agrees_to_rounding_at_every_border_and_seam(size, separable):
    random = np.random.default_rng(0)
    image = random.uniform(0, 255, (size, size)).astype(np.float32)
    kernel = (
        np.outer(random.normal(size=5), random.normal(size=5)) if separable else random.normal(size=(5, 5))
    )
    kernel = kernel.astype(np.float32)
    options = {"padding": "same", "mode": "reflect"}
    result = conv2d(image, kernel, [7.5], **options)
    indices = sorted({0, 1, 15, 16, 17, 23, 63, 64, size // 2, size - 2, size - 1} & set(range(size)))
    for y in indices:
        for x in indices:
            trace = conv2d_trace(image, kernel, [7.5], **options, at=(y, x), output=result)
            assert trace.total == result[y, x]
            assert trace.products.sum() + 7.5 == pytest.approx(result[y, x], rel=0, abs=trace.rounding)


@given(st.data())
@settings(max_examples=50)
def test_in_single_precision_too_it_is_the_very_number_of_the_map(convolutions, data):
    case = data.draw(convolutions(dtype=np.float32))
    result = conv2d(*case.arguments, **case.options)
    at = tuple(data.draw(st.integers(0, size - 1)) for size in result.shape)
    trace = conv2d_trace(*case.arguments, **case.options, at=at)
    assert trace.total == result[at]
    assert trace.products.dtype == np.float32


@pytest.mark.parametrize("size", [24, 700])
@pytest.mark.parametrize("kernel", [gabor(phase=90), laplacian_of_gaussian(), laplacian_of_gaussian(15, 2.3)])
def test_where_products_cancel_it_shows_the_maps_number_and_calls_it_rounding(kernel, size):
    flat = np.full((size, size), 200, np.float32)
    options = {"padding": "same", "mode": "nearest"}
    result = conv2d(flat, kernel, **options)
    for at in [(0, 0), (size // 2, size // 3), (size - 1, 2)]:
        trace = conv2d_trace(flat, kernel, **options, at=at)
        assert trace.total == result[at]
        assert abs(trace.total) <= trace.rounding
        assert trace.sentence().endswith("= 0" if trace.total == 0 else "(0 within rounding)")


def test_what_is_small_but_more_than_rounding_is_not_called_rounding():
    trace = conv2d_trace([[200, 200]], [[1, -0.9999]], at=(0, 0))
    assert trace.sentence() == "row 0, columns 0–1: 1·200 − 0.9999·200 = 0.02"


def test_an_output_of_another_shape_is_refused():
    with pytest.raises(
        ShapeError, match=r"shape \(3, 3\) is not of this .* shape \(4, 4\); give the one made"
    ):
        conv2d_trace(np.ones((6, 6)), np.ones((3, 3)), at=(0, 0), output=np.ones((3, 3)))


def test_a_row_that_the_border_repeats_is_named_as_often():
    image, kernel = np.arange(25.0).reshape(5, 5), np.ones((3, 3))
    trace = conv2d_trace(image, kernel, dilation=2, padding=2, mode="nearest", at=(0, 0))
    assert trace.sentence().startswith("rows 0, 0 and 2, columns 0, 0 and 2: 1·0 + 1·0 + 1·2")


@pytest.mark.parametrize(
    ("mode", "rows", "columns"),
    [
        ("constant", [-1, -1, 0], [2, 3, -1]),
        ("nearest", [0, 0, 0], [2, 3, 3]),
        ("mirror", [2, 1, 0], [2, 3, 2]),
        ("reflect", [1, 0, 0], [2, 3, 3]),
        ("wrap", [2, 3, 0], [2, 3, 0]),
    ],
)
def test_it_says_which_row_a_border_repeats(mode, rows, columns):
    image = np.arange(16.0).reshape(4, 4)
    trace = conv2d_trace(image, np.ones((3, 3)), padding=((2, 1), (1, 1)), mode=mode, at=(0, 3))
    assert trace.rows.tolist() == rows
    assert trace.columns.tolist() == columns


def test_a_grey_image_is_asked_with_or_without_the_filters_number():
    image, kernel = np.arange(16.0).reshape(4, 4), np.ones((3, 3))
    assert conv2d_trace(image, kernel, at=(1, 0)).total == conv2d_trace(image, kernel, at=(0, 1, 0)).total


def test_its_sentence_names_rows_columns_products_and_sum():
    image = [[0, 0, 0, 0], [0, 12, 80, 33], [0, 5, 6, 7]]
    trace = conv2d_trace(image, [[1, 0.5, -1], [0, 0, 2]], at=(1, 1))
    assert trace.sentence() == "rows 1–2, columns 1–3: 1·12 + 0.5·80 − 1·33 + 0·5 + 0·6 + 2·7 = 33"


def test_its_sentence_starts_with_a_minus_and_brackets_negative_values():
    trace = conv2d_trace([[-3, 2]], [[-1, 4]], [-0.5], at=(0, 0))
    assert trace.sentence() == "row 0, columns 0–1: − 1·(−3) + 4·2 − 0.5 (bias) = 10.5"


def test_its_sentence_counts_padded_positions():
    trace = conv2d_trace([[5]], [[1, 2], [3, 4]], padding=1, at=(0, 1))
    assert trace.sentence() == (
        "row 0, column 0: 1·0 + 2·0 + 3·5 + 4·0 = 15; 3 of the window's 4 positions lie outside the image "
        "and count as 0"
    )


def test_its_sentence_stays_short_for_a_large_kernel():
    trace = conv2d_trace(np.ones((7, 7)), np.ones((7, 7)), at=(0, 0))
    assert trace.sentence() == "rows 0–6, columns 0–6: 1·1 + 1·1 + 1·1 + 1·1 + … + 1·1 = 49"


def test_its_sentence_adds_up_channels_if_there_are_several():
    image = np.stack([np.full((3, 3), value) for value in (1.0, -2.0, 3.0)])
    trace = conv2d_trace(image, np.ones((1, 3, 3, 3)), [0.25], at=(0, 0, 0))
    assert trace.channel_sums.tolist() == [9, -18, 27]
    assert trace.sentence() == (
        "rows 0–2, columns 0–2: 9 (channel 0) − 18 (channel 1) + 27 (channel 2) + 0.25 (bias) = 18.25"
    )


def test_groups_show_the_channels_their_filter_sees():
    trace = conv2d_trace(np.ones((4, 3, 3)), np.ones((2, 2, 3, 3)), groups=2, at=(1, 0, 0))
    assert trace.channels.tolist() == [2, 3]


@pytest.mark.parametrize("at", [(4, 0), (0, -1), (1, 0, 0), (0,), (0, 0, 0, 0), (1.0, 0)])
def test_a_position_that_is_not_there_is_refused(at):
    with pytest.raises(
        ShapeError, match=r"there is no output .* in a result of shape \((1, )?4, 4\); count each axis"
    ):
        conv2d_trace(np.ones((6, 6)), np.ones((3, 3)), at=at)
