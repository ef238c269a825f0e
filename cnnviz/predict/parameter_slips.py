"""The slips in counting what a layer learns.

The order: first the biases, which are forgotten most often; then a factor that was left out; then what was
counted in the place of parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from cnnviz.counting import Counted
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import Question, Slip, Verdict, judge

_BIASES = {
    "conv": "Each filter has one bias, however many channels it sees.",
    "dense": "Each unit has one bias, however many numbers it sees.",
}
_EACH = {
    "conv": "The parameters of a filter are counted for each of the filters.",
    "dense": "The parameters of a unit are counted for each of the units.",
}
_AREA = "A kernel has a weight for each of its rows and columns: rows × columns."
_CHANNELS = "A filter has a kernel for each channel that it sees."
_SHARED = "All outputs of a map share one filter."
_LEARNED = "Parameters are what is learned: weights and biases."
_FLAT = "The maps are flattened: each of their numbers has a weight."


def check_parameters(typed: str, row: Counted) -> Verdict:
    """Judge how many parameters a layer is said to have.

    Parameters
    ----------
    typed : str
        See `cnnviz.predict.reading.read_number`.
    row : Counted
        The layer.

    Raises
    ------
    CnnvizError
        If no number was typed.

    Examples
    --------
    >>> from cnnviz.counting import Layer, count
    >>> (row,) = count([Layer("conv", 8, (3, 3))], (3, 256, 256))
    >>> check_parameters("224", row).right
    True
    >>> check_parameters("216", row).sentence
    'You forgot the biases: that gives 216. Each filter has one bias, however many channels it sees.'
    """
    return judge(read_number(typed), parameter_question(row))


def parameter_question(row: Counted) -> Question:
    """Give what `check_parameters` compares a number with."""
    slips = {"conv": _of_filters, "dense": _of_units}.get(row.layer.kind, _of_pooling)
    hint = (
        f"Work out {row.parameters.names()}." if row.weights else "Ask which numbers training could change."
    )
    return Question(
        float(row.parameters.value), 0, row.parameters.text(), hint, list(slips(row)), is_counted=True
    )


def _of_filters(row: Counted) -> Iterator[Slip]:
    layer, channels = row.layer, row.input_shape[0]
    filters, (rows, columns) = layer.units, layer.kernel
    seen, area, bias = channels // layer.groups, rows * columns, int(layer.bias)
    yield from _biases(row)
    yield Slip(
        "bias_each", filters * seen * (area + bias), "gave each channel of a filter a bias", _BIASES["conv"]
    )
    without = filters * (area + bias)
    yield Slip("no_channels", without, "forgot the channels", _CHANNELS)
    yield Slip("no_channels", filters * area, "forgot the channels, and the biases", _CHANNELS)
    yield Slip("side", filters * (seen * rows + bias), "took the kernel's side for its area", _AREA)
    yield Slip("side", filters * (seen * columns + bias), "took the kernel's side for its area", _AREA)
    yield Slip("added", filters * (seen * (rows + columns) + bias), "added the kernel's sides", _AREA)
    yield Slip(
        "no_groups",
        filters * (channels * area + bias),
        "let each filter see all channels",
        f"With {layer.groups} groups a filter sees the channels of its group.",
    )
    yield Slip("one", seen * area + bias, "counted one filter", _EACH["conv"])
    yield Slip(
        "bias_in",
        channels * (filters * area + bias),
        "gave each channel that comes in a bias",
        _BIASES["conv"],
    )
    yield from _other_numbers(row, "conv")


def _of_units(row: Counted) -> Iterator[Slip]:
    units, inputs = row.layer.units, prod(row.input_shape)
    yield from _biases(row)
    yield Slip("one", inputs + 1, "counted one unit", _EACH["dense"])
    yield Slip("added", units + inputs, "added inputs and units", "Each unit has a weight for each input.")
    if len(row.input_shape) > 1:
        maps, rows, columns = row.input_shape
        yield Slip("no_channels", units * (rows * columns + 1), "forgot the maps", _FLAT)
        yield Slip("no_pixels", units * (maps + 1), "counted one input for each map", _FLAT)
        yield Slip("side", units * (maps * rows + 1), "took the maps' side for their area", _FLAT)
    yield from _other_numbers(row, "dense")


def _of_pooling(row: Counted) -> Iterator[Slip]:
    rows, columns = row.layer.kernel
    instead = "Pooling has no weights: it takes the largest of its window, or the mean."
    did = "gave the window weights"
    channels = row.input_shape[0]
    for value in (rows * columns, rows * columns + 1, channels * rows * columns):
        yield Slip("weights", value, did, instead)
    for value in (channels * (rows * columns + 1), channels * (channels * rows * columns + 1)):
        yield Slip("weights", value, did, instead)
    yield Slip("outputs", prod(row.shape), "counted the outputs", _LEARNED)


def _biases(row: Counted) -> Iterator[Slip]:
    """Yield what wrong numbers of biases give, if the layer has some."""
    if row.biases:
        instead = _BIASES[row.layer.kind]
        yield Slip("no_bias", row.weights, "forgot the biases", instead)
        yield Slip("one_bias", row.weights + 1, "added one bias for all", instead)


def _other_numbers(row: Counted, kind: str) -> Iterator[Slip]:
    """Yield what else was counted in the place of parameters."""
    if kind == "conv":
        _, rows, columns = row.shape
        own = rows * columns * row.parameters.value
        yield Slip("own_weights", own, "gave each output weights of its own", _SHARED)
    if row.biases:
        yield Slip("biases", row.biases, "counted the biases alone", _LEARNED)
    yield Slip("multiplications", row.multiplications.value, "counted the multiplications", _LEARNED)
    yield Slip("outputs", prod(row.shape), "counted the outputs", _LEARNED)
