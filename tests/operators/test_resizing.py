"""Resized and shuffled maps: PyTorch's numbers, the loops' and the traces'."""

import inspect
from fractions import Fraction

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import operators
from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.geometry import resized_formula, shuffled_formula
from cnnviz.numbers import format_number
from cnnviz.operators import interpolate, interpolate_trace, loops, pixel_shuffle, pixel_shuffle_trace
from cnnviz.operators.limits import MOST_VALUES

SIDES = st.integers(1, 9)
TYPES = st.sampled_from([np.float32, np.float64])


@st.composite
def cases(draw, modes=("nearest", "bilinear")):
    """Maps, and options that leave at least one pixel."""
    shape = draw(st.tuples(st.integers(1, 2), st.integers(1, 2), SIDES, SIDES))
    values = np.random.default_rng(draw(st.integers(0, 9999))).normal(size=shape).astype(draw(TYPES))
    options = {"mode": draw(st.sampled_from(modes))}
    if draw(st.booleans()):
        options["size"] = draw(SIDES | st.tuples(SIDES, SIDES))
    else:
        tenths = [st.integers(-(-10 // side), 40) for side in shape[2:]]
        options["scale_factor"] = tuple(draw(tenth) / 10 for tenth in tenths)
        if draw(st.booleans()):
            options["scale_factor"] = max(options["scale_factor"])
    if options["mode"] == "bilinear" and draw(st.booleans()):
        options["align_corners"] = draw(st.booleans())
    return values, options


@given(cases())
@settings(max_examples=200)
def test_it_gives_what_pytorch_gives(case):
    values, options = case
    if options["mode"] == "nearest":
        return  # see below
    expected = F.interpolate(torch.tensor(values), **options).numpy()
    mine = interpolate(values, **options)
    assert mine.dtype == expected.dtype
    np.testing.assert_allclose(mine, expected, rtol=1e-4, atol=2e-6)


@pytest.mark.parametrize("option", ["size", "scale_factor"])
@pytest.mark.parametrize("length", range(1, 25))
def test_the_nearest_pixel_is_pytorchs_but_where_pytorch_rounds_below_a_whole_number(option, length):
    row = np.arange(length, dtype=np.float32)[None]
    wanted = range(1, 80) if option == "size" else [tenth / 10 for tenth in range(10, 50)]
    for far in wanted:
        options = {option: (1, far)}
        expected = F.interpolate(torch.tensor(row[None, None]), **options).numpy()[0, 0, 0]
        mine = interpolate(row, **options)[0]
        step = Fraction(length, far) if option == "size" else 1 / Fraction(str(far))
        assert len(mine) == len(expected)
        for i in np.flatnonzero(mine != expected).tolist():
            assert i * step == mine[i] == expected[i] + 1


@given(cases())
@settings(max_examples=80)
def test_the_loops_give_the_same(case):
    values, options = case
    np.testing.assert_allclose(
        interpolate(values, **options), loops.interpolate(values, **options), rtol=1e-4, atol=2e-6
    )


@pytest.mark.parametrize("name", ["interpolate", "pixel_shuffle"])
def test_the_twins_have_one_signature(name):
    assert inspect.signature(getattr(loops, name)) == inspect.signature(getattr(operators, name))
    theirs = inspect.signature(getattr(F, name)).parameters if name == "interpolate" else {}
    mine = inspect.signature(getattr(operators, name)).parameters
    assert list(theirs)[: len(mine)] == (list(mine) if theirs else [])


@given(st.data())
@settings(max_examples=60)
def test_a_trace_is_its_output(data):
    values, options = data.draw(cases())
    result = interpolate(values, **options)
    at = tuple(data.draw(st.integers(0, size - 1)) for size in result.shape)
    trace = interpolate_trace(values, **options, at=at)
    assert trace.total == result[at]
    assert trace.weights.sum() == pytest.approx(1)
    assert trace.products.sum() == pytest.approx(trace.total, rel=1e-5, abs=1e-5)
    np.testing.assert_array_equal(trace.values, values[at[:2]][np.ix_(trace.rows, trace.columns)])
    assert format_number(trace.total) in trace.sentence()
    assert interpolate_trace(values, **options, at=at, output=result).sentence() == trace.sentence()


@pytest.mark.parametrize("mode", ["nearest", "bilinear"])
@given(SIDES, SIDES, st.floats(-999, 999, width=32))
def test_a_flat_map_stays_flat_to_the_bit(mode, rows, columns, value):
    made = interpolate(np.full((4, 3), value, np.float32), size=(rows, columns), mode=mode)
    assert made.shape == (rows, columns)
    assert set(made.ravel().tolist()) == {value}


def test_aligned_corners_stay_and_unaligned_pixels_fill_the_same_area():
    row = [[1, 5]]
    aligned = interpolate(row, size=(1, 5), mode="bilinear", align_corners=True)
    assert aligned.tolist() == [[1, 2, 3, 4, 5]]
    assert interpolate(row, scale_factor=(1, 2), mode="bilinear").tolist() == [[1, 2, 4, 5]]


def test_the_result_has_as_many_axes_as_the_input():
    for leading in [(), (3,), (2, 3)]:
        assert interpolate(np.ones((*leading, 4, 5)), scale_factor=2).shape == (*leading, 8, 10)


@pytest.mark.parametrize(
    ("options", "at", "sentence"),
    [
        (
            {"scale_factor": 2},
            (1, 3),
            "at row 0.5, column 1.5, which lies in the pixel at row 0, column 1: 6",
        ),
        (
            {"scale_factor": 2, "mode": "bilinear"},
            (1, 2),
            "at row 0.25, column 0.75: 0.1875·2 + 0.5625·6 + 0.0625·(−4) + 0.1875·8 = 5",
        ),
        ({"size": 2, "mode": "bilinear", "align_corners": True}, (1, 1), "at row 1, column 1: 1·8 = 8"),
    ],
)
def test_a_trace_is_put_into_words(options, at, sentence):
    assert interpolate_trace([[2, 6], [-4, 8]], **options, at=at).sentence() == sentence


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "give either the size of the result or a scale factor, and not both"),
        (
            {"size": 3, "scale_factor": 2},
            "give either the size of the result or a scale factor, and not both",
        ),
        (
            {"scale_factor": 0.2},
            "4 pixels times 0.2 leave less than one; use a scale of at least 1/4",
        ),
        ({"scale_factor": 0}, "the scale is 0; give a number above 0, such as 2"),
        ({"scale_factor": np.nan}, "the scale is nan; give a number above 0, such as 2"),
        ({"scale_factor": (1, 2, 3)}, "the scale factor is (1, 2, 3); give a number, or a pair of them"),
        (
            {"size": (0, 3)},
            "the size is (0, 3); give a whole number of at least 1, or one for each axis (rows, columns)",
        ),
        (
            {"size": 10**5},
            f"the result would have 1 × 1 × 100,000 × 100,000 = 10,000,000,000 numbers, and at most "
            f"{MOST_VALUES:,} are computed; use a smaller size or scale",
        ),
        ({"size": 3, "mode": "bicubic"}, "there is no resizing called 'bicubic'; use nearest or bilinear"),
        (
            {"size": 3, "align_corners": False},
            "nearest resizing has no corners to align; leave align_corners out, or use bilinear",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(options, sentence):
    for resize in (interpolate, loops.interpolate):
        with pytest.raises(CnnvizError) as caught:
            resize(np.ones((4, 4)), **options)
        assert str(caught.value) == sentence


@pytest.mark.parametrize("scale", [1e300, 1.7e308])
def test_an_endless_scale_is_refused(scale):
    with pytest.raises(ShapeError, match="the result would have"):
        interpolate(np.ones((4, 4)), scale_factor=scale)


@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 4), st.integers(1, 4), st.booleans(), st.data())
@settings(max_examples=60)
def test_shuffled_pixels_are_pytorchs_the_loops_and_where_the_trace_says(
    depth, factor, high, wide, batch, data
):
    shape = (*((2,) if batch else ()), depth * factor**2, high, wide)
    maps = np.random.default_rng(0).normal(size=shape)
    made = pixel_shuffle(maps, factor)
    np.testing.assert_array_equal(made, F.pixel_shuffle(torch.tensor(maps), factor).numpy())
    np.testing.assert_array_equal(made, loops.pixel_shuffle(maps, factor))
    at = tuple(data.draw(st.integers(0, size - 1)) for size in made.shape)
    trace = pixel_shuffle_trace(maps, factor, at=at)
    assert trace.value == made[at] == maps[(*at[:-3], trace.channel, trace.row, trace.column)]


def test_the_formulas_have_their_numbers():
    assert resized_formula(5, 1.5) == "5 · 1.5 = 7.5 → 7"
    assert shuffled_formula(8, 2, 3, 2) == "8 / 2² = 2 channels, 2 · 2 = 4 rows, 3 · 2 = 6 columns"


@pytest.mark.parametrize(
    ("maps", "factor", "sentence"),
    [
        (
            np.ones((6, 2, 2)),
            2,
            "6 channels can't become squares of 2×2 pixels; use a multiple of 4 channels, or another factor",
        ),
        (np.ones((4, 2, 2)), 0, "the upscale factor is 0, but must be a whole number of at least 1"),
        (
            np.ones((2, 2)),
            1,
            "an input of shape (2, 2) has no channels to make pixels of; use (channels, height, width) or "
            "(batch, channels, height, width), none of them 0",
        ),
    ],
)
def test_what_cannot_be_shuffled_is_said_in_a_sentence(maps, factor, sentence):
    with pytest.raises(ShapeError) as caught:
        pixel_shuffle(maps, factor)
    assert str(caught.value) == sentence
