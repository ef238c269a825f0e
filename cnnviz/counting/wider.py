"""A stack of convolutions beside one convolution that sees as much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from cnnviz.counting.count import Counted
from cnnviz.geometry import conv_parameters


@dataclass(frozen=True)
class Wider:
    """Both in weights, without biases.

    Attributes
    ----------
    kernel : (rows, columns)
        Of the one convolution: what the last unit of the stack sees.
    stack, one : int
    in_channels : tuple of str or None
        Both as multiples of C², where every layer has as many maps as channels.
    channels : int
        Of the stack's input.
    """

    kernel: tuple[int, int]
    stack: int
    one: int
    in_channels: tuple[str, str] | None
    channels: int


def as_much(rows: Sequence[Counted]) -> Wider | None:
    """Compare; None unless there are several convolutions, all with stride 1 and without groups.

    >>> from cnnviz.counting import Layer, count
    >>> found = as_much(count([Layer("conv", 64, (3, 3))] * 3, (64, 32, 32)))
    >>> found.kernel, found.in_channels, found.stack, found.one
    ((7, 7), ('27·C²', '49·C²'), 110592, 200704)
    """
    plain = all(
        row.layer.kind == "conv" and row.layer.stride == (1, 1) and row.layer.groups == 1 for row in rows
    )
    if len(rows) < 2 or not plain:
        return None
    kernel = rows[-1].field
    assert kernel is not None
    channels = rows[0].input_shape[0]
    one = conv_parameters(channels, rows[-1].layer.units, kernel, bias=False)
    alike = all(row.layer.units == channels for row in rows)
    taps = sum(prod(row.layer.kernel) for row in rows)
    return Wider(
        kernel,
        sum(row.weights for row in rows),
        one,
        (f"{taps}·C²", f"{prod(kernel)}·C²") if alike else None,
        channels,
    )
