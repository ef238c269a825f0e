import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnviz.figures import occurring, range_text, shade, shared_limits
from cnnviz.figures.scales import RULES


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
            "a colour for each direction: up is blue, right light, down orange, left dark; a tie is grey",
        ),
    ],
)
def test_a_legend_says_what_the_colours_stand_for(scale, values, text):
    assert range_text(shade(values, scale)) == text


@given(arrays(np.float32, (3, 4), elements=st.floats(-9, 9, width=32)), st.sampled_from(sorted(RULES)))
def test_a_strip_of_signed_colours_shows_none_that_the_map_lacks(values, scale):
    shaded = shade(values, scale)
    ends = (shaded.index.min(), shaded.index.max()) if scale == "signed" else (0, 255)
    assert occurring([shaded]) == ends


def test_a_strip_beside_several_maps_shows_what_any_of_them_has():
    maps = [np.array([[0.0, 2.0]]), np.array([[-1.0, 0.0]])]
    limits = shared_limits(maps, "signed")
    shades = [shade(one, "signed", limits) for one in maps]
    assert occurring(shades) == (shades[1].index.min(), shades[0].index.max())
