"""Maps with cells crossed out."""

import numpy as np
import pytest

from cnnviz.errors import ShapeError
from cnnviz.figures import rgb, shade
from cnnviz.figures.crossed import crossed


def test_only_the_cells_asked_for_are_crossed():
    values = np.random.default_rng(0).random((3, 4))
    out = np.zeros((3, 4), bool)
    out[1, 2] = True
    shaded = shade(values, "clipped")
    picture, plain = (crossed(shaded, which, 5) for which in (out, np.zeros_like(out)))
    np.testing.assert_array_equal(plain.index[2::5, 2::5], shaded.index)
    changed = (rgb(picture) != rgb(plain)).any(axis=2)
    assert changed[5:10, 10:15].sum() == 9  # two diagonals of 5 that share the middle
    changed[5:10, 10:15] = False
    assert not changed.any()


def test_crosses_for_another_map_are_refused():
    with pytest.raises(ShapeError, match="don't fit"):
        crossed(shade(np.zeros((2, 2))), np.zeros((2, 3), bool))
