import pytest

from cnnviz.figures import range_text, shade


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
