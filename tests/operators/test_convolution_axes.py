"""Convolution along one and three axes: PyTorch's numbers, the loops' and the traces'."""

import inspect
from typing import get_args

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import operators
from cnnviz.errors import KernelError, ShapeError
from cnnviz.geometry import output_size, resolve_sides
from cnnviz.operators import conv1d, conv1d_trace, conv2d, conv3d, conv3d_trace, loops
from cnnviz.operators.axes_setup import set_up_axes
from cnnviz.operators.limits import MOST_PRODUCTS, MOST_VALUES
from cnnviz.operators.padding import BorderMode

MODES = get_args(BorderMode)
NAMES = {1: "conv1d", 3: "conv3d"}
TRACES = {1: conv1d_trace, 3: conv3d_trace}


def fast(axes, case):
    return getattr(operators, NAMES[axes])(*case[0], **case[1])


@st.composite
def cases(draw, axes, modes=MODES, dtype=np.float64):
    """Arguments and options of a convolution whose kernel fits."""
    each = st.tuples(*[st.integers(1, 3)] * axes)
    stride, dilation, taps = draw(st.integers(1, 3) | each), draw(each), draw(each)
    extra = st.integers(0, 4 if axes == 1 else 2)
    size = [gap * (count - 1) + 1 + draw(extra) for gap, count in zip(dilation, taps, strict=True)]
    groups, depth, share = draw(st.tuples(st.integers(1, 2), st.integers(1, 2), st.integers(1, 2)))
    sides = st.tuples(*[st.tuples(st.integers(0, 2), st.integers(0, 2))] * axes)
    names = ["valid", "full", "same_tensorflow"] + ["causal"] * (axes == 1) + ["same"] * (stride == 1)
    random = np.random.default_rng(draw(st.integers(0, 9999)))
    arrays = (
        random.normal(size=(draw(st.integers(1, 2)), groups * depth, *size)).astype(dtype),
        random.normal(size=(groups * share, depth, *taps)).astype(dtype),
        random.normal(size=groups * share).astype(dtype) if draw(st.booleans()) else None,
    )
    padding = draw(st.integers(0, 2) | sides | st.sampled_from(names))
    mode = draw(st.sampled_from(modes))
    return arrays, {
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        "groups": groups,
        "mode": mode,
    }


@pytest.mark.parametrize("axes", NAMES)
@given(st.data())
@settings(max_examples=60)
def test_it_gives_what_pytorch_gives(axes, data):
    (values, weight, bias), options = case = data.draw(cases(axes, modes=("constant",)))
    setup = set_up_axes(axes, values, weight, bias, **options)
    around = [amount for side in reversed(setup.padding) for amount in side]
    expected = getattr(F, NAMES[axes])(
        F.pad(torch.tensor(values), around),
        torch.tensor(weight),
        None if bias is None else torch.tensor(bias),
        **{name: options[name] for name in ("stride", "dilation", "groups")},
    )
    np.testing.assert_allclose(fast(axes, case), expected.numpy(), atol=1e-10)


@pytest.mark.parametrize("axes", NAMES)
@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel")
@pytest.mark.parametrize("padding", [0, 2, "valid", "same"])
@pytest.mark.parametrize("taps", [1, 2, 3])
def test_pytorch_means_the_same_by_a_padding(axes, padding, taps):
    random = np.random.default_rng(0)
    values, weight = random.normal(size=(2, 2, *[7] * axes)), random.normal(size=(3, 2, *[taps] * axes))
    expected = getattr(F, NAMES[axes])(
        torch.tensor(values), torch.tensor(weight), padding=padding, dilation=2
    )
    case = (values, weight), {"padding": padding, "dilation": 2}
    np.testing.assert_allclose(fast(axes, case), expected.numpy(), atol=1e-10)


@pytest.mark.parametrize("axes", NAMES)
@given(st.data())
@settings(max_examples=40)
def test_the_loops_give_the_same(axes, data):
    case = data.draw(cases(axes))
    expected = getattr(loops, NAMES[axes])(*case[0], **case[1])
    np.testing.assert_allclose(fast(axes, case), expected, atol=1e-10)


@pytest.mark.parametrize("name", NAMES.values())
def test_the_twins_have_one_signature(name):
    assert inspect.signature(getattr(loops, name)) == inspect.signature(getattr(operators, name))


