"""A cover at a named place: what is covered, and where it may lie."""

import numpy as np
import pytest

from cnnviz.attribution.cover import cover
from cnnviz.attribution.occlusion import occlude
from cnnviz.errors import CnnvizError

IMAGE = np.random.default_rng(0).random((3, 9, 7))


@pytest.mark.parametrize(("fill", "level"), [(0.0, 0.0), (1.0, 1.0), ("mean", IMAGE.mean())])
def test_a_patch_of_all_channels_is_covered_and_nothing_else(fill, level):
    covered = cover(IMAGE, (2, 3), (4, 2), fill)
    expected = IMAGE.copy()
    expected[:, 2:6, 3:5] = level
    np.testing.assert_array_equal(covered, expected)


def test_every_place_costs_what_occlusion_says_it_does():
    weights = np.random.default_rng(1).normal(size=IMAGE.shape)

    def score(batch):
        return (batch * weights).sum(axis=(1, 2, 3))

    found = occlude(score, IMAGE, (3, 2), 1)
    for row, top in enumerate(found.tops):
        for column, left in enumerate(found.lefts):
            left_over = score(cover(IMAGE, (int(top), int(left)), (3, 2))[None])[0]
            assert found.score - left_over == pytest.approx(found.drops[row, column])


def test_the_pixel_that_costs_a_linear_neuron_most_is_bright_and_has_a_large_weight():
    pixels = np.array([[9, 1, 0], [2, 8, 1], [0, 3, 4]]) / 9
    weights = np.array([[0, 2, 1], [1, 0.5, -1], [3, 1, -2]])

    def score(batch):
        return (batch * weights).sum(axis=(1, 2, 3))

    worst = occlude(score, pixels[None], 1, 1).worst
    assert worst == tuple(np.unravel_index((pixels * weights).argmax(), (3, 3)))
    assert worst not in (
        tuple(np.unravel_index(pixels.argmax(), (3, 3))),
        tuple(np.unravel_index(weights.argmax(), (3, 3))),
    )


@pytest.mark.parametrize(
    ("at", "size", "fill"),
    [((6, 0), (4, 1), 0), ((0, -1), (1, 1), 0), ((0, 0), (10, 1), 0), ((0, 0), 0, 0), ((0, 0), 1, 2)],
)
def test_what_cannot_be_covered_is_told(at, size, fill):
    with pytest.raises(CnnvizError):
        cover(IMAGE, at, size, fill)
