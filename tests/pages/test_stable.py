"""What counts as the same when pages are compared with what was recorded on another machine."""

import numpy as np
import pytest

from tests.pages.stable import differences, number, picture, summary, tone, written

MAP = np.arange(96.0).reshape(8, 12) - 30


def test_a_number_may_differ_in_its_last_recorded_digit_and_in_no_other():
    recorded = {"logit": number(1.23454999)}
    assert not list(differences(recorded, {"logit": number(1.23455001)}))
    assert list(differences(recorded, {"logit": number(1.2348)}))


@pytest.mark.parametrize(
    ("was", "now"), [("0.114", "0.115"), ("2.1", "2.09"), ("-0.5", "-0.4"), ("1e-5", "2e-5")]
)
def test_a_written_number_may_differ_by_one_in_its_last_digit(was, now):
    assert not list(differences([was], [now]))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("0.114", "0.116"),
        ("0.7", "0"),
        ("1", "3"),
        ("conv 1", "conv 2"),
        (2, 3),
        (1, True),
        (None, 0.0),
        ([1, 2], [1, 2, 3]),
        ({"pinned at": [0, 1, 2]}, {}),
    ],
)
def test_all_else_differs(was, now):
    assert list(differences({"it": was}, {"it": now}))


@pytest.mark.parametrize("changed", [MAP[::-1], MAP[:, ::-1], np.roll(MAP, 1, axis=0), -MAP, 2 * MAP])
def test_a_map_that_is_mirrored_shifted_or_scaled_has_another_summary(changed):
    assert list(differences(summary(MAP), summary(changed)))
    assert not list(differences(summary(MAP), summary(MAP * (1 + 1e-9))))


def test_a_pixel_that_is_rounded_the_other_way_changes_no_tone():
    pixels = np.full((28, 28), 100)
    other = pixels.copy()
    other[3, 4] += 1
    assert not list(differences(tone(pixels), tone(other)))
    assert list(differences(picture(pixels), picture(other)))


def test_pixels_are_hashed_on_any_scale_on_which_they_are_whole():
    pixels = np.arange(784.0).reshape(28, 28) % 256
    assert picture(np.float32(pixels / 255), 255) == picture(pixels)
    assert "sha256" not in picture(pixels / 255)


def test_numbers_are_read_out_of_a_text_as_they_are_written():
    assert written("−1.50 of 12,345 … 3e−5") == ["-1.50", "12345", "3e-5"]
