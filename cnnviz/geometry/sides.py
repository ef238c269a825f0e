"""How many numbers a padding adds at each end of one, two or three axes, however it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cnnviz.arguments import pair, per_axis
from cnnviz.errors import ShapeError
from cnnviz.geometry.padding import ceil_padding, full_padding, same_padding

EachSide = tuple[tuple[int, int], ...]
#: A number, one or a pair (before, after) for each axis, a pair for a single axis, or a name.
AnyPadding = int | tuple[int, ...] | EachSide | str


def resolve_sides(
    padding: AnyPadding,
    taps: Sequence[int],
    dilation: Sequence[int],
    stride: Sequence[int],
    size: Sequence[int],
    order: str,
) -> EachSide:
    """Turn any way of writing a padding into numbers (before, after) for each axis.

    Parameters
    ----------
    padding : int, tuple or a name
        Along a single axis a pair is (before, after); else a tuple holds a number, or such a pair, for each
        axis. Names are those of `cnnviz.geometry.resolve_padding`, and "causal" along a single axis: all of
        it before, so that no output sees what comes after it.
    taps, dilation, stride, size : sequence of int
        Of the kernel, how it slides, and of the input, along each axis.
    order : str
        What the axes are called in sentences.

    Raises
    ------
    ShapeError
        If the padding can't be read, or is "same" with a stride above 1.

    Examples
    --------
    >>> resolve_sides("causal", [3], [2], [1], [9], "positions")
    ((4, 0),)
    >>> resolve_sides((0, 1, 2), [3] * 3, [1] * 3, [1] * 3, [9] * 3, "slices, rows, columns")
    ((0, 0), (1, 1), (2, 2))
    """
    if isinstance(padding, str):
        return _named(padding, taps, dilation, stride, size)
    if isinstance(padding, (tuple, list)):
        given: list[Any] = list(padding)
        if len(taps) == 1 and len(given) == 2 and not any(isinstance(one, (tuple, list)) for one in given):
            given = [padding]
        if any(isinstance(side, (tuple, list)) for side in given):
            return _each_side(padding, given, len(taps), order)
    amounts = per_axis(padding, "padding", order)  # type: ignore[arg-type]
    return tuple((amount, amount) for amount in amounts)


def _each_side(padding: AnyPadding, given: list[Any], axes: int, order: str) -> EachSide:
    if len(given) != axes or not all(isinstance(side, (tuple, list)) for side in given):
        raise ShapeError(f"the padding is {padding!r}; per side it holds (before, after) for each of {order}")
    return tuple(pair(side, "padding of an axis", order="before, after") for side in given)


def _named(
    name: str, taps: Sequence[int], dilation: Sequence[int], stride: Sequence[int], size: Sequence[int]
) -> EachSide:
    if name == "same" and max(stride) > 1:
        raise ShapeError(
            "padding 'same' needs stride 1, as in PyTorch: a larger stride shrinks the input; use "
            "TensorFlow's 'same', which allows it, or give the padding as a number"
        )
    kernels = list(zip(taps, dilation, strict=True))
    match name:
        case "valid":
            return ((0, 0),) * len(taps)
        case "same":
            return tuple(same_padding(k, d) for k, d in kernels)
        case "full":
            return tuple(full_padding(k, d) for k, d in kernels)
        case "causal" if len(taps) == 1:
            return tuple((d * (k - 1), 0) for k, d in kernels)
        case "same_tensorflow":
            rows = zip(size, taps, stride, dilation, strict=True)
            return tuple(ceil_padding(n, k, s, d) for n, k, s, d in rows)
    causal = ", causal" if len(taps) == 1 else ""
    raise ShapeError(
        f"there is no padding called {name!r}; use valid, same, same_tensorflow, full{causal} or a number"
    )
