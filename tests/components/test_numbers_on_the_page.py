"""The page writes every number letter for letter as Python does."""

import math
from base64 import b64encode

import numpy as np
import pytest

from cnnviz.numbers import format_number
from pages.ui.session.payload import pack

WRITE = """async (text) => {
    const { formatNumber } = await import("/assets/components/cnnviz/numbers.js");
    const { partOf } = await import("/tests/components/packed.js");
    const { values, digits } = await partOf(text);
    return Array.from(values, (value, i) => formatNumber(value, digits[i])).join("|");
}"""
DEFAULT = """async (values) => {
    const { formatNumber } = await import("/assets/components/cnnviz/numbers.js");
    return values.map((value) => formatNumber(value));
}"""
DIGITS = range(1, 7)
EDGES = [0.0, -0.0, 5e-324, 2.3e-308, 1.8e308, 1e-4, 1e15, 2.0**53, 10_000, 9999.5, -1e21, 123456789012345.6]


def neighbours(values):
    """The numbers next to each, above and below."""
    return [math.nextafter(value, way) for value in values for way in (math.inf, -math.inf)]


def halves(random, digits, count):
    """Numbers exactly in the middle of two that can be written with so many digits, if floats hold them."""
    found = []
    for exponent in random.integers(-3, 23, count).tolist():
        decimals = digits - 1 - exponent
        least = 10**exponent * 2 ** (decimals + 1) if decimals >= 0 else 2 * 10 ** (digits - 1)
        odd = 2 * int(random.uniform(least / 2, 5 * least)) + 1
        found.append(odd / 2 ** (decimals + 1) if decimals >= 0 else float(odd * 5 * 10 ** (-decimals - 1)))
    return found


def powers():
    """Numbers that round up to a power of ten with some numbers of digits, or are one."""
    mantissas = (1, 9.5, 9.95, 9.995, 9.9995, 9.99995, 9.999995, 1.00005)
    return [float(f"{mantissa}e{exponent}") for exponent in range(-20, 24) for mantissa in mantissas]


def ordinary(random):
    """Numbers as pages have them, float32 too, and any 64 bits: subnormal, huge, NaN and infinite."""
    yield from (10 ** random.uniform(-6, 17, 1000) * random.choice([-1, 1], 1000)).tolist()
    yield from random.normal(0, 100, 1000).astype("f4").tolist()
    yield from random.integers(-(10**7), 10**7, 500).tolist()
    yield from (random.integers(-(10**7), 10**7, 1000) / 1000).tolist()
    yield from random.integers(0, 2**64, 1000, np.uint64).view("f8").tolist()
    with np.errstate(invalid="ignore"):  # some of the bits are NaNs that signal
        yield from random.integers(0, 2**32, 500, np.uint32).view("f4").astype("f8").tolist()


@pytest.mark.parametrize("digits", DIGITS)
def test_every_number_is_written_as_python_writes_it(calculator, digits):
    random = np.random.default_rng(digits)
    middles = halves(random, digits, 1500)
    hard = [*EDGES, *powers(), *middles]
    values = [*hard, *neighbours(hard), *ordinary(random), math.inf, -math.inf, math.nan]
    assert len(values) >= 10_000
    packed = pack({}, {"values": np.array(values, "f8"), "digits": np.full(len(values), digits, "u1")})
    written = calculator.evaluate(WRITE, b64encode(packed).decode()).split("|")
    wrong = [
        (value, here, there)
        for value, here, there in zip(
            values, written, (format_number(v, digits) for v in values), strict=True
        )
        if here != there
    ]
    assert wrong == []


def test_without_being_told_it_writes_as_many_digits_as_python(calculator):
    values = [math.pi, 1234.5, -1e-7 / 3, 0.30000000000000004]
    assert calculator.evaluate(DEFAULT, values) == [format_number(value) for value in values]
