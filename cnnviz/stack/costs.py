"""What a stack costs: parameters, multiplications, and weights where all layers are as deep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

from cnnviz.errors import ShapeError
from cnnviz.geometry import conv_parameters, multiplications, receptive_field
from cnnviz.numbers import format_number
from cnnviz.stack.layers import Conv, Layer, Shape, shapes

MOST_WORK: Final = 600_000_000
"""Multiplications, and comparisons of pools, of a stack."""
MOST_NUMBERS: Final = 16_000_000
"""Numbers of all maps of a stack."""


@dataclass(frozen=True)
class Costs:
    """What a stack is, in numbers.

    Attributes
    ----------
    shapes : list of (maps, rows, columns)
        That leave each layer.
    fields : list of int
        Pixels along a side that a number of each layer sees.
    jumps : list of int
        Pixels from one number's field to the next one's.
    parameters, multiplications : int
        Weights and biases; what the convolutions multiply.
    squared : int
        Weights as a multiple of C², where C maps come to each convolution and C leave it.
    """

    shapes: list[Shape]
    fields: list[int]
    jumps: list[int]
    parameters: int
    multiplications: int
    squared: int


def costs(stack: Sequence[Layer], shape: Shape) -> Costs:
    """Count a stack on an image of (channels, rows, columns), before anything is computed.

    Raises
    ------
    ShapeError
        If a layer does not fit, or the browser would compute too long.
    """
    made = shapes(stack, shape)
    fields = receptive_field([layer.window for layer in stack])
    parameters, multiplied, looked_at, squared = 0, 0, 0, 0
    for layer, before, after in zip(stack, [shape, *made], made, strict=False):
        taps = (layer.window.kernel,) * 2
        if isinstance(layer, Conv):
            parameters += conv_parameters(before[0], after[0], taps)
            multiplied += multiplications(after, before[0], taps)
            squared += prod(taps)
        else:
            looked_at += prod(after) * prod(taps)
    numbers, work = sum(map(prod, made)), multiplied + looked_at
    if work > MOST_WORK or numbers > MOST_NUMBERS:
        what = f"{work:,} multiplications and comparisons" if work > MOST_WORK else f"{numbers:,} numbers"
        most = MOST_WORK if work > MOST_WORK else MOST_NUMBERS
        raise ShapeError(
            f"this stack would take {what}, and up to {most:,} are computed; use fewer maps, a stride or a "
            f"pool in an early layer, or a smaller picture"
        )
    return Costs(
        made, [one.size for one in fields], [one.jump for one in fields], parameters, multiplied, squared
    )


def squared_text(stack: Sequence[Layer], maps: int) -> str:
    """Say how many weights the kernels of a stack have where C maps come to each and C leave it.

    Examples
    --------
    >>> from cnnviz.stack.text import read_stack
    >>> squared_text(read_stack("conv_1_1_0_linear_1_1_0~conv_1_1_0_linear_1_1_0"), 16)
    '(1·1 + 1·1)·C² = 2C² = 512'
    """
    taps = [layer.window.kernel for layer in stack if isinstance(layer, Conv)]
    if not taps:
        return "pools have no weights"
    total = sum(size**2 for size in taps)
    terms = " + ".join(f"{size}·{size}" for size in taps)
    start = f"({terms})·C² = " if len(taps) > 1 else f"{terms}·C² = "
    return f"{start}{total}C² = {format_number(total * maps**2)}"