@pytest.mark.parametrize("axes", NAMES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@given(st.data())
@settings(max_examples=40)
def test_the_pieces_of_a_trace_add_up_to_the_very_output(axes, dtype, data):
    (values, weight, bias), options = case = data.draw(cases(axes, dtype=dtype))
    result = fast(axes, case)
    at = tuple(data.draw(st.integers(0, size - 1)) for size in result.shape)
    trace = TRACES[axes](values, weight, bias, **options, at=at)
    assert trace.total == result[at]
    assert trace.products.sum() + trace.bias == pytest.approx(trace.total, rel=0, abs=trace.rounding)
    assert trace.channel_sums.sum() + trace.bias == pytest.approx(trace.total, rel=0, abs=trace.rounding)
    np.testing.assert_array_equal(trace.weights, weight[at[1]])
    for (c, *tap), value in np.ndenumerate(trace.window):
        place = [source[i] for source, i in zip(trace.sources, tap, strict=True)]
        assert trace.padded[tuple(tap)] == (min(place) < 0)
        assert value == (0 if min(place) < 0 else values[(at[0], trace.channels[c], *place)])


@pytest.mark.parametrize("axes", NAMES)
@given(st.data())
@settings(max_examples=20)
def test_where_no_sum_is_rounded_the_loops_give_the_same_bits(axes, data):
    (values, weight, _), options = data.draw(cases(axes))
    values, weight = np.rint(256 * np.abs(values)) / 256, operators.on_grid(weight).astype(float)
    ours, theirs = (
        getattr(package, NAMES[axes])(values, weight, **options) for package in (operators, loops)
    )
    np.testing.assert_array_equal(ours, theirs)


@given(st.data())
@settings(max_examples=20)
def test_the_size_along_each_axis_is_what_the_formula_says(data):
    (values, weight, bias), options = case = data.draw(cases(3))
    setup = set_up_axes(3, values, weight, bias, **options)
    rows = zip(values.shape[2:], weight.shape[2:], setup.stride, setup.padding, setup.dilation, strict=True)
    assert fast(3, case).shape[2:] == tuple(output_size(*row).size for row in rows)


def test_a_series_is_an_image_of_one_row_and_a_volume_of_one_slice_is_an_image():
    random = np.random.default_rng(0)
    series, kernel = random.normal(size=(2, 9)), random.normal(size=(3, 2, 4))
    np.testing.assert_array_equal(conv1d(series, kernel), conv2d(series[:, None], kernel[:, :, None])[:, 0])
    image, kernel = random.normal(size=(2, 6, 5)), random.normal(size=(3, 2, 3, 2))
    np.testing.assert_array_equal(conv3d(image[:, None], kernel[:, :, None])[:, 0], conv2d(image, kernel))


def test_the_result_has_as_many_axes_as_the_input():
    assert conv1d(np.ones(6), np.ones(3)).shape == (4,)
    assert conv1d(np.ones((2, 6)), np.ones((5, 2, 3))).shape == (5, 4)
    assert conv1d(np.ones((7, 2, 6)), np.ones((5, 2, 3))).shape == (7, 5, 4)
    assert conv3d(np.ones((4, 5, 6)), np.ones((3, 3, 3))).shape == (2, 3, 4)
    assert conv3d(np.ones((2, 4, 5, 6)), np.ones((7, 2, 3, 3, 3))).shape == (7, 2, 3, 4)


def test_C15_a_difference_finds_the_step_and_a_mean_smooths_it():
    series = [2, 2, 2, 8, 8, 8]
    assert conv1d(series, [-1, 1]).tolist() == [0, 0, 6, 0, 0]
    assert conv1d(series, [-1, 1], dilation=2).tolist() == [0, 6, 6, 0]
    assert conv1d(np.asarray(series, float), np.full(3, 1 / 3)) == pytest.approx([2, 4, 6, 8])


@given(st.integers(1, 4), st.integers(1, 3), st.integers(0, 11))
@settings(max_examples=30)
def test_C15_a_causal_output_sees_nothing_that_comes_after_it(taps, dilation, changed):
    random = np.random.default_rng(0)
    series, kernel = random.normal(size=12), random.normal(size=taps)
    other = series.copy()
    other[changed] += 1
    before, after = (conv1d(s, kernel, padding="causal", dilation=dilation) for s in (series, other))
    assert len(before) == len(series)
    np.testing.assert_array_equal(before[:changed], after[:changed])
    assert before[changed] != after[changed]


def test_C15_a_cube_of_4_under_a_cube_of_3_leaves_a_cube_of_2():
    assert conv3d(np.ones((4, 4, 4)), np.ones((3, 3, 3))).shape == (2, 2, 2)


def test_a_trace_is_put_into_words():
    trace = conv1d_trace([2, 2, 8], [-1, 1], [0.5], padding="causal", at=(0,))
    assert trace.sentence() == (
        "position 0: − 1·0 + 1·2 + 0.5 (bias) = 2.5; "
        "1 of the window's 2 positions lies outside the series and counts as 0"
    )
    volume = np.arange(8.0).reshape(2, 2, 2)
    trace = conv3d_trace(np.stack([volume, -volume]), np.ones((1, 2, 1, 1, 2)), at=(0, 1, 0, 0))
    assert trace.sentence() == "slice 1, row 0, columns 0–1: 9 (channel 0) − 9 (channel 1) = 0"


SERIES, VOLUME = np.ones(3), np.ones((3, 3, 3))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: conv1d(SERIES, np.ones(5)),
            "a kernel of 5 does not fit a series of 3 with padding 0; use padding ≥ 1 or a smaller kernel",
        ),
        (
            lambda: conv3d(VOLUME, np.ones((5, 3, 3))),
            "a 5×3×3 kernel does not fit a 3×3×3 volume with padding 0; use padding ≥ 1 or a smaller kernel",
        ),
        (
            lambda: conv1d(np.ones((1, 1, 1, 3)), np.ones(2)),
            "an input of shape (1, 1, 1, 3) is not a series; use (length), (channels, length) or "
            "(batch, channels, length), none of them 0",
        ),
        (
            lambda: conv1d(np.ones((3, 6)), np.ones(3)),
            "kernels 1 deep do not fit an input of 3 channels; use kernels 3 deep",
        ),
        (lambda: conv1d(SERIES, SERIES, stride=0), "the stride is 0; give a whole number of at least 1"),
        (
            lambda: conv3d(VOLUME, VOLUME, dilation=(1, 2)),
            "the dilation is (1, 2); give a whole number of at least 1, or one for each axis "
            "(slices, rows, columns)",
        ),
        (
            lambda: conv3d(VOLUME, VOLUME, padding="causal"),
            "there is no padding called 'causal'; use valid, same, same_tensorflow, full or a number",
        ),
        (
            lambda: conv3d(VOLUME, VOLUME, padding=((1, 1), 2, 3)),
            "the padding is ((1, 1), 2, 3); per side it holds (before, after) for each of "
            "slices, rows, columns",
        ),
        (
            lambda: conv1d(SERIES, SERIES, padding=10**9, stride=10**9),
            f"the padded input would have 1 × 1 × 2,000,000,003 = 2,000,000,003 numbers, and at most "
            f"{MOST_VALUES:,} are computed; use less padding",
        ),
        (
            lambda: conv1d(SERIES, np.ones(2), mode="zeros"),
            "there is no border mode called 'zeros'; use one of constant, nearest, mirror, reflect, wrap",
        ),
        (
            lambda: conv1d_trace(SERIES, np.ones(2), at=(2,)),
            "there is no output (2,) in a result of shape (2,); count each axis in whole numbers from 0",
        ),
        (
            lambda: conv1d_trace(SERIES, np.ones(2), at=(0,), output=[1]),
            "an output of shape (1,) is not of this operation, whose output has the shape (2,); "
            "give the one made with the same arguments",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(call, sentence):
    with pytest.raises(ShapeError) as caught:
        call()
    assert str(caught.value) == sentence


def test_more_multiplications_than_a_learner_waits_for_are_refused():
    size = 400
    volume = np.broadcast_to(np.float32(0), (1, size, 300, 300))
    with pytest.raises(ShapeError, match=f"at most {MOST_PRODUCTS:,} are done; use a smaller input"):
        conv3d(volume, np.ones((1, 1, 9, 9, 9)))


@pytest.mark.parametrize("kernel", [np.ones((2, 2)), np.ones(0), [np.nan], [1, np.inf]])
def test_a_kernel_that_is_none_is_said_to_be_none(kernel):
    with pytest.raises(KernelError, match="kernel"):
        conv1d(np.ones(6), kernel)


def test_one_number_of_padding_along_one_axis_may_stand_in_brackets():
    assert resolve_sides((2,), [3], [1], [1], [9], "positions") == ((2, 2),)
    assert resolve_sides(((1, 2),), [3], [1], [1], [9], "positions") == ((1, 2),)
    assert resolve_sides((1, 2), [3], [1], [1], [9], "positions") == ((1, 2),)
