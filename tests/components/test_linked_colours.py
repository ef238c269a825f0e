"""The page finds a value's index in a palette, and the ink on it, as cnnviz does."""

import numpy as np
import pytest

from cnnviz.figures import shade
from cnnviz.figures.palettes import LIGHT, diverging
from cnnviz.figures.scales import RULES

INDICES = """async ([values, rule]) => {
    const { indexOf } = await import("/assets/components/cnnviz/colours.js");
    return values.map((value) => indexOf(value, rule));
}"""
COLOURS = """async (palette) => {
    const { colourAt } = await import("/assets/components/cnnviz/colours.js");
    return Array.from({ length: 256 }, (_, i) => colourAt(Uint8Array.from(palette), i));
}"""
INKS = """async (colours) => {
    const { inkFor, luminance } = await import("/assets/components/cnnviz/colours.js");
    return colours.map((colour) => [luminance(colour), inkFor(colour)]);
}"""

random = np.random.default_rng(8)
SPREAD = random.normal(0, 100, (50, 60))
ODD = np.array([[np.nan, np.inf, -np.inf, 0.0, -0.0, 3.0]])


def indices(calculator, values, scale, low, high):
    rule = RULES[scale]
    given = np.abs(values) if scale == "absolute" else values
    described = {"low": low, "high": high, "first": rule.first, "span": rule.span, "flat": rule.flat}
    return calculator.evaluate(INDICES, [given.astype(np.float32).astype(float).ravel().tolist(), described])


@pytest.mark.parametrize("scale", sorted(RULES))
@pytest.mark.parametrize(
    "values",
    [SPREAD, SPREAD * 1e-3, np.rint(SPREAD), SPREAD * 1e35, SPREAD * 1e-36, np.full((2, 2), 7.0), ODD],
    ids=["spread", "small", "whole", "huge", "tiny", "flat", "odd"],
)
def test_a_value_has_the_index_that_shade_gives_it(calculator, values, scale):
    shaded = shade(values, scale)
    assert indices(calculator, values, scale, shaded.low, shaded.high) == shaded.index.ravel().tolist()


@pytest.mark.parametrize("scale", sorted(RULES))
def test_values_beyond_the_given_limits_have_the_ends_indices(calculator, scale):
    shaded = shade(SPREAD, scale, limits=(-20.5, 31.25))
    assert indices(calculator, SPREAD, scale, shaded.low, shaded.high) == shaded.index.ravel().tolist()


def test_an_index_has_the_palettes_colour(calculator):
    palette = diverging()[LIGHT]
    assert calculator.evaluate(COLOURS, palette.ravel().tolist()) == palette.tolist()


def test_ink_can_be_read_on_every_colour(calculator):
    colours = random.integers(0, 256, (500, 3)).tolist() + diverging().reshape(-1, 3).tolist()
    for light, ink in calculator.evaluate(INKS, colours):
        contrast = 1.05 / (light + 0.05) if ink == "#fff" else (light + 0.05) / 0.05
        assert contrast >= 4.5
