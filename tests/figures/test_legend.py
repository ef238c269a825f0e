import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnviz.figures import end_texts, occurring, range_text, shade, shared_limits, spanned
from cnnviz.figures.scales import RULES

PAGE = "the colour of the page"


@pytest.mark.parametrize(
    ("scale", "values", "text"),
    [
        ("signed", [[-1020, 3]], f"−1020 … 1020: 0 is {PAGE}, negative blue, positive orange"),
        ("signed", [[0, 0]], f"0 everywhere, {PAGE}"),
        ("raw", [[7, 255]], "0 … 255: 0 is black, 255 is white"),
        ("raw", [[7, 300]], "0 … ≥ 255: 0 is black, ≥ 255 is white"),
        ("minmax", [[-2.5, 7]], "−2.5 … 7: −2.5 is black, 7 is white"),
        ("minmax", [[3, 3]], "3 everywhere, mid-grey"),
        ("clipped", [[-5, 8]], f"≤ 0 … 8: 0 and below is {PAGE}, above it is orange"),
        ("clipped", [[-5, -8]], f"nothing above 0, {PAGE}"),
        ("absolute", [[-5, 3]], f"0 … 5: 0 is {PAGE}, all else orange, the sign is left out"),
        ("absolute", [[0]], f"0 everywhere, {PAGE}"),
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
    ends = (shaded.index.min(), shaded.index.max()) if scale == "signed" else spanned(shaded)
    assert occurring([shaded]) == ends
    assert spanned(shaded)[0] <= ends[0] <= ends[1] <= spanned(shaded)[1]


@pytest.mark.parametrize(
    ("scale", "limits", "texts"),
    [
        ("signed", (-480, 480), ("≤ −480", "≥ 480")),
        ("signed", (-860, 860), ("−860", "860")),
        ("signed", (-851, 851), ("≤ −851", "851")),
        ("clipped", (0, 480), ("≤ 0", "≥ 480")),
        ("absolute", (0, 480), ("0", "≥ 480")),
        ("absolute", (0, 860), ("0", "860")),
    ],
)
def test_a_scale_that_ends_before_the_numbers_do_says_so(scale, limits, texts):
    maps = [np.array([[-860.0, 3.0]]), np.array([[0.0, 851.0]])]
    assert end_texts([shade(one, scale, limits) for one in maps]) == texts


def test_infinite_numbers_do_not_make_a_scale_end_early():
    assert end_texts([shade([[-np.inf, 2, np.nan]], "signed")]) == ("−2", "2")


def test_a_strip_beside_several_maps_shows_what_any_of_them_has():
    maps = [np.array([[0.0, 2.0]]), np.array([[-1.0, 0.0]])]
    limits = shared_limits(maps, "signed")
    shades = [shade(one, "signed", limits) for one in maps]
    assert occurring(shades) == (shades[1].index.min(), shades[0].index.max())
