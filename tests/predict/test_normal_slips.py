"""A predicted Sobel sum is judged, and its slips are named."""

import numpy as np
import pytest
from scipy import ndimage

from cnnviz.predict.normal_slips import check_slope

WINDOW = np.array([[3, 7, 8], [1, 5, 20], [4, 9, 26]])
SOBEL = ndimage.sobel(WINDOW.astype(float), axis=1)[1, 1]
DOWN = ndimage.sobel(WINDOW.astype(float), axis=0)[1, 1]
PREWITT = ndimage.prewitt(WINDOW.astype(float), axis=1)[1, 1]


def test_the_sum_itself_is_right():
    assert check_slope(f"{SOBEL:g}", WINDOW).right


@pytest.mark.parametrize(
    ("slip", "value"),
    [
        ("turned", -SOBEL),
        ("down", DOWN),
        ("unsmoothed", PREWITT),
        ("middle", 20 - 1),
        ("added", 8 + 2 * 20 + 26 + 3 + 2 * 1 + 4),
    ],
)
def test_each_slip_is_named_by_what_it_gives(slip, value):
    verdict = check_slope(f"{value:g}", WINDOW)
    assert not verdict.right
    assert verdict.slip == slip


def test_what_nothing_explains_is_told_the_way():
    verdict = check_slope("12345", WINDOW)
    assert not verdict.right
    assert "2·20" in verdict.sentence
