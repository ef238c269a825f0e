"""What a layer costs: parameters to learn and multiplications to do."""

from __future__ import annotations

from math import prod

from cnnviz.arguments import Pair, pair, whole
from cnnviz.errors import ShapeError


def conv_parameters(
    in_channels: int, out_channels: int, kernel: Pair, bias: bool = True, groups: int = 1
) -> int:
    """Count what a convolutional layer learns: C/groups·k·l weights per filter, and its bias.

    Parameters
    ----------
    in_channels, out_channels : int
        Maps in, and filters (maps out).
    kernel : int or (rows, columns)
        Size of the kernels.
    bias : bool
        Whether each filter has one.
    groups : int
        Parts the channels are split into.

    Returns
    -------
    int
        It doesn't depend on the image's size: every position shares the same weights.

    Raises
    ------
    ShapeError
        If a number is no whole number from 1 up, or the groups don't divide the channels and the filters.

    Examples
    --------
    >>> conv_parameters(3, 8, 3, bias=False), conv_parameters(3, 8, 3)
    (216, 224)
    """
    _check_counts({"in_channels": in_channels, "out_channels": out_channels, "groups": groups})
    if in_channels % groups or out_channels % groups:
        raise ShapeError(
            f"{in_channels} channels and {out_channels} filters can't be split into {groups} equal groups; "
            "use a number of groups that divides both"
        )
    return out_channels * (in_channels // groups * _area(kernel) + bias)


def linear_parameters(n_in: int, n_out: int, bias: bool = True) -> int:
    """Count what a dense layer learns: a weight from every input to every unit, and a bias per unit.

    Parameters
    ----------
    n_in, n_out : int
        Inputs and units.
    bias : bool
        Whether each unit has one.

    Returns
    -------
    int

    Raises
    ------
    ShapeError
        If a number is no whole number from 1 up.

    Examples
    --------
    >>> linear_parameters(420 * 420, 128)
    22579328
    """
    _check_counts({"n_in": n_in, "n_out": n_out})
    return n_out * (n_in + bias)


def multiplications(output_shape: tuple[int, ...], in_channels: int, kernel: Pair, groups: int = 1) -> int:
    """Count the products a convolution forms: one per output, tap and channel.

    Parameters
    ----------
    output_shape : (H', W'), (F, H', W') or (N, F, H', W')
        Shape of the result; the stride and the padding are in it.
    in_channels : int
        Channels of the input.
    kernel : int or (rows, columns)
        Size of the kernels.
    groups : int
        Parts the channels are split into.

    Returns
    -------
    int
        Border zeros count too: they are multiplied like any pixel.

    Raises
    ------
    ShapeError
        If a number is no whole number from 1 up.

    Examples
    --------
    >>> multiplications((4, 4), in_channels=1, kernel=3)
    144
    """
    _check_counts({"in_channels": in_channels, "groups": groups})
    return prod(output_shape) * (in_channels // groups) * _area(kernel)


def power_multiplications(power: int) -> int:
    """Count the multiplications that raise a number to a whole power: a square is one, its square another.

    >>> [power_multiplications(power) for power in (1, 2, 3, 4)]
    [0, 1, 2, 2]
    """
    power = whole(power, "the power")
    return power.bit_length() - 1 + power.bit_count() - 1


def _check_counts(named: dict[str, int]) -> None:
    for name, count in named.items():
        whole(count, name)


def _area(kernel: Pair) -> int:
    return prod(pair(kernel, "kernel", 1))
