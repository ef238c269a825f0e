"""What each layer of a network is, makes and costs, counted by the geometry's formulas."""

from dataclasses import dataclass, replace
from math import prod
from typing import NamedTuple

from cnnviz import geometry
from cnnviz.network.layers import AvgPool2d, Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU, Upsample
from cnnviz.network.sequential import Sequential


@dataclass(frozen=True)
class LayerSummary:
    """One layer.

    Attributes
    ----------
    formula : str
        How the output's size is computed.
    shape : tuple of int
        Of the output: (maps, rows, columns) or (numbers,).
    parameters, multiplications : int
        For one input.
    work : str
        What is multiplied by what, or what the layer does instead; empty for a layer that is folded into
        others or left out once a network is trained.
    field : int
        Pixels along one side of the input that one unit sees, those in the padding included; 0 for a layer
        whose units see all, and after maps were enlarged, where it isn't counted.
    """

    formula: str
    shape: tuple[int, ...]
    parameters: int
    multiplications: int
    work: str
    field: int = 0

    def receptive_field(self, side: int) -> str:
        """Say how much of an input of `side` by `side` pixels one unit sees.

        >>> LayerSummary("", (), 0, 0, "", field=36).receptive_field(28)
        '28 × 28 (36 × 36 with padding)'
        """
        if not self.field:
            return "all"
        if self.field > side:
            return f"{side} × {side} ({self.field} × {self.field} with padding)"
        return f"{self.field} × {self.field}"


class Window(NamedTuple):
    """A rectangle of pixels."""

    top: int
    left: int
    height: int
    width: int


def summarise(network: Sequential, input_shape: tuple[int, ...]) -> list[LayerSummary]:
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
    is_uncounted = False
    for layer in network.layers:
        if isinstance(layer, (Conv2d, MaxPool2d, AvgPool2d)):
            windows.append(geometry.Layer(layer.kernel_size, layer.stride))
        counted = _count(layer, shape)
        shape = counted.shape
        is_uncounted = is_uncounted or isinstance(layer, (Upsample, Linear))
        field = 0 if is_uncounted else geometry.receptive_field([geometry.Layer(1), *windows])[-1].size
        rows.append(replace(counted, field=field))
    return rows


def _count(layer: Layer, shape: tuple[int, ...]) -> LayerSummary:
    """Summarise one layer, but for its field."""
    match layer:
        case Conv2d():
            formula, sides = _slide(shape, layer.kernel_size, layer.stride, layer.padding)
            made = (layer.out_channels, *sides)
            learnt = geometry.conv_parameters(layer.in_channels, layer.out_channels, layer.kernel_size)
            cost = geometry.multiplications(made, layer.in_channels, layer.kernel_size)
            weights = (layer.in_channels, layer.kernel_size, layer.kernel_size)
            return LayerSummary(
                formula, made, learnt, cost, f"{_dots(made)} outputs × {_dots(weights)} weights"
            )
        case MaxPool2d() | AvgPool2d():
            formula, sides = _slide(shape, layer.kernel_size, layer.stride)
            largest = isinstance(layer, MaxPool2d)
            work = "it only compares" if largest else "it adds, and divides once for each output"
            return LayerSummary(formula, (shape[0], *sides), 0, 0, work)
        case Upsample():
            k = layer.scale_factor
            made = (shape[0], k * shape[1], k * shape[2])
            formula = geometry.both_axes(*(f"{k} · {old} = {k * old}" for old in shape[1:]))
            return LayerSummary(formula, made, 0, 0, "it only repeats numbers")
        case Flatten():
            count = prod(shape)
            return LayerSummary(
                f"{_dots(shape, ' · ')} = {count}", (count,), 0, 0, "it only writes them in a row"
            )
        case Linear():
            n_in, n_out = layer.in_features, layer.out_features
            work = f"{n_out} outputs × {n_in} weights"
            learnt = geometry.linear_parameters(n_in, n_out)
            return LayerSummary("one for each unit", (n_out,), learnt, n_in * n_out, work)
    work = "it only compares with 0" if isinstance(layer, ReLU) else ""
    return LayerSummary("as large as its input", shape, 0, 0, work)


def _dots(numbers: tuple[int, ...], sign: str = "·") -> str:
    return sign.join(map(str, numbers))


def _slide(shape: tuple[int, ...], kernel: int, stride: int, padding: int = 0) -> tuple[str, tuple[int, int]]:
    """The formula, and rows and columns of what a sliding window leaves."""
    rows, columns = (geometry.output_size(size, kernel, stride, padding) for size in shape[1:])
    return geometry.both_axes(rows.formula(), columns.formula()), (rows.size, columns.size)


def seen_by(network: Sequential, layer_index: int, at: tuple[int, int], size: tuple[int, int]) -> Window:
    """The part of an input of `size` (rows, columns) that the unit at (row, column) of a layer sees.

    Examples
    --------
    >>> seen_by(Sequential([Conv2d(1, 16, padding=1), MaxPool2d(2)]), 1, (0, 13), (28, 28))
    Window(top=0, left=25, height=3, width=3)
    """
    windows = [
        geometry.Layer(layer.kernel_size, layer.stride, padding=getattr(layer, "padding", 0))
        for layer in network.layers[: layer_index + 1]
        if isinstance(layer, (Conv2d, MaxPool2d, AvgPool2d))
    ]
    if not windows:
        return Window(*at, 1, 1)
    field = geometry.receptive_field(windows)[-1]
    firsts = [field.start + index * field.jump for index in at]
    top, left = (max(0, first) for first in firsts)
    below, right = (min(end, first + field.size) for end, first in zip(size, firsts, strict=True))
    return Window(top, left, below - top, right - left)
