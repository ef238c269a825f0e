"""The scripts of normal maps run, and give their numbers."""

import numpy as np
import pytest

from cnnviz.normal_map import GREENS, NormalMap
from cnnviz.operators.padding import BORDER_MODES
from cnnviz.scripts import normal_map_script


@pytest.mark.parametrize("green", GREENS)
@pytest.mark.parametrize("mode", BORDER_MODES)
def test_C16_both_scripts_make_the_normal_map(mode, green):
    heights = np.random.default_rng(1).integers(0, 256, (7, 9))
    made = NormalMap(heights, 12, 255.0, mode, green)
    script = normal_map_script(made)
    for code in (script.numpy, script.torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        np.testing.assert_allclose(names["vectors"], made.vectors, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(names["output"].astype(int), made.colours, atol=1)  # a half may round
    assert not script.files


def test_a_large_picture_is_read_from_a_file():
    assert normal_map_script(NormalMap(np.zeros((40, 50)), 12)).files
