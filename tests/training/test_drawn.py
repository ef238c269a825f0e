"""Digits drawn by hands that are written down: the pad, the hands, and that what measures chose nothing."""

import numpy as np
import pytest

from cnnviz.training.drawn import final, practice
from cnnviz.training.drawn.letters import LETTERS
from cnnviz.training.drawn.pad import (
    PAPER,
    SIDE,
    WAYS,
    drawings,
    drawn,
    drawn_letters,
    painted,
    strokes_of,
)


def test_a_straight_stroke_is_painted_as_wide_as_it_is_with_round_ends():
    picture = painted([np.array([[100.0, 60.0], [100.0, 220.0]])], width=20)
    ink = (1 - picture / 255.0).sum() * (PAPER / SIDE) ** 2
    assert ink == pytest.approx(160 * 20 + np.pi * 10**2, rel=0.01)
    rows, columns = np.nonzero(picture < 128)
    assert (columns.mean() + 0.5) * PAPER / SIDE == pytest.approx(100, abs=1)
    assert (np.ptp(rows) + 1) * PAPER / SIDE == pytest.approx(180, abs=3)


def test_a_stroke_that_leaves_the_paper_is_cut_off_there():
    picture = painted([np.array([[140.0, 140.0], [PAPER, 140.0]])], width=10)
    assert picture.shape == (SIDE, SIDE)
    assert picture[SIDE // 2, -1] == 0


def test_a_curve_goes_through_its_points_and_a_straight_stroke_through_nothing_else():
    points = np.array([[0, 0], [10, 40], [50, 20]])
    curve, straight = strokes_of("~0 0 10 40 50 20/0 0 10 40 50 20")
    np.testing.assert_array_equal(straight, points)
    assert all(np.hypot(*(curve - point).T).min() < 1e-9 for point in points)
    assert len(curve) > 20


@pytest.mark.parametrize("way", WAYS)
def test_a_digit_is_as_large_and_where_it_was_asked_to_be(way):
    picture = drawn(practice.HANDS["plain"][1][0], 0.0, way, seed=0)
    rows, columns = (np.flatnonzero((picture < 128).any(axis=axis)) * PAPER / SIDE for axis in (1, 0))
    assert np.ptp(rows) == pytest.approx(way.height, abs=16)
    middle = way.height / 2 + (PAPER - way.height) * way.at[1]
    assert rows.mean() == pytest.approx(middle, abs=10)
    assert columns.min() >= 0


def test_hands_draw_the_same_again_and_never_twice_the_same():
    first, again = (np.stack([d.picture for d in drawings(practice.HANDS)]) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert len({picture.tobytes() for picture in first}) == len(first)


def test_the_final_hundred_try_every_digit_and_every_way_alike_by_several_hands():
    final_ones = list(drawings(final.HANDS))
    assert len(final_ones) == 100
    assert [sum(one.digit == digit for one in final_ones) for digit in range(10)] == [10] * 10
    assert [sum(one.way == way for one in final_ones) for way in WAYS] == [10] * len(WAYS)
    assert len({one.hand for one in final_ones}) >= 5
    assert {way.pointer for way in WAYS} == {"pen", "finger", "mouse"}
    assert min(way.width for way in WAYS) == 4
    assert max(way.width for way in WAYS) == 40  # the ends of the pad's slider


def test_no_final_glyph_is_one_that_was_there_to_choose_by():
    known = {glyph for _, glyphs in practice.HANDS.values() for glyph in glyphs.values()}
    assert not known & {glyph for _, glyphs in final.HANDS.values() for glyph in glyphs.values()}


def test_each_letter_is_drawn_in_every_way():
    assert len(list(drawn_letters(LETTERS))) == len(LETTERS) * len(WAYS)
