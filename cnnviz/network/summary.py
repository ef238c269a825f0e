"""What each layer of a network is, makes and costs, counted by the geometry's formulas."""

from dataclasses import dataclass
from math import prod
from typing import NamedTuple

from cnnviz import geometry
from cnnviz.network.layers import AvgPool2d, Conv2d, Flatten, Layer, Linear, MaxPool2d
from cnnviz.network.sequential import Sequential


@dataclass(frozen=True)
class LayerSummary:
    """One layer.

    Attributes
    ----------
    formula : str
        How the rows of the output come about; empty where they stay, or a choice made them.
    shape : tuple of int
        Of the output: (maps, rows, columns) or (numbers,).
    parameters, multiplications : int
        For one input.
    field : int
        Pixels along one side of the input that one unit sees, those in the padding included; 0 for a layer
        whose units see all.
    """

    formula: str
    shape: tuple[int, ...]
    parameters: int
    multiplications: int
    field: int


class Window(NamedTuple):
    """A rectangle of pixels."""

    top: int
    left: int
    height: int
    width: int


def summarise(network: Sequential, input_shape: tuple[int, int, int]) -> list[LayerSummary]:
    """Count what each layer costs for an input of a shape (channels, rows, columns).

    Examples
    --------
    >>> rows = summarise(Sequential([Conv2d(1, 16, padding=1), MaxPool2d(2)]), (1, 28, 28))
    >>> [(row.shape, row.parameters, row.multiplications, row.field) for row in rows]
    [((16, 28, 28), 160, 112896, 3), ((16, 14, 14), 0, 0, 4)]
    """
    rows: list[LayerSummary] = []
    windows: list[geometry.Layer] = []
    shape: tuple[int, ...] = input_shape
    for layer in network.layers:
        if isinstance(layer, (Conv2d, MaxPool2d, AvgPool2d)):
            windows.append(geometry.Layer(layer.kernel_size, layer.stride))
        formula, shape, parameters, multiplications = _count(layer, shape)
        sees_all = len(shape) == 1 or not windows
        field = 0 if sees_all else geometry.receptive_field(windows)[-1].size
        rows.append(LayerSummary(formula, shape, parameters, multiplications, field))
    return rows


def _count(layer: Layer, shape: tuple[int, ...]) -> tuple[str, tuple[int, ...], int, int]:
    """The size's formula, the output's shape, the parameters and the multiplications of one layer."""
    match layer:
        case Conv2d():
            formula, sides = _slide(shape, layer.kernel_size, layer.stride, layer.padding)
            made = (layer.out_channels, *sides)
            learnt = geometry.conv_parameters(layer.in_channels, layer.out_channels, layer.kernel_size)
            return formula, made, learnt, geometry.multiplications(made, layer.in_channels, layer.kernel_size)
        case MaxPool2d() | AvgPool2d():
            formula, sides = _slide(shape, layer.kernel_size, layer.stride)
            return formula, (shape[0], *sides), 0, 0
        case Flatten():
            return f"{' · '.join(map(str, shape))} = {prod(shape)}", (prod(shape),), 0, 0
        case Linear():
            n_in, n_out = layer.in_features, layer.out_features
            return "", (n_out,), geometry.linear_parameters(n_in, n_out), n_in * n_out
    return "", shape, 0, 0


def _slide(shape: tuple[int, ...], kernel: int, stride: int, padding: int = 0) -> tuple[str, tuple[int, int]]:
    """The formula, and rows and columns of what a sliding window leaves."""
    rows, columns = (geometry.output_size(size, kernel, stride, padding) for size in shape[1:])
    return rows.formula(), (rows.size, columns.size)


def seen_by(network: Sequential, place: int, at: tuple[int, int], size: tuple[int, int]) -> Window:
    """The part of an input of `size` (rows, columns) that the unit at (row, column) of layer `place` sees.

    Examples
    --------
    >>> seen_by(Sequential([Conv2d(1, 16, padding=1), MaxPool2d(2)]), 1, (0, 13), (28, 28))
    Window(top=0, left=25, height=3, width=3)
    """
    windows = [
        geometry.Layer(layer.kernel_size, layer.stride, padding=getattr(layer, "padding", 0))
        for layer in network.layers[: place + 1]
        if isinstance(layer, (Conv2d, MaxPool2d, AvgPool2d))
    ]
    if not windows:
        return Window(*at, 1, 1)
    field = geometry.receptive_field(windows)[-1]
    firsts = [field.start + index * field.jump for index in at]
    top, left = (max(0, first) for first in firsts)
    below, right = (min(end, first + field.size) for end, first in zip(size, firsts, strict=True))
    return Window(top, left, below - top, right - left)
