"""What a formula of an exercise may call: a closed list, under torch's and NumPy's names."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from cnnviz import operators
from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.predict.table import kernel_with, size_with, you_did

_LONGEST_SIDE: Final = 64


def _doubles(values: ArrayLike) -> Floats:
    return np.asarray(values, np.float64)


def _on_doubles(compute: Callable[..., Any]) -> Callable[..., Any]:
    """Make an operator of one of ours: arrays in double precision, of sides that a learner could fill in."""

    def call(*arguments: Any, **named: Any) -> Any:
        given = [_doubles(one) if isinstance(one, np.ndarray) else one for one in arguments]
        for one in (*given, *named.values()):
            if isinstance(one, np.ndarray) and max(one.shape) > _LONGEST_SIDE:
                raise CnnvizError(f"an array here has sides of at most {_LONGEST_SIDE}")
            if isinstance(one, int) and abs(one) > _LONGEST_SIDE:
                raise CnnvizError(f"a stride, padding or window here is at most {_LONGEST_SIDE}")
        return _doubles(compute(*given, **named))

    return call


def _pool(compute: Callable[..., Any]) -> Callable[..., Any]:
    """Make a pool one of ours: a window and a stride, each a number or [rows, columns]."""
    bounded = _on_doubles(compute)

    def call(values: Any, window: Any, stride: Any = None) -> Any:
        return bounded(values, *(_pair(one) for one in (window, window if stride is None else stride)))

    return call


def _pair(sides: Any) -> Any:
    return tuple(_side(one) for one in sides) if isinstance(sides, np.ndarray) else sides


def _of_all(pick: Callable[[Any], Any], of_two: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """``max(I)`` is the largest number of an array, ``max(0, I)`` the larger one at each place."""
    return lambda *values: pick(values[0]) if len(values) == 1 else reduce(of_two, values)


def arange(count: int) -> Floats:
    """Count from 0: ``(count,)``."""
    return np.arange(_side(count), dtype=np.float64)


def pad(values: ArrayLike, padding: int, mode: Any = "constant") -> Floats:
    """Put a border around a matrix, or before and behind a row; its modes are SciPy's.

    Parameters
    ----------
    values : array_like, shape (n,) or (rows, columns)
    padding : int
        On each side.
    mode : {"constant", "nearest", "mirror", "reflect", "wrap"}
    """
    given = _doubles(values)
    sides = (_side(padding + 1) - 1,) * 2
    padded = operators.pad(np.atleast_2d(given), (sides if given.ndim == 2 else (0, 0), sides), mode)
    return padded if given.ndim == 2 else padded[0]


def shift(values: ArrayLike, down: int, right: int) -> Floats:
    """Move a picture; zeros move in.

    Examples
    --------
    >>> shift([[1, 2], [3, 4]], 1, 0).tolist()
    [[0.0, 0.0], [1.0, 2.0]]
    """
    given = np.atleast_2d(_doubles(values))
    if max(abs(down), abs(right)) > _LONGEST_SIDE:
        raise CnnvizError(f"a picture is moved by at most {_LONGEST_SIDE} pixels")
    around = np.pad(given, ((abs(down),) * 2, (abs(right),) * 2))
    top, left = abs(down) - down, abs(right) - right
    return around[top : top + given.shape[0], left : left + given.shape[1]]


def flip(values: ArrayLike) -> Floats:
    """Turn an array by half a turn, as mathematicians do with a kernel."""
    return np.flip(_doubles(values))


def flat(value: float, rows: int = 8, columns: int = 8) -> Floats:
    """Make a picture of one grey, ``(rows, columns)``."""
    return np.full((_side(rows), _side(columns)), float(value))


def stripes(direction: str, width: int, low: float, high: float, side: int = 12) -> Floats:
    """Make a square picture of stripes, ``(side, side)``: "vertical" ones alternate from left to right."""
    line = np.where(np.arange(_side(side)) // max(int(width), 1) % 2 == 0, float(low), float(high))
    rows = np.broadcast_to(line, (len(line), len(line)))
    return rows.copy() if direction == "vertical" else rows.T.copy()


def answer(picture: ArrayLike, kernel: ArrayLike) -> float:
    """Return the largest absolute value of a kernel's map of a picture, without padding."""
    return float(np.abs(operators.conv2d(_doubles(picture), _doubles(kernel))).max())


