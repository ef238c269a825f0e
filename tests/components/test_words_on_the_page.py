"""The page says of every output what the operators' traces say, letter for letter."""

import math
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from cnnviz import operators
from cnnviz.errors import CnnvizError
from cnnviz.operators.padding import BorderMode

SAY = """async ([name, traces]) => {
    const words = await import("/assets/components/cnnviz/words.js");
    const types = { float32: Float32Array, float64: Float64Array };
    const read = (value) => (value?.dtype ? types[value.dtype].from(value.numbers) : value);
    const entries = (fields) => Object.entries(fields).map(([key, value]) => [key, read(value)]);
    return traces.map((fields) => words[name](Object.fromEntries(entries(fields))));
}"""
ADD = """async (rows) => {
    const { sumOf } = await import("/assets/components/cnnviz/sums.js");
    return rows.map((row) => sumOf(row));
}"""
MODES = get_args(BorderMode)


def one_of(random, *values):
    """Choose, without making an array of the choices."""
    return values[random.integers(len(values))]


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
    """Traces of convolutions with every option; where no window fits, others are drawn."""
    for _ in range(count):
        dtype = one_of(random, np.float32, np.float64)
        groups, depth = one_of(random, (1, 1), (1, 3), (2, 1), (2, 2), (1, 20))
        taps = random.integers(1, 6, 2).tolist()
        weight = numbers(random, (2 * groups, depth, *taps), dtype)
        if random.random() < 0.3:
            weight -= weight.mean(axis=(1, 2, 3), keepdims=True)  # flat images cancel out
        images = numbers(random, (1, groups * depth, *(6 + random.integers(0, 4, 2))), dtype)
        bias = one_of(random, None, numbers(random, len(weight), dtype))
        options = {
            "stride": int(random.integers(1, 4)),
            "padding": tuple(map(tuple, random.integers(0, 4, (2, 2)).tolist())),
            "dilation": int(random.integers(1, 3)),
            "groups": groups,
            "mode": one_of(random, *MODES),
        }
        try:
            output = operators.conv2d(images, weight, bias, **options)
        except CnnvizError:
            continue
        for _ in range(2):
            at = tuple(one_of(random, 0, size // 2, size - 1) for size in output.shape)
            trace = operators.conv2d_trace(images, weight, bias, **options, at=at, output=output)
            yield trace
            yield replace(trace, total=trace.rounding)  # at the very limit of rounding, and beyond
            yield replace(trace, total=-math.nextafter(trace.rounding, math.inf))


def pool_traces(random, count):
    """Traces of pools of every kind, and of adaptive and fractional ones."""
    # A window that reaches beyond the padding, and one that meets nothing but padding.
    yield operators.pool_trace("average", np.ones((5, 5)), 4, padding=1, ceil_mode=True, at=(1, 1))
    for kind in ("max", "min"):
        yield operators.pool_trace(kind, np.ones((1, 2)), (1, 2), padding=(0, 1), dilation=3)
    for _ in range(count):
        image = numbers(random, tuple(random.integers(1, 9, 2)), one_of(random, np.float32, np.float64))
        kind = one_of(random, "max", "min", "average", "sum", "median")
        kernel = random.integers(1, 6, 2)
        options = {
            "kernel_size": tuple(kernel.tolist()),
            "stride": int(random.integers(1, 4)),
            "padding": tuple((kernel // 2).tolist()) if random.random() < 0.7 else 0,
            "dilation": int(random.integers(1, 4)) if kind in ("max", "min") else 1,
            "ceil_mode": bool(random.integers(2)),
            "count_include_pad": bool(random.integers(2)),
        }
        for at in ((0, 0), (0, 1), (1, 0), (2, 2)):
            try:
                yield operators.pool_trace(kind, image, **options, at=at)
            except CnnvizError:
                continue
        yield operators.adaptive_pool_trace(one_of(random, "max", "average"), image, 1)
        yield operators.fractional_pool_trace(
            numbers(random, (11, 8)), 2, output_size=(7, 5), samples=random.random(2), at=(6, 4)
        )


def activation_traces(random, count):
    for value in [*numbers(random, count).tolist(), *random.normal(0, 5, count).tolist()]:
        yield operators.activation_trace(one_of(random, *operators.ACTIVATIONS), value)
    yield operators.activation_trace("relu", np.inf)
    yield operators.activation_trace("relu", np.nan)


def glu_traces(random, count):
    for _ in range(count):
        values = numbers(random, 8, one_of(random, np.float32, np.float64))
        yield operators.glu_trace(values, at=(int(random.integers(4)),))


def linear_traces(random, count):
    for _ in range(count):
        dtype = one_of(random, np.float32, np.float64)
        size = one_of(random, 1, 2, 15, 16, 17, 60)
        bias = one_of(random, None, numbers(random, 3, dtype))
        yield operators.linear_trace(
            numbers(random, size, dtype), numbers(random, (3, size), dtype), bias, at=int(random.integers(3))
        )


def softmax_traces(random, count):
    for _ in range(count):
        scores = numbers(random, int(random.integers(1, 20)), one_of(random, np.float32, np.float64))
        temperature = one_of(random, 1.0, 0.5, 3, 1e5)
        yield operators.softmax_trace(scores, temperature, at=int(random.integers(len(scores))))


@pytest.mark.parametrize(
    ("name", "traces", "count", "parts"),
    [
        (
            "convSentence",
            conv_traces,
            100,
            [
                "0 within rounding",
                "(bias)",
                "(channel ",
                "+ … ",
                "places lies",
                "places lie",
                "no row",
                ": − ",
            ],
        ),
        (
            "poolSentence",
            pool_traces,
            120,
            ["no value", "largest", "smallest", "middle", "between", "of which", "do not count", " values)"],
        ),
        ("activationSentence", activation_traces, 100, ["not a number", "∞"]),
        ("gluSentence", glu_traces, 100, ["(−"]),
        ("linearSentence", linear_traces, 200, ["+ … +", "+ (−"]),
        ("softmaxSentence", softmax_traces, 200, ["e^((", "+ …"]),
    ],
)
@pytest.mark.parametrize("nested", [False, True])
def test_every_sentence_is_the_traces(calculator, name, traces, count, parts, nested):
    made = list(traces(np.random.default_rng(count), count))
    meant = [trace.sentence() for trace in made]
    assert len(meant) >= count
    assert [
        part for part in parts if not any(part in sentence for sentence in meant)
    ] == []  # all are compared
    said = calculator.evaluate(SAY, [name, [sent(trace, nested) for trace in made]])
    assert [pair for pair in zip(said, meant, strict=True) if pair[0] != pair[1]] == []


def test_numbers_are_added_up_to_the_very_bits_of_numpys_sum(calculator):
    random = np.random.default_rng(0)
    rows = [
        random.normal(0, 10.0 ** random.integers(-3, 9, size), size)
        for size in [*range(0, 300, 7), 8, 16, 127, 128, 129, 4099]
    ]
    assert calculator.evaluate(ADD, [row.tolist() for row in rows]) == [row.sum() for row in rows]
