"""Where resized pixels come from: between which pixels of the input each lies, and how near to each."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats, floats, per_axis
from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.geometry.resized import resized_size
from cnnviz.operators.axes_setup import read_maps
from cnnviz.operators.limits import check_values
from cnnviz.operators.spaces import SPACES

Mode = Literal["nearest", "bilinear"]
Scale = float | tuple[float, float]


@dataclass(frozen=True)
class Samples:
    """Where the pixels of a resized map lie on the input, along one axis.

    Attributes
    ----------
    positions : ndarray of float64, (outputs,)
        On the input, in pixels from the middle of its first one; for "nearest" from that pixel's start.
    low, high : ndarray of int, (outputs,)
        The two pixels that each lies between; the same one twice where it is one pixel's value.
    share : ndarray of float64, (outputs,)
        How much of the value is `high`'s, from 0 to 1; the rest is `low`'s.
    step : Fraction
        Pixels of the input from one output to the next.
    """

    positions: NDArray[np.float64]
    low: NDArray[np.intp]
    high: NDArray[np.intp]
    share: NDArray[np.float64]
    step: Fraction


@dataclass(frozen=True)
class Resizing:
    """A resizing ready to be computed.

    Attributes
    ----------
    maps : ndarray, (N, C, H, W)
    mode : str
    rows, columns : Samples
    given_axes : int
        Axes that the caller's input has.
    """

    maps: Floats
    mode: Mode
    rows: Samples
    columns: Samples
    given_axes: int

    @property
    def given_shape(self) -> tuple[int, ...]:
        """The output's shape as the caller gets it."""
        shape = (*self.maps.shape[:2], len(self.rows.low), len(self.columns.low))
        return shape[4 - self.given_axes :]


def set_up_resizing(
    input: ArrayLike,
    size: int | tuple[int, int] | None = None,
    scale_factor: Scale | None = None,
    mode: Mode = "nearest",
    align_corners: bool | None = None,
) -> Resizing:
    """Check what `interpolate` is given, whose parameters these are, and find where pixels come from.

    Raises
    ------
    CnnvizError, ShapeError
        With a sentence on what doesn't fit and what would.
    """
    given = floats(input)
    maps = read_maps(SPACES[2], given)
    if mode not in get_args(Mode):
        raise CnnvizError(f"there is no resizing called {mode!r}; use nearest or bilinear")
    if mode == "nearest" and align_corners is not None:
        raise CnnvizError(
            "nearest resizing has no corners to align; leave align_corners out, or use bilinear"
        )
    height, width = maps.shape[2:]
    wanted, scales = _wanted((height, width), size, scale_factor)
    check_values("the result", (*maps.shape[:2], *wanted), "a smaller size or scale")
    find = _nearest if mode == "nearest" else _aligned if align_corners else _between
    rows, columns = (find(maps.shape[2 + axis], wanted[axis], scales[axis]) for axis in (0, 1))
    return Resizing(maps, mode, rows, columns, given.ndim)


def as_typed(scale: float) -> Fraction:
    """Read a scale as the decimal that it was typed as: 1.1 is 11/10, not the float nearest to it.

    >>> as_typed(1.1)
    Fraction(11, 10)
    """
    return Fraction(str(scale)).limit_denominator(10**9)


def _wanted(
    given: tuple[int, int], size: int | tuple[int, int] | None, scale_factor: Scale | None
) -> tuple[tuple[int, int], tuple[Fraction, Fraction]]:
    """Return the output's size, and for each axis the input's pixels from one output to the next."""
    if size is not None and scale_factor is None:
        rows, columns = per_axis(size, "size", "rows, columns", 1)
        return (rows, columns), (Fraction(given[0], rows), Fraction(given[1], columns))
    if size is not None or scale_factor is None:
        raise ShapeError("give either the size of the result or a scale factor, and not both")
    factors = scale_factor if isinstance(scale_factor, (tuple, list)) else (scale_factor, scale_factor)
    if len(factors) != 2:
        raise ShapeError(f"the scale factor is {scale_factor!r}; give a number, or a pair of them")
    rows, columns = (resized_size(given[axis], factors[axis]) for axis in (0, 1))
    down, across = (step_of(given[axis], wanted, factors[axis]) for axis, wanted in ((0, rows), (1, columns)))
    return (rows, columns), (down, across)


def step_of(size: int, outputs: int, scale: float) -> Fraction:
    """Return the input's pixels from one output to the next; 1 where the size stays, as in PyTorch.

    >>> step_of(4, 6, 1.5), step_of(2, 2, 1.1)
    (Fraction(2, 3), Fraction(1, 1))
    """
    return Fraction(1) if outputs == size else 1 / as_typed(scale)


def _nearest(size: int, outputs: int, step: Fraction) -> Samples:
    """Output i is pixel ⌊i·step⌋; where the size doubles, the step is 1/2, as in PyTorch."""
    if outputs == 2 * size:
        step = Fraction(1, 2)
    places = np.arange(outputs) * step.numerator
    low = np.minimum(places // step.denominator, size - 1)
    return Samples(places / step.denominator, low, low, np.zeros(outputs), step)


def _between(size: int, outputs: int, step: Fraction) -> Samples:
    """The pixels are squares, and the first begins where the input's first begins."""
    return _shared(size, np.maximum((np.arange(outputs) + 0.5) * float(step) - 0.5, 0), step)


def _aligned(size: int, outputs: int, step: Fraction) -> Samples:
    """The pixels are points, and the first and the last are those of the input."""
    step = Fraction(size - 1, max(outputs - 1, 1))
    return _shared(size, np.arange(outputs) * step.numerator / step.denominator, step)


def _shared(size: int, positions: NDArray[np.float64], step: Fraction) -> Samples:
    low = np.minimum(np.floor(positions).astype(np.intp), size - 1)
    high = np.minimum(low + 1, size - 1)
    return Samples(positions, low, high, np.where(high > low, positions - low, 0), step)
