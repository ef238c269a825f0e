"""Transposed convolution: PyTorch's numbers, the loops', and both readings of it."""

import inspect

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import operators
from cnnviz.errors import ShapeError
from cnnviz.geometry import output_size
from cnnviz.operators import conv1d, conv2d, conv2d_gradients, conv_transpose1d, conv_transpose2d, loops
from cnnviz.operators.limits import MOST_PRODUCTS, MOST_VALUES

NAMES = {1: "conv_transpose1d", 2: "conv_transpose2d"}
AXES = pytest.mark.parametrize("axes", NAMES)


def made(axes, case, ending="", package=operators, **more):
    return getattr(package, NAMES[axes] + ending)(*case[0], **case[1], **more)


@st.composite
def cases(draw, axes, dtype=np.float64):
    """Arguments and options that leave something of the output."""
    each = st.tuples(*[st.integers(1, 3)] * axes)
    stride, dilation, taps, size = draw(each), draw(each), draw(each), draw(st.tuples(*[SIZES] * axes))
    more = tuple(draw(st.integers(0, max(s, d) - 1)) for s, d in zip(stride, dilation, strict=True))
    rows = zip(size, stride, taps, dilation, more, strict=True)
    uncut = [(n - 1) * s + d * (k - 1) + 1 + e for n, s, k, d, e in rows]
    padding = tuple(draw(st.integers(0, min(3, (length - 1) // 2))) for length in uncut)
    groups, depth, share = draw(st.tuples(st.integers(1, 2), st.integers(1, 2), st.integers(1, 3)))
    random = np.random.default_rng(draw(st.integers(0, 9999)))
    arrays = (
        random.normal(size=(draw(st.integers(1, 2)), groups * depth, *size)).astype(dtype),
        random.normal(size=(groups * depth, share, *taps)).astype(dtype),
        random.normal(size=groups * share).astype(dtype) if draw(st.booleans()) else None,
    )
    return arrays, {
        "stride": stride,
        "padding": padding,
        "output_padding": more,
        "groups": groups,
        "dilation": dilation,
    }


SIZES = st.integers(1, 5)


@AXES
@given(st.data())
@settings(max_examples=80)
def test_it_gives_what_pytorch_gives(axes, data):
    arrays, options = case = data.draw(cases(axes))
    tensors = (None if array is None else torch.tensor(array) for array in arrays)
    expected = getattr(F, NAMES[axes])(*tensors, **options).numpy()
    np.testing.assert_allclose(made(axes, case), expected, atol=1e-10)


@AXES
def test_its_arguments_are_pytorchs_in_pytorchs_order(axes):
    told = getattr(F, NAMES[axes]).__doc__.splitlines()[1]
    signature = inspect.signature(getattr(operators, NAMES[axes]))
    assert list(signature.parameters) == [
        word.partition("=")[0].strip() for word in told[told.index("(") + 1 : told.index(")")].split(",")
    ]
    assert signature == inspect.signature(getattr(loops, NAMES[axes]))


@AXES
@given(st.data())
@settings(max_examples=40)
def test_the_loops_give_the_same(axes, data):
    case = data.draw(cases(axes))
    np.testing.assert_allclose(made(axes, case), made(axes, case, package=loops), atol=1e-10)


@AXES
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@given(st.data())
@settings(max_examples=40)
def test_what_an_output_gathers_adds_up_to_the_very_output(axes, dtype, data):
    (values, weight, _), _ = case = data.draw(cases(axes, dtype))
    result = made(axes, case)
    assert result.dtype == dtype
    at = tuple(data.draw(st.integers(0, size - 1)) for size in result.shape)
    trace = made(axes, case, "_gather", at=at)
    assert trace.total == result[at]
    assert trace.products.sum() + trace.bias == pytest.approx(trace.total, rel=0, abs=trace.rounding)
    for (c, *tap), value in np.ndenumerate(trace.window):
        place = [source[i] for source, i in zip(trace.sources, tap, strict=True)]
        assert trace.met[tuple(tap)] == (min(place) >= 0)
        assert value == (values[(at[0], trace.channels[c], *place)] if min(place) >= 0 else 0)
        assert trace.weights[(c, *tap)] == weight[(trace.channels[c], at[1] % weight.shape[1], *tap)]
    assert made(axes, case, "_gather", at=at, output=result).sentence() == trace.sentence()


@AXES
@given(st.data())
@settings(max_examples=40)
def test_what_all_inputs_scatter_adds_up_to_the_output(axes, data):
    (values, weight, _), options = data.draw(cases(axes))
    case = (values, weight, None), options
    canvas = np.zeros(made(axes, case).shape)
    for at in np.ndindex(values.shape):
        trace = made(axes, case, "_scatter", at=at)
        assert trace.value == values[at]
        for (f, *tap), product in np.ndenumerate(trace.stamp):
            assert product == trace.weights[(f, *tap)] * values[at]
            if not trace.cut[tuple(tap)]:
                place = (target[i] for target, i in zip(trace.targets, tap, strict=True))
                canvas[(at[0], trace.filters[f], *place)] += product
    np.testing.assert_allclose(canvas, made(axes, case), atol=1e-10)


@AXES
@given(st.data())
@settings(max_examples=40)
def test_C14_it_is_a_convolution_of_the_stretched_input_with_turned_kernels(axes, data):
    arrays, options = case = data.draw(cases(axes))
    stretch, convolve = ((operators.stretch1d, conv1d), (operators.stretch2d, conv2d))[axes - 1]
    stretched = stretch(*arrays, **options)
    kept = {name: options[name] for name in ("groups", "dilation")}
    np.testing.assert_allclose(convolve(*stretched, arrays[2], **kept), made(axes, case), atol=1e-10)


@given(st.data())
@settings(max_examples=40)
def test_C14_it_is_how_a_convolution_passes_its_gradient_back(data):
    (values, weight, _), options = data.draw(cases(2))
    more = options.pop("output_padding")
    back = conv_transpose2d(values, weight, output_padding=more, **options)
    there = [
        output_size(back.shape[2 + a], weight.shape[2 + a], options["stride"][a], options["padding"][a],
                    options["dilation"][a]) for a in (0, 1)
    ]  # fmt: skip
    if [size.size for size in there] != list(values.shape[2:]):
        return  # an output padding that only a dilation allows
    by_input, _ = conv2d_gradients(values, np.zeros_like(back), weight, **options)
    np.testing.assert_allclose(back, by_input, atol=1e-10)


@AXES
@given(st.data())
@settings(max_examples=20)
def test_where_no_sum_is_rounded_the_loops_give_the_same_bits(axes, data):
    (values, weight, _), options = data.draw(cases(axes))
    weight = operators.on_grid(weight).astype(float)
    case = (np.rint(256 * np.abs(values)) / 256, weight), options
    np.testing.assert_array_equal(made(axes, case), made(axes, case, package=loops))


def test_C14_the_courses_numbers():
    assert conv_transpose1d([1, 1, 1], [1, 1, 1], stride=2).tolist() == [1, 1, 2, 1, 2, 1, 1]
    assert conv_transpose1d([1, 2], [1, 1, 1], stride=2).tolist() == [1, 1, 3, 2, 2]
    assert conv_transpose1d([2, 1, 3], [1, 2, 1], stride=2).tolist() == [2, 4, 3, 2, 4, 6, 3]


def test_C14_it_undoes_the_shape_and_not_the_values():
    series, kernel = [3, 1, 4, 1, 5], [1, 1, 1]
    there = conv1d(series, kernel, stride=2)
    back = conv_transpose1d(there, kernel, stride=2)
    assert there.tolist() == [8, 10]
    assert back.tolist() == [8, 8, 18, 10, 10]
    assert back.shape == np.shape(series)


def test_the_result_has_as_many_axes_as_the_input():
    assert conv_transpose1d(np.ones(4), np.ones(3)).shape == (6,)
    assert conv_transpose1d(np.ones((2, 4)), np.ones((2, 5, 3))).shape == (5, 6)
    assert conv_transpose2d(np.ones((4, 5)), np.ones((3, 3))).shape == (6, 7)
    assert conv_transpose2d(np.ones((2, 4, 5)), np.ones((2, 3, 1, 1))).shape == (3, 4, 5)
    assert conv_transpose2d(np.ones((7, 2, 4, 5)), np.ones((2, 3, 1, 1))).shape == (7, 3, 4, 5)


def test_both_readings_are_put_into_words():
    image, kernel = [[1, 2], [3, 4]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    gather, scatter = operators.conv_transpose2d_gather, operators.conv_transpose2d_scatter
    assert gather(image, kernel, [0.5], stride=2, at=(1, 2)).sentence() == (
        "from row 0, columns 1 and 0: 4·2 + 6·1 + 0.5 (bias) = 14.5"
    )
    assert scatter(image, kernel, stride=2, padding=1, at=(1, 1)).sentence() == (
        "4 times the kernel is added to rows 1–2, columns 1–2 of the output; 5 of 9 products fall outside"
    )
    assert gather(image, [[1]], stride=2, at=(1, 2)).sentence() == "no input reaches this output: 0 = 0"
    assert gather(image, [[1]], [3], stride=2, at=(1, 2)).sentence() == (
        "no input reaches this output: 3 (bias) = 3"
    )


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: conv_transpose2d(np.ones((3, 4, 4)), np.ones((2, 3, 3, 3))),
            "weights for 2 channels do not fit an input of 3; here the channels come first: give weights of "
            "shape (channels, filters, rows, columns)",
        ),
        (
            lambda: conv_transpose2d(np.ones((3, 4, 4)), np.ones((3, 1, 3, 3)), groups=2),
            "3 channels and 2 filters can't be split into 2 equal groups; "
            "use a number of groups that divides both",
        ),
        (
            lambda: conv_transpose2d(np.ones((4, 4)), np.ones((3, 3)), [1, 2]),
            "2 biases do not fit 1 filters; give one bias per filter, or none",
        ),
        (
            lambda: conv_transpose1d(np.ones(4), np.ones(3), output_padding=1),
            "an output padding of 1 is not below the stride 1 or the dilation 1; it only chooses among sizes "
            "that one convolution makes equal, so use 0",
        ),
        (
            lambda: conv_transpose1d(np.ones(2), np.ones(1), stride=10**9),
            f"the result would have 1 × 1 × 1,000,000,001 = 1,000,000,001 numbers, and at most "
            f"{MOST_VALUES:,} are computed; use a smaller stride or dilation, or fewer filters",
        ),
        (
            lambda: conv_transpose1d(np.ones(2), np.ones(1), padding="same"),
            "the padding is 'same'; give a whole number of at least 0",
        ),
        (
            lambda: operators.conv_transpose1d_scatter([1, 2], [1], at=(2,)),
            "there is no input (2,) in an input of shape (2,); count each axis in whole numbers from 0",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(call, sentence):
    with pytest.raises(ShapeError) as caught:
        call()
    assert str(caught.value) == sentence


def test_what_padding_would_cut_off_counts_towards_the_limit():
    side = MOST_VALUES // 2
    with pytest.raises(ShapeError, match="the result would have"):
        conv_transpose1d(np.ones(2), np.ones(2 * side + 3), padding=side)


def test_more_multiplications_than_a_learner_waits_for_are_refused():
    maps = np.broadcast_to(np.float32(0), (64, 500, 500))
    with pytest.raises(ShapeError, match=f"at most {MOST_PRODUCTS:,} are done"):
        conv_transpose2d(maps, np.ones((64, 64, 3, 3)))
