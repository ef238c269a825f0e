"""The Keras code of a design: every layer has the shape, and the network the parameters, that Design says."""

import re
import sys

import pytest

from cnnviz.designs import STARTS, measure_design, read_design, start, write_design
from cnnviz.scripts.keras import keras_script
from tests.designs.drawn import designs
from tests.scripts.keras_by_hand import keras_by_hand, pad_least, response_norm

FITTING = [design for design in designs(600, seed=8) if not measure_design(design).fault][:60]
OWN = [
    "Input_3_48_32~Conv2d_12_5_p2_s2~ReLU~MaxPool2d_3~Conv2d_20_3~ReLU~Linear_50~Linear_6",
    "Input_1_29_31~Conv2d_6_3x5_p1x2~BatchNorm2d~LeakyReLU~AvgPool2d_3_s2_p1~Linear_4",
    "Input_4_16_16~Conv2d_8_3_p1_g4~Add~Conv2d_8_3_p1~ReLU~Conv2d_8_3_p1~Or~End~ReLU~Linear_7",
]


#: What the code defines of single numbers; the stand-in knows only sizes.
HELPERS = {"response_norm": response_norm, "pad_least": pad_least}


@pytest.fixture(autouse=True)
def keras(monkeypatch):
    monkeypatch.setitem(sys.modules, "keras", keras_by_hand())


def check(design):
    """Run the code, and compare each layer and the sum with what Design says."""
    code = keras_script(design)
    for name in HELPERS:
        code = re.sub(rf"def {name}\(", f"def _{name}(", code)
    names = dict(HELPERS)
    exec(compile(code, "script.py", "exec"), names)
    rows = measure_design(design).rows
    for row in rows:
        channels, *sides = row.shape
        assert names[row.node.name].shape == (*sides, channels), row.node.name
    assert names["network"].count_params() == sum(row.parameters.value for row in rows)


@pytest.mark.parametrize("design", [*map(read_design, OWN), *FITTING], ids=write_design)
def test_N6_keras_has_every_shape_and_count_of_any_design(design):
    check(design)


@pytest.mark.parametrize("key", STARTS)
def test_N6_keras_has_every_shape_and_count_of_any_start(key):
    check(start(key))
