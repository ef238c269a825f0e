"""The formulas of layers' sizes and costs, each number with its name; the numbers are the geometry's."""

from __future__ import annotations

from math import prod

from cnnviz import geometry
from cnnviz.counting.formula import DOT, Formula, Piece, Sign, Term, counted, product, term
from cnnviz.counting.layer import Layer
from cnnviz.geometry import Geometry, Plan
from cnnviz.geometry.output import OutputSize
from cnnviz.geometry.terms import Terms
from cnnviz.numbers import format_number

BYTES = 4
"""Of a float32."""


def conv_parameters(layer: Layer, channels: int) -> Formula:
    """Filters × (channels × k × l + 1): a weight for each tap, and a bias for each filter."""
    value = geometry.conv_parameters(channels, layer.units, layer.kernel, layer.bias, layer.groups)
    weights = product(_taps(layer, channels))
    end = " + 1)" if layer.bias else ")"
    return counted((term("filters", layer.units), " × (", *weights, end), value)


def conv_multiplications(layer: Layer, channels: int, made: tuple[int, ...]) -> Formula:
    """Outputs × weights of each."""
    value = geometry.multiplications(made, channels, layer.kernel, layer.groups)
    outputs = product(_outputs(made))
    return counted((*outputs, " × (", *product(_taps(layer, channels)), ")"), value)


def pool_work(layer: Layer) -> Formula:
    """Pooling multiplies nothing."""
    return nothing("it only compares" if layer.kind == "max" else "it adds, and divides once an output")


def nothing(why: str) -> Formula:
    """Zero, and why."""
    return Formula((Term(why, "0"),), "0", 0)


def dense_parameters(shape: tuple[int, ...], units: int) -> Formula:
    """Units × (inputs + 1): a weight for each input, and a bias for each unit; maps are flattened."""
    value = geometry.linear_parameters(prod(shape), units)
    inputs = _outputs(shape) if len(shape) > 1 else [term("inputs", shape[0])]
    return counted((term("units", units), " × (", *product(inputs), " + 1)"), value)


def dense_multiplications(n_in: int, units: int) -> Formula:
    """Units × inputs."""
    return counted((term("units", units), " × ", term("inputs", n_in)), n_in * units)


def dense_size(units: int) -> Formula:
    """A dense layer gives one number for each unit."""
    return counted((term("units", units),), units)


def memory(shape: tuple[int, ...]) -> Formula:
    """Outputs × bytes of a float32."""
    value = prod(shape) * BYTES
    outputs = product(_outputs(shape)) if len(shape) > 1 else (term("units", shape[0]),)
    return Formula((*outputs, " × ", term("bytes", BYTES)), in_bytes(value), value)


def in_bytes(value: int) -> str:
    """Write a number of bytes in the unit that suits it.

    >>> in_bytes(64), in_bytes(290400 * 4)
    ('64 bytes', '1.16 MB')
    """
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if value >= size:
            return f"{format_number(value / size, 3)} {unit}"
    return f"{format_number(value)} bytes"


def shape_text(shape: tuple[int, ...]) -> str:
    """Write a shape as rows × columns × maps.

    >>> shape_text((96, 55, 55)), shape_text((10,))
    ('55 × 55 × 96', '10')
    """
    *sides, last = (*shape[1:], shape[0])
    return " × ".join(format_number(number) for number in (*sides, last))


def sizes(how: Geometry, size: tuple[int, int], kernel: tuple[int, int], plan: Plan) -> tuple[Formula, ...]:
    """The output's rows and columns, once where they agree."""
    rows, columns = (
        _size(terms, made)
        for terms, made in zip(how.terms(size, kernel, plan), (plan.rows, plan.columns), strict=True)
    )
    return (rows,) if rows == columns else (rows, columns)


def _size(axis: Terms, made: OutputSize) -> Formula:
    if made.rule:  # TensorFlow's "same"
        pieces: tuple[Piece, ...] = (term("input", axis.size), " / ", term("stride", axis.stride))
        return Formula(pieces, made.rule.split(" = ", 1)[1], made.size)
    pads: tuple[Piece, ...] = (
        (Sign(" + 2 × ", " + 2·"), term("padding", axis.before))
        if axis.before == axis.after
        else (" + ", term("before", axis.before), " + ", term("after", axis.after))
    )
    taps: tuple[Piece, ...] = (term("kernel", axis.kernel),)
    if axis.dilation > 1:
        taps = ("(", term("dilation", axis.dilation), DOT, "(", *taps, " − 1) + 1)")
    stride = term("stride", axis.stride)
    return Formula(
        ("(", term("input", axis.size), *pads, " − ", *taps, ") / ", stride, " + 1"), axis.result, made.size
    )


def _taps(layer: Layer, channels: int) -> list[Term]:
    """What one filter multiplies: the channels of its group, and the kernel's rows and columns."""
    rows, columns = layer.kernel
    inside = (
        term("channels", channels)
        if layer.groups == 1
        else term("channels / groups", channels // layer.groups)
    )
    return [inside, term("k", rows), term("l", columns)]


def _outputs(shape: tuple[int, ...]) -> list[Term]:
    maps, rows, columns = shape
    return [term("rows", rows), term("columns", columns), term("maps", maps)]
