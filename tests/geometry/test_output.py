"""Output sizes: the formula's fraction, and what is done with it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.geometry import coverage, full_padding, output_size, same_padding, window_starts

SMALL = st.integers(1, 12)


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "padding", "exact"),
    [
        (120, 5, 1, 0, 116),  # C3
        (227, 11, 4, 0, 55),
        (224, 11, 4, 0, Fraction(217, 4)),
        (10, 3, 2, 0, Fraction(9, 2)),
        (6, 3, 1, 0, 4),  # C1
        (4, 3, 1, 0, 2),
        (6, 3, 1, 1, 6),  # C4
        (420, 5, 1, 0, 416),  # C7
    ],
)
def test_C1_C3_C4_C7_the_sizes_come_out(size, kernel, stride, padding, exact):
    answer = output_size(size, kernel, stride, padding)
    assert answer.exact == exact
    assert answer.size == int(exact)
    assert answer.fits == (exact == int(exact))


def test_C3_what_does_not_fit_is_rounded_down_refused_cropped_or_padded():
    floor, crop, pad = (output_size(10, 3, 2, remainder=name) for name in ("floor", "crop", "pad"))
    assert (floor.size, floor.unused, floor.cut, floor.extra) == (4, 1, 0, 0)
    assert (crop.size, crop.unused, crop.cut, crop.extra) == (4, 0, 1, 0)
    assert (pad.size, pad.unused, pad.cut, pad.extra) == (5, 0, 0, 1)
    assert {floor.exact, crop.exact, pad.exact} == {Fraction(9, 2)}
    with pytest.raises(ShapeError, match=r"does not fit 10 pixels evenly: 4\.5 windows"):
        output_size(10, 3, 2, remainder="raise")
    assert output_size(11, 3, 2, remainder="raise").size == 5


@given(SMALL, SMALL, SMALL, st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 3))
def test_cropped_or_padded_it_fits_evenly_and_floor_counts_the_windows(
    size, kernel, stride, padding, dilation
):
    span = dilation * (kernel - 1) + 1
    length = size + sum(padding)
    if span > length:
        return
    floor = output_size(size, kernel, stride, padding, dilation)
    assert floor.size == len(range(0, length - span + 1, stride)) == int(floor.exact)
    assert (
        window_starts(size, kernel, stride, padding, dilation)[-1] + padding[0] + span + floor.unused
        == length
    )
    grown = output_size(size, kernel, stride, padding, dilation, "pad")
    assert (grown.size - 1) * stride + span == length + grown.extra
    assert grown.size - floor.size == (not floor.fits)
    assert 0 <= grown.extra < stride
    if floor.unused >= size:
        with pytest.raises(ShapeError, match="nothing would be left; use floor or pad, or another stride"):
            output_size(size, kernel, stride, padding, dilation, "crop")
        return
    crop = output_size(size, kernel, stride, padding, dilation, "crop")
    after = output_size(size - crop.cut, kernel, stride, padding, dilation)
    assert after.fits
    assert (after.size, after.unused, crop.unused) == (crop.size, 0, 0)


def test_a_cropped_picture_has_no_pixel_that_no_window_sees():
    assert coverage((10, 10), 3, stride=2).min() == 0
    rows = output_size(10, 3, 2, remainder="crop")
    assert coverage((10 - rows.cut, 10 - rows.cut), 3, stride=2).min() == 1


@pytest.mark.parametrize(
    ("arguments", "formula"),
    [
        ({"size": 10, "kernel": 3, "stride": 2}, "(10 + 2·0 − 3) / 2 + 1 = 4.5 → 4"),
        (
            {"size": 10, "kernel": 3, "stride": 2, "remainder": "pad"},
            "(10 + 2·0 − 3) / 2 + 1 = 4.5 → 5 (1 pixel added at the end)",
        ),
        (
            {"size": 10, "kernel": 3, "stride": 2, "remainder": "crop"},
            "(10 + 2·0 − 3) / 2 + 1 = 4.5 → 4 (1 pixel cut off the end)",
        ),
        (
            {"size": 11, "kernel": 3, "stride": 3, "remainder": "crop"},
            "(11 + 2·0 − 3) / 3 + 1 = 3 2/3 → 3 (2 pixels cut off the end)",
        ),
        ({"size": 11, "kernel": 3, "stride": 2, "remainder": "crop"}, "(11 + 2·0 − 3) / 2 + 1 = 5"),
        ({"size": 224, "kernel": 11, "stride": 4}, "(224 + 2·0 − 11) / 4 + 1 = 54.25 → 54"),
        ({"size": 227, "kernel": 11, "stride": 4}, "(227 + 2·0 − 11) / 4 + 1 = 55"),
        ({"size": 8, "kernel": 3, "stride": 3, "padding": 1}, "(8 + 2·1 − 3) / 3 + 1 = 3 1/3 → 3"),
        ({"size": 6, "kernel": 2, "padding": (0, 1)}, "(6 + 0 + 1 − 2) / 1 + 1 = 6"),
        ({"size": 9, "kernel": 3, "dilation": 2}, "(9 + 2·0 − (2·(3 − 1) + 1)) / 1 + 1 = 5"),
        ({"size": 4_000_001, "kernel": 1, "stride": 2}, "(4000001 + 2·0 − 1) / 2 + 1 = 2000001"),
    ],
)
def test_the_formula_is_shown_with_its_numbers(arguments, formula):
    assert output_size(**arguments).formula() == formula


@given(SMALL, st.integers(1, 12), st.integers(1, 4))
def test_same_and_full_padding_give_the_sizes_they_promise(size, kernel, dilation):
    reach = dilation * (kernel - 1)
    assert output_size(size, kernel, 1, same_padding(kernel, dilation), dilation).size == size
    assert output_size(size, kernel, 1, full_padding(kernel, dilation), dilation).size == size + reach


@pytest.mark.parametrize(
    ("kernel", "expected"), [(1, (0, 0)), (2, (0, 1)), (3, (1, 1)), (4, (1, 2)), (11, (5, 5))]
)
def test_C4_same_padding_is_half_of_the_kernel_and_even_kernels_add_more_at_the_end(kernel, expected):
    assert same_padding(kernel) == expected


@pytest.mark.parametrize("padding", [same_padding, full_padding])
@pytest.mark.parametrize("arguments", [(0,), (-3,), (2.5,), (3, 0)])
def test_a_kernel_that_cannot_be_has_no_padding(padding, arguments):
    with pytest.raises(ShapeError, match="must be a whole number of at least 1"):
        padding(*arguments)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((3, 5), "a kernel of 5 does not fit 3 pixels with padding 0; use padding ≥ 1 or a smaller kernel"),
        (
            (3, 5, 1, (0, 1)),
            "a kernel of 5 does not fit 3 pixels with padding 0 and 1; use padding ≥ 1 or a smaller kernel",
        ),
        (
            (3, 4, 1, 0, 3),
            "a kernel of 4 with dilation 3 does not fit 3 pixels with padding 0; "
            "use padding ≥ 4 or a smaller kernel",
        ),
        ((3, 0), "the kernel is 0, but must be a whole number of at least 1"),
        ((3, 3, 0), "the stride is 0, but must be a whole number of at least 1"),
        ((10, 3, 1.5), "the stride is 1.5, but must be a whole number of at least 1"),
        ((10.0, 3), "the size is 10.0, but must be a whole number of at least 1"),
        (
            (3, 3, 1, -2),
            "the padding is -2; give a whole number of at least 0, or a pair of them (before, after)",
        ),
        (
            (3, 3, 1, (1, 1, 1)),
            "the padding is (1, 1, 1); give a whole number of at least 0, or a pair of them (before, after)",
        ),
        (
            (3, 3, 1, 0, 1, "round"),
            "the remainder can't be treated as 'round'; use floor, raise, crop or pad",
        ),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(arguments, sentence):
    with pytest.raises(ShapeError) as caught:
        output_size(*arguments)
    assert str(caught.value) == sentence
