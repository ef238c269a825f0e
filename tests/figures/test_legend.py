import numpy as np
import pytest

from cnnviz.figures import colour_bar, range_text, rgb, shade


@pytest.mark.parametrize(
    ("scale", "values", "text"),
    [
        ("signed", [[-1020, 3]], "−1020 … 1020: 0 is white, negative blue, positive orange"),
        ("signed", [[0, 0]], "0 everywhere, white"),
        ("raw", [[7, 300]], "0 … 255: 0 is black, 255 is white"),
        ("minmax", [[-2.5, 7]], "−2.5 … 7: −2.5 is black, 7 is white"),
        ("minmax", [[3, 3]], "3 everywhere, mid-grey"),
        ("clipped", [[-5, 8]], "0 … 8: 0 and below is black, 8 is white"),
        ("clipped", [[-5, -8]], "nothing above 0, black"),
        ("absolute", [[-5, 3]], "0 … 5: 0 is black, the sign is left out, 5 is white"),
        ("absolute", [[0]], "0 everywhere, black"),
        (
            "cyclic",
            [[45]],
            "−180° … 180°: 0° (right) is light, 90° (down) orange, ±180° (left) dark, −90° (up) blue",
        ),
        (
            "categorical",
            [[3]],
            "a colour for each direction: up is blue, right light, down orange, left dark",
        ),
    ],
)
def test_a_legend_says_what_the_colours_stand_for(scale, values, text):
    assert range_text(shade(values, scale)) == text


@pytest.mark.parametrize("scale", ["raw", "signed", "clipped", "absolute", "minmax"])
def test_a_bar_runs_from_the_lowest_to_the_highest_colour(scale):
    shaded = shade([[0, 9, 255]], scale)
    bar = colour_bar(shaded, length=51, thickness=3)
    assert bar.shape == (3, 51, 3)
    ends = rgb(shade([[shaded.low, shaded.high]], scale, (shaded.low, shaded.high)))
    np.testing.assert_array_equal(bar[:, [0, -1]], ends.repeat(3, axis=0))


def test_a_bar_of_directions_shows_all_eight():
    bar = colour_bar(shade([[0]], "categorical"), length=80, thickness=1)
    assert len(np.unique(bar[0], axis=0)) == 8
