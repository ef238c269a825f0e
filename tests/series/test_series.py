"""Series: as text, as learners bring them, and under kernels, their own shape among them; row C15."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz.errors import CnnvizError
from cnnviz.operators import loops
from cnnviz.series import (
    HOW,
    KERNELS,
    MOST,
    MOST_TAPS,
    MOST_TEXT,
    PADDINGS,
    SAMPLES,
    Filtered,
    Match,
    find_peaks,
    packed,
    read_given,
    read_kernel,
    read_series,
    write_series,
)
from cnnviz.series.samples import BEATS
from cnnviz.series.text import STEPS

STEP = np.array([2.0, 2, 2, 8, 8, 8])


def in_torch(made):
    """What PyTorch gives; it pads both ends alike, so zeros are put around first."""
    around = np.pad(made.values, made.sides)
    series, kernel = (torch.tensor(one)[None, None] for one in (around, made.kernel))
    return F.conv1d(series, kernel, stride=made.stride, dilation=made.dilation)[0, 0].numpy()


def test_C15_a_difference_finds_a_step_and_an_average_smooths_it():
    assert Filtered(STEP, read_kernel("-1 1")).output.tolist() == [0, 0, 6, 0, 0]
    assert Filtered(STEP, read_kernel("-1 1"), dilation=2).output.tolist() == [0, 6, 6, 0]
    assert Filtered(STEP, read_kernel("1/3 1/3 1/3")).output == pytest.approx([2, 4, 6, 8])


def test_C15_under_slight_noise_the_difference_peaks_exactly_at_the_step():
    made = Filtered(SAMPLES["step"].values, read_kernel(KERNELS["Difference"]))
    assert made.peaks() == [int(np.argmax(np.diff(SAMPLES["step"].values)))]


def test_C15_a_causal_output_comes_after_its_cause():
    impulse = SAMPLES["impulse"].values
    made = Filtered(impulse, np.ones(4), "causal", dilation=3)
    felt = np.flatnonzero(made.output)
    assert felt.min() == np.argmax(impulse)
    assert [made.place(at) for at in felt] == felt.tolist()


@pytest.mark.parametrize("how", ["mean", "norm"])
def test_C15_a_heartbeats_shape_finds_every_beat_once_its_mean_is_removed(how):
    series, taps = SAMPLES["heart"].values, 19
    for beat in BEATS[:3]:
        kernel = Match(beat - 8, taps, how).weights(series)
        assert kernel.sum() == pytest.approx(0, abs=1e-12)
        made = Filtered(series, kernel)
        found = np.array([made.place(at) for at in made.peaks()])
        assert abs(found - np.array(BEATS) - (taps // 2 - 8)).max() <= 1


def test_a_normalised_shape_gives_1_where_it_was_cut_out():
    series, start = SAMPLES["heart"].values, 44
    made = Filtered(series, Match(start, 19, "norm").weights(series))
    assert made.output[start] == pytest.approx(1)


def test_a_shape_as_it_is_takes_a_high_level_for_itself():
    series = np.concatenate([[0, 0, 1, 3, 1, 0, 0], np.full(9, 4.0)])
    raw, mean = (Filtered(series, Match(1, 5, how).weights(series)) for how in ("raw", "mean"))
    assert raw.output.argmax() > 1
    assert mean.output.argmax() == 1


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize(("stride", "dilation"), [(1, 1), (1, 3), (3, 2)])
def test_outputs_are_pytorchs_and_the_loops(padding, stride, dilation):
    rng = np.random.default_rng(0)
    made = Filtered(rng.normal(size=23), rng.normal(size=4), padding, stride, dilation)
    if padding == "same" and stride > 1:
        with pytest.raises(CnnvizError, match="needs stride 1"):
            made.output  # noqa: B018
        return
    np.testing.assert_allclose(made.output, in_torch(made))
    np.testing.assert_allclose(loops.conv1d(made.values, made.kernel, **made.options), made.output)
    for at in range(made.output.size):
        assert made.as_row(at).total == pytest.approx(made.trace(at).total)


def test_an_output_is_drawn_below_the_middle_of_its_window():
    made = Filtered(np.arange(9.0), np.ones(3), "valid", 2)
    for at in range(made.output.size):
        assert made.place(at) == made.trace(at).sources[0].mean()


def test_peaks_are_tops_apart_from_each_other_and_half_as_high_at_least():
    assert find_peaks(np.array([0, 4, 3, 0, 1.9, 0, 2, 0.0]), 1) == [1, 6]
    assert find_peaks(np.array([3.0, 2, 3, 0, 0, 3]), 2) == [0, 5]
    assert find_peaks(-np.arange(3.0), 1) == []


@pytest.mark.parametrize("key", SAMPLES)
def test_a_sample_is_a_series_that_any_address_can_hold(key):
    values = SAMPLES[key].values
    assert read_series(write_series(values)).size == values.size
    assert np.isfinite(values).all()
    assert np.round(values, 2).tolist() == values.tolist()


@pytest.mark.parametrize("values", [[2, 2.5, -8], [0.1, 1e-7, -1e6], [0, -0.0, 1 / 3]])
def test_few_numbers_stand_in_an_address_as_they_are(values):
    assert read_series(write_series(values)).tolist() == [value + 0.0 for value in values]


def test_many_numbers_stand_there_rounded_and_come_back_the_same_each_time():
    values = np.random.default_rng(1).normal(size=MOST) * 1000
    kept = packed(values)
    assert abs(kept - values).max() <= np.ptp(values) / STEPS / 2 * (1 + 1e-9)
    assert packed(kept).tolist() == kept.tolist()
    assert len(write_series(values)) < 2.1 * MOST
    assert packed(np.full(MOST, -3.25)).tolist() == [-3.25] * MOST


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1 2 x",
        "1  2",
        "nan 1",
        "1e999 1",
        "9999999 1",
        "~0~1~AAA",
        "~0~AAAA",
        "~0~1~AA*A",
        "~~1~AAAA",
        "٣ 1",
    ],
)
def test_what_is_no_series_is_none(text):
    assert read_series(text) is None


@pytest.mark.parametrize(
    ("text", "values", "note"),
    [
        ("2 2 2 8", [2, 2, 2, 8], ""),
        ("1,2,3", [1, 2, 3], ""),
        ("1;2,5;3", [1, 2.5, 3], ""),
        ("1/3 −½", [1 / 3, -0.5], ""),
        ("1\n2\n\n3\n", [1, 2, 3], ""),
        ("\ufeff0;\n1;\n", [0, 1], ""),
        ("time;value\n0;1,5\n1;2", [1.5, 2], "“value”"),
        ("t,v\n0,5\n1,6", [5, 6], "last of 2 columns"),
        ('"t"\t"v"\n0\t1,5\n1\t2', [1.5, 2], "“v”"),
        ('"a; b","c, d"\r\n"0","1.5"\r\n1,2\r\n', [1.5, 2], "“c, d”"),
        ('"1,5"\n"2,25"\n', [1.5, 2.25], ""),
        ("volts\n1,5\n2\n−2,25\n", [1.5, 2, -2.25], ""),
        ("[1, 2, 3]\n", [1, 2, 3], ""),
    ],
)
def test_a_series_is_read_in_the_ways_that_people_write_it(text, values, note):
    given = read_given(text)
    assert given.values == pytest.approx(values)
    assert note in given.note
    assert bool(note) == bool(given.note)


@pytest.mark.parametrize("between", ["\n", " ", ";", ", "])
def test_of_a_very_long_series_the_beginning_is_taken_and_that_is_said(between):
    count = 6 * 10**4
    given = read_given(between.join(str(number % 10) for number in range(count)))
    assert given.values == pytest.approx([number % 10 for number in range(MOST)], abs=9 / STEPS)
    assert f"{count:,} numbers; the first {MOST:,}" in given.note


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "there are no numbers"),
        (" \n ", "there are no numbers"),
        ("5", "at least 2"),
        ("heading\n5", "at least 2"),
        ("one two", "number 0 reads “one”"),
        ("1\n2\nNaN", "line 2 holds “NaN”"),
        ("NaN\n1\n2", "line 0 holds “NaN”"),
        ("1;2\n3;", "line 1 has 1 cells and line 0 has 2"),
        ("1,2\n3,4", "may be one number or two"),
        ('0,"1,5"\n1,"2,5"', "line 0 reads “1,5”: a comma may stand for"),
        ('day,visits\n1,"1,234"\n2,"2,345"', "line 1 reads “1,234”: a comma may stand for"),
        ("1,5 2,5 3,5", "commas and spaces both"),
        ("5,2024-01-31\n6,2024-02-01", "looks like a date"),
        ("31/01/2024 01/02/2024", "looks like a date"),
        ('1,"' + "2" * 10**6, "characters; at most"),
        ('1,"' + "2" * (MOST_TEXT - 3), "number 1 reads"),
        ("PK\x03\x04\0\0", "no plain text"),
        ("1\0\n\x002\0", "no plain text"),
        ("1e9 1", "stay between"),
        ("1 1e400", "number 1 reads"),
        ("1 " * MOST_TEXT, "characters; at most"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(text, says):
    with pytest.raises(CnnvizError) as error:
        read_given(text)
    assert says in str(error.value)


@pytest.mark.parametrize("text", ["", "1 2\n3 4", "a", " ".join(["1"] * (MOST_TAPS + 1)), "1 " * 5000])
def test_what_is_no_kernel_is_said_in_a_sentence(text):
    with pytest.raises(CnnvizError):
        read_kernel(text)


def test_a_shape_that_cannot_be_cut_out_is_said_in_a_sentence():
    with pytest.raises(CnnvizError, match="is not in a series of 6"):
        Match(4, 3, "raw").weights(STEP)
    for how in HOW:
        if how == "raw":
            assert Match(0, 3, how).weights(STEP).tolist() == [2, 2, 2]
        else:
            with pytest.raises(CnnvizError, match="flat"):
                Match(0, 3, how).weights(STEP)