def receptive_pixels(layers: ArrayLike, row: int, column: int, rows: int, columns: int) -> Floats:
    """Mark the pixels that a unit of the last layer depends on.

    Parameters
    ----------
    layers : array_like, shape (n, 2)
        Kernel size and stride of each layer, without padding, the first first.
    row, column : int
        The unit's place in the last layer's map.
    rows, columns : int
        The picture's size.

    Returns
    -------
    ndarray, shape (rows, columns)
        1 where a pixel counts, else 0.
    """
    size, jump = 1, 1
    for kernel, stride in np.asarray(layers, int).reshape(-1, 2).tolist():
        size, jump = size + (kernel - 1) * jump, jump * stride
    seen = np.zeros((_side(rows), _side(columns)))
    seen[row * jump : row * jump + size, column * jump : column * jump + size] = 1
    return seen


def only(mask: ArrayLike) -> Floats:
    """Make 1 of what is true, and 0 of the rest."""
    return np.where(np.asarray(mask, bool), 1.0, 0.0)


def _side(side: int) -> int:
    if not 1 <= int(side) <= _LONGEST_SIDE:
        raise CnnvizError(f"a side is from 1 to {_LONGEST_SIDE}")
    return int(side)


def near(left: ArrayLike, right: ArrayLike, within: float = 0.005) -> bool:
    """Say whether numbers are equal up to what a page prints."""
    return bool(np.all(np.abs(_doubles(left) - _doubles(right)) < within))


#: Functions of numbers that are computed as they are.
FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        "abs": np.abs,
        "all": lambda values: bool(np.all(values)),
        "any": lambda values: bool(np.any(values)),
        "arange": arange,
        "argmax": lambda values: int(np.argmax(values)),
        "argmin": lambda values: int(np.argmin(values)),
        "ceil": lambda value: math.ceil(value),
        "count": lambda mask: int(np.count_nonzero(mask)),
        "distinct": lambda values: len(np.unique(values)) == np.size(values),
        "exp": lambda values: np.exp(np.minimum(values, 700)),
        "len": len,
        "log": np.log,
        "log10": np.log10,
        "max": _of_all(np.max, np.maximum),
        "mean": np.mean,
        "min": _of_all(np.min, np.minimum),
        "near": near,
        "only": only,
        "ones_like": np.ones_like,
        "ravel": np.ravel,
        "round": lambda value, digits=0: np.round(value, digits),
        "sign": np.sign,
        "sort": np.sort,
        "sqrt": np.sqrt,
        "std": np.std,
        "sum": np.sum,
        "tanh": np.tanh,
        "transpose": np.transpose,
        "var": np.var,
        "answer": answer,
        "conv2d": _on_doubles(operators.conv2d),
        "conv1d": _on_doubles(operators.conv1d),
        "conv_transpose1d": _on_doubles(operators.conv_transpose1d),
        "conv_transpose2d": _on_doubles(operators.conv_transpose2d),
        "avg_pool2d": _pool(operators.avg_pool2d),
        "max_pool2d": _pool(operators.max_pool2d),
        "min_pool2d": _pool(operators.min_pool2d),
        "sum_pool2d": _pool(operators.sum_pool2d),
        "pad": pad,
        "relu": _on_doubles(operators.relu),
        "sigmoid": _on_doubles(operators.sigmoid),
        "softmax": _on_doubles(operators.softmax),
        "flat": flat,
        "flip": flip,
        "receptive_pixels": receptive_pixels,
        "shift": shift,
        "stripes": stripes,
        "you_did": you_did,
        "size_with": size_with,
        "kernel_with": lambda key, kernel: kernel_with(key, _doubles(kernel)),
    }
)
