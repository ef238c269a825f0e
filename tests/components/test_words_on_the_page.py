"""The page says what traces say letter for letter, at the edges, too, that pages seldom come to."""

import math
from dataclasses import replace

import numpy as np
import pytest

from cnnviz import operators
from tests.components.linked_cases import one_of

SAY = """async ([file, name, traces]) => {
    const words = await import(`/assets/components/cnnviz/operations/${file}.js`);
    const types = { float32: Float32Array, float64: Float64Array };
    const read = (value) => (value?.dtype ? types[value.dtype].from(value.numbers) : value);
    const entries = (fields) => Object.entries(fields).map(([key, value]) => [key, read(value)]);
    return traces.map((fields) => words[name](Object.fromEntries(entries(fields))));
}"""
ADD = """async (rows) => {
    const { sumOf } = await import("/assets/components/cnnviz/sums.js");
    return rows.map((row) => sumOf(row));
}"""


def sent(trace, nested):
    """A trace's fields as a page gets them: arrays as typed and flat ones, or as nested lists."""
    fields = {name: field(value, nested) for name, value in vars(trace).items()}
    single = getattr(trace, "products", np.empty(0)).dtype == np.float32
    return fields | ({"precision": "f4"} if nested and single else {})


def field(value, nested):
    if not isinstance(value, np.ndarray):
        return value
    if nested or value.dtype.kind != "f":
        return value.tolist()
    return {"dtype": str(value.dtype), "numbers": value.ravel().tolist()}


def numbers(random, shape, dtype=np.float64):
    """Numbers whose sign or rounding is hard to write: of any size, fractions, whole, mostly 0, equal."""
    drawn = random.integers(-300, 300, shape)
    scaled = [
        random.normal(0, 10.0 ** random.integers(-6, 6), shape),
        drawn / one_of(random, 1, 2, 8, 10, 20, 1000),
        np.where(drawn < 200, 0, drawn),
        np.full(shape, one_of(random, 0, 200, -0.1)),
    ]
    return one_of(random, *scaled).astype(dtype)


def conv_traces(random, count):
    """Traces of convolutions, with totals at the very limit of rounding and beyond it, too."""
    for _ in range(count):
        dtype, depth, taps = one_of(random, "f4", "f8"), one_of(random, 1, 2, 20), random.integers(1, 6, 2)
        weight, bias = numbers(random, (2, depth, *taps), dtype), numbers(random, 2, dtype)
        maps = numbers(random, (depth, 7, 8), dtype)
        how = {"padding": one_of(random, 0, 1, 5), "at": (1, 0, 0)}
        trace = operators.conv2d_trace(maps, weight, one_of(random, None, bias), **how)
        yield trace
        yield replace(trace, total=trace.rounding)
        yield replace(trace, total=-math.nextafter(trace.rounding, math.inf))


def pool_traces(random, count):
    """A window that reaches beyond the padding, and windows that meet nothing but padding."""
    yield operators.pool_trace("average", np.ones((5, 5)), 4, padding=1, ceil_mode=True, at=(1, 1))
    yield operators.pool_trace("sum", np.ones((1, 3)), (1, 2), padding=(0, 1))
    yield operators.pool_trace("sum", np.ones((3, 3)), 2, padding=1)
    yield operators.pool_trace(
        "average", np.ones((1, 3)), (1, 3), 3, padding=(0, 1), ceil_mode=True, at=(0, 1)
    )
    for kind in ("max", "min"):
        yield operators.pool_trace(kind, np.ones((1, 3)), (1, 2), ceil_mode=True, at=(0, 1))
        yield operators.pool_trace(kind, np.ones((1, 2)), (1, 2), padding=(0, 1), dilation=3)


PARTS_OF_CONV = (
    "0 within rounding|(bias)|(channel |+ … |no row|: − |"
    "lies outside the image and counts|lie outside the image and count as"
)

PARTS_OF_POOL = (
    "no value|of which count as|of which counts as|do not count|does not count|"
    "lies outside the image and counts|lie outside the image and count as"
)


@pytest.mark.parametrize(
    ("file", "name", "traces", "parts"),
    [
        ("conv", "convSentence", conv_traces, PARTS_OF_CONV),
        ("pool", "poolSentence", pool_traces, PARTS_OF_POOL),
    ],
)
@pytest.mark.parametrize("nested", [False, True])
def test_every_sentence_is_the_traces(calculator, file, name, traces, parts, nested):
    made = list(traces(np.random.default_rng(0), 150))
    meant = [trace.sentence() for trace in made]
    assert [part for part in parts.split("|") if part not in "".join(meant)] == []  # all are compared
    said = calculator.evaluate(SAY, [file, name, [sent(trace, nested) for trace in made]])
    assert [pair for pair in zip(said, meant, strict=True) if pair[0] != pair[1]] == []


def test_numbers_are_added_up_to_the_very_bits_of_numpys_sum(calculator):
    random = np.random.default_rng(0)
    rows = [
        random.normal(0, 10.0 ** random.integers(-3, 9, size), size)
        for size in [*range(0, 300, 7), 8, 16, 127, 128, 129, 4099]
    ]
    assert calculator.evaluate(ADD, [row.tolist() for row in rows]) == [row.sum() for row in rows]
