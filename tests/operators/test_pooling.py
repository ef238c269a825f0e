"""Windowed pools against PyTorch, and what a learner is told when windows don't fit."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.operators import avg_pool2d, lp_pool2d, max_pool2d, median_pool2d, min_pool2d, sum_pool2d

LESSON = np.array([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], np.float32)  # curriculum, P1
ALL = [max_pool2d, min_pool2d, sum_pool2d, avg_pool2d, median_pool2d]


@st.composite
def pools(draw, dilated=False):
    """An image (C, H, W) and options that PyTorch takes, too."""
    kernel = draw(st.tuples(st.integers(1, 5), st.integers(1, 5)))
    gap = draw(st.tuples(st.integers(1, 3), st.integers(1, 3))) if dilated else (1, 1)
    options = {
        "kernel_size": kernel,
        "stride": draw(st.none() | st.tuples(st.integers(1, 4), st.integers(1, 4))),
        "padding": tuple(draw(st.integers(0, k // 2)) for k in kernel),
        "ceil_mode": draw(st.booleans()),
    }
    if dilated:
        options["dilation"] = gap
    seed = draw(st.integers(0, 2**32 - 1))
    size = draw(st.tuples(st.integers(1, 2), st.integers(1, 13), st.integers(1, 13)))
    image = np.random.default_rng(seed).integers(-20, 20, size).astype(draw(st.sampled_from(["f", "d"])))
    return image, options


def answers(ours, theirs, image, options):
    """Both results, where PyTorch finds that the windows fit; otherwise ours must refuse as well."""
    try:
        expected = theirs(torch.tensor(image), **options).numpy()
    except RuntimeError:
        with pytest.raises(ShapeError):
            ours(image, **options)
        assume(False)
    return ours(image, **options), expected


@given(pools(dilated=True))
@settings(max_examples=60)
def test_max_pooling_is_pytorchs(case):
    found, expected = answers(max_pool2d, F.max_pool2d, *case)
    assert found.dtype == expected.dtype
    np.testing.assert_array_equal(found, expected)


@given(pools(dilated=True))
@settings(max_examples=30)
def test_the_smallest_is_the_largest_of_the_negatives(case):
    image, options = case
    found, expected = answers(min_pool2d, F.max_pool2d, -image, options)
    np.testing.assert_array_equal(found, -max_pool2d(image, **options))
    assert found.shape == expected.shape


@given(pools(), st.booleans(), st.none() | st.integers(1, 9))
@settings(max_examples=60)
def test_average_pooling_is_pytorchs(case, count_include_pad, divisor_override):
    image, options = case
    options |= {"count_include_pad": count_include_pad, "divisor_override": divisor_override}
    found, expected = answers(avg_pool2d, F.avg_pool2d, image, options)
    assert found.dtype == expected.dtype
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


@given(pools())
@settings(max_examples=30)
def test_a_sum_is_an_average_divided_by_one(case):
    image, options = case
    found, expected = answers(
        sum_pool2d, lambda x, **o: F.avg_pool2d(x, **o, divisor_override=1), image, options
    )
    np.testing.assert_array_equal(found, expected)


@given(pools())
@settings(max_examples=30)
def test_the_median_is_numpys_over_the_values_inside_the_image(case):
    image, options = case
    (k, width), (py, px) = options["kernel_size"], options["padding"]
    sy, sx = options["stride"] or (k, width)
    found, _ = answers(median_pool2d, F.avg_pool2d, image, options)
    for y, x in np.ndindex(found.shape[1:]):
        top, left = y * sy - py, x * sx - px
        window = image[:, max(top, 0) : top + k, max(left, 0) : left + width]
        np.testing.assert_array_equal(found[:, y, x], np.median(window, axis=(1, 2)))


def test_P1_the_matrix_pools_to_its_numbers():
    assert max_pool2d(LESSON, 2, 2).tolist() == [[6, 8], [3, 4]]
    assert avg_pool2d(LESSON, 2, 2).tolist() == [[2.75, 4.75], [1.75, 1.75]]
    assert min_pool2d(LESSON, 2, 2).tolist() == [[0, 2], [1, 0]]
    assert sum_pool2d(LESSON, 2, 2).tolist() == [[11, 19], [7, 7]]
    assert median_pool2d(LESSON, 2, 2).tolist() == [[2.5, 4.5], [1.5, 1.5]]


@pytest.mark.parametrize("pool", ALL)
def test_P4_pooling_a_volume_keeps_its_depth_and_pools_each_map_alone(pool):
    volume = np.random.default_rng(0).random((5, 6, 8), np.float32)
    pooled = pool(volume, 2)
    assert pooled.shape == (5, 3, 4)
    np.testing.assert_array_equal(pooled, [pool(single, 2) for single in volume])
    np.testing.assert_array_equal(pool(np.stack([volume, -volume]), 2), [pooled, pool(-volume, 2)])


@pytest.mark.parametrize("pool", ALL)
def test_float64_stays_and_whole_numbers_become_float32(pool):
    assert pool(LESSON.astype(np.float64), 2).dtype == np.float64
    assert pool(LESSON.astype(np.uint8), 2).dtype == np.float32
    assert pool(LESSON > 1, 2).dtype == np.float32


@pytest.mark.parametrize("pool", ALL)
def test_the_image_is_left_as_it_was(pool):
    image = LESSON.copy()
    image.flags.writeable = False
    pooled = pool(image, 1)
    pooled[:] = 99
    np.testing.assert_array_equal(image, LESSON)


@pytest.mark.parametrize("pool", ALL)
def test_not_a_number_spreads_to_the_windows_that_see_it_and_no_further(pool):
    image = LESSON.copy()
    image[0, 0] = np.nan
    assert np.isnan(pool(image, 2)).tolist() == [[True, False], [False, False]]


def test_padding_never_wins_over_negative_values():
    dark = np.full((3, 3), -5.0)
    assert (max_pool2d(dark, 3, 1, padding=1) == -5).all()
    assert (min_pool2d(-dark, 3, 1, padding=1) == 5).all()
    assert (median_pool2d(dark, 3, 1, padding=1) == -5).all()


def test_a_median_removes_a_lone_speck_that_an_average_smears():
    speck = np.zeros((5, 5), np.float32)
    speck[2, 2] = 255
    assert not median_pool2d(speck, 3, 1).any()
    assert avg_pool2d(speck, 3, 1).all()


@pytest.mark.parametrize("pool", ALL)
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"kernel_size": 5},
            "a 5×5 window does not fit a 4×4 image with padding 0; use padding ≥ 1 or a smaller window",
        ),
        (
            {"kernel_size": 3, "padding": 2},
            "padding 2 is more than half of a 3×3 window, so windows could lie wholly outside the image; "
            "use padding ≤ 1 or a larger window",
        ),
        (
            {"kernel_size": 2, "stride": 0},
            "the stride is 0; give a whole number of at least 1, or a pair of them (rows, columns)",
        ),
        (
            {"kernel_size": 1.5},
            "the kernel_size is 1.5; give a whole number of at least 1, or a pair of them (rows, columns)",
        ),
    ],
)
def test_what_cannot_work_gets_a_sentence(pool, options, sentence):
    with pytest.raises(ShapeError) as caught:
        pool(LESSON, **options)
    assert str(caught.value) == sentence


def test_a_dilated_window_that_no_padding_makes_fit_gets_other_advice():
    with pytest.raises(ShapeError) as caught:
        max_pool2d(LESSON, 2, dilation=9)
    assert str(caught.value) == (
        "a 10×10 window does not fit a 4×4 image with padding 0; use a smaller window or dilation"
    )


def test_the_padding_an_error_advises_works():
    for size in range(1, 6):
        image = np.ones((size, size))
        for kernel in range(size + 1, 8):
            with pytest.raises(ShapeError) as caught:
                max_pool2d(image, kernel)
            advised = int(str(caught.value).split("≥ ")[1].split(" ")[0])
            assert max_pool2d(image, kernel, padding=advised).shape == (1, 1)


@pytest.mark.parametrize("shape", [(4,), (1, 1, 1, 4, 4), (0, 4), (2, 0, 4, 4)])
def test_an_array_that_is_no_image_is_refused(shape):
    with pytest.raises(ShapeError, match="can't be pooled; use"):
        max_pool2d(np.zeros(shape), 1)


def test_a_sum_is_not_divided_by_zero():
    with pytest.raises(ShapeError, match="can't be divided by 0"):
        avg_pool2d(LESSON, 2, divisor_override=0)


@pytest.mark.parametrize("power", [1, 2, 3, 4, 2.5, -1])
@given(case=pools())
@settings(max_examples=20)
def test_the_root_of_the_sum_of_powers_is_pytorchs_with_its_signs(power, case):
    image, options = case
    if power < 0:  # of powers of two the reciprocals are exact: of others a sum near 0 is rounding alone
        image = (np.sign(image) * 2 ** (abs(image) % 8)).astype(image.dtype)
    options = {name: value for name, value in options.items() if name != "padding"}
    found, expected = answers(lp_pool2d, F.lp_pool2d, image, {"norm_type": power, **options})
    assert found.dtype == expected.dtype
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("power", [0, np.inf, np.nan])
def test_a_power_without_a_root_is_refused(power):
    with pytest.raises(ShapeError, match="use a norm_type such as 2"):
        lp_pool2d(LESSON, power, 2)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_sum_of_powers_beyond_the_type_is_infinite_as_pytorchs_and_warns_of_nothing(dtype):
    huge = np.full((2, 2), np.finfo(dtype).max, dtype)
    expected = F.lp_pool2d(torch.tensor(huge)[None], 2, 2)[0].numpy()
    assert np.isinf(expected).all()
    np.testing.assert_array_equal(lp_pool2d(huge, 2, 2), expected)


def tensorflows(image, kernel, stride, value):
    """Pad an image for PyTorch to pool as TensorFlow's "same" does, see the notes on padding of `tf.nn`."""
    sides = []
    for n, k, s in zip(image.shape[-2:], kernel, stride, strict=True):
        total = max(k - s if n % s == 0 else k - n % s, 0)
        sides.append((total // 2, total - total // 2))
    (top, bottom), (left, right) = sides
    return F.pad(torch.tensor(image), (left, right, top, bottom), value=value)


@given(st.data())
@settings(max_examples=80)
def test_same_is_tensorflows_for_every_pool_that_torch_has(data):
    kernel, stride, size = (data.draw(st.tuples(*[st.integers(1, most)] * 2)) for most in (5, 4, 12))
    image = np.random.default_rng(data.draw(st.integers(0, 999))).integers(-20, 20, (2, *size)).astype("f")
    options = {"kernel_size": kernel, "stride": stride, "padding": "same_tensorflow"}
    low = tensorflows(image, kernel, stride, -np.inf)
    ones, zeros = (tensorflows(one, kernel, stride, 0) for one in (np.ones_like(image), image))
    largest = F.max_pool2d(low, kernel, stride).numpy()
    mean = F.avg_pool2d(zeros, kernel, stride)
    found = max_pool2d(image, **options)
    assert found.shape[-2:] == tuple(-(-n // s) for n, s in zip(size, stride, strict=True))
    np.testing.assert_array_equal(found, largest)
    inside = mean / F.avg_pool2d(ones, kernel, stride)
    for counted, expected in (True, mean), (False, inside):
        pooled = avg_pool2d(image, **options, count_include_pad=counted)
        np.testing.assert_allclose(pooled, expected.numpy(), rtol=1e-5, atol=1e-5)


@given(st.data())
@settings(max_examples=60)
def test_a_padding_may_differ_at_all_four_sides(data):
    kernel, stride, size = (data.draw(st.tuples(*[st.integers(1, most)] * 2)) for most in (5, 4, 12))
    sides = tuple(tuple(data.draw(st.integers(0, k // 2)) for _ in range(2)) for k in kernel)
    image = np.random.default_rng(data.draw(st.integers(0, 999))).integers(-20, 20, size).astype("f")
    (top, bottom), (left, right) = sides
    padded = F.pad(torch.tensor(image)[None], (left, right, top, bottom), value=-np.inf)
    try:
        expected = F.max_pool2d(padded, kernel, stride)[0].numpy()
    except RuntimeError:
        with pytest.raises(ShapeError):
            max_pool2d(image, kernel, stride, sides)
        return
    np.testing.assert_array_equal(max_pool2d(image, kernel, stride, sides), expected)
    np.testing.assert_array_equal(min_pool2d(-image, kernel, stride, sides), -expected)


@pytest.mark.parametrize("padding", [((0, 2), (0, 0)), ((0, 0), (2, 1)), "full"])
def test_no_side_is_padded_by_more_than_half_a_window(padding):
    with pytest.raises(ShapeError, match="more than half of a 3×3 window"):
        max_pool2d(np.ones((5, 5)), 3, padding=padding)


def test_of_a_dilated_window_no_position_may_be_in_the_image():
    assert max_pool2d(np.ones((5, 5)), 2, 1, "same_tensorflow", dilation=3).shape == (5, 5)
    with pytest.raises(ShapeError, match="wholly outside a 1×1 image; use a smaller dilation"):
        max_pool2d(np.ones((1, 1)), 2, 1, "same_tensorflow", dilation=3)
