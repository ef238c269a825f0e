"""How one pixel of a resized map, or of a shuffled one, comes about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats, position_in
from cnnviz.geometry.resized import shuffled_shape
from cnnviz.numbers import format_number
from cnnviz.operators.resizing import resize, shufflable
from cnnviz.operators.sampling import Mode, Samples, Scale, set_up_resizing
from cnnviz.operators.trace_axes import same_shape
from cnnviz.operators.words import factor


@dataclass(frozen=True)
class ResizeTrace:
    """One pixel of a resized map.

    Attributes
    ----------
    mode : str
    position : (row, column)
        Where it lies on the input, see `cnnviz.operators.sampling.Samples`.
    rows, columns : ndarray of int, (1,) or (2,)
        Indices of the input's rows and columns that it is mixed of.
    values, weights, products : ndarray, (rows, columns)
        What the input holds there, how much of each is taken, and their products.
    total : float
        The output, exactly as `interpolate` gives it; the products' sum but for rounding.
    """

    mode: Mode
    position: tuple[float, float]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    values: Floats
    weights: Floats
    products: Floats
    total: float

    def sentence(self) -> str:
        """Say in words how the pixel comes about.

        >>> interpolate_trace([[1, 5]], scale_factor=(1, 2), mode="bilinear", at=(0, 1)).sentence()
        'at row 0, column 0.25: 0.75·1 + 0.25·5 = 2'
        """
        row, column = (format_number(place) for place in self.position)
        total = format_number(self.total)
        if self.mode == "nearest":
            pixel = f"row {self.rows[0]}, column {self.columns[0]}"
            return f"at row {row}, column {column}, which lies in the pixel at {pixel}: {total}"
        pairs = zip(self.weights.ravel().tolist(), self.values.ravel().tolist(), strict=True)
        terms = " + ".join(f"{format_number(weight)}·{factor(value)}" for weight, value in pairs)
        return f"at row {row}, column {column}: {terms} = {total}"


def interpolate_trace(
    input: ArrayLike,
    size: int | tuple[int, int] | None = None,
    scale_factor: Scale | None = None,
    mode: Mode = "nearest",
    align_corners: bool | None = None,
    *,
    at: Sequence[int],
    output: ArrayLike | None = None,
) -> ResizeTrace:
    """Return how the output of `interpolate` at one position comes about.

    Parameters
    ----------
    input, size, scale_factor, mode, align_corners
        As for `cnnviz.operators.interpolate`.
    at : (y, x), (c, y, x) or (n, c, y, x)
        The output's position, with as many numbers as the output has axes.
    output : array_like, optional
        What `interpolate` gave for these arguments; without it, all of it is computed again.

    Raises
    ------
    CnnvizError, ShapeError
        As `interpolate` does, and if there is no such position, or `output` has another shape.
    """
    resizing = set_up_resizing(input, size, scale_factor, mode, align_corners)
    *leading, y, x = position_in(resizing.given_shape, at)
    n, c = (0,) * (2 - len(leading)) + tuple(leading)
    made = resize(resizing) if output is None else same_shape(output, resizing.given_shape)
    rows, down = _mixed(resizing.rows, y)
    columns, across = _mixed(resizing.columns, x)
    values = resizing.maps[n, c][np.ix_(rows, columns)]
    weights = np.outer(down, across).astype(values.dtype)
    return ResizeTrace(
        mode=mode,
        position=(float(resizing.rows.positions[y]), float(resizing.columns.positions[x])),
        rows=rows,
        columns=columns,
        values=values,
        weights=weights,
        products=values * weights,
        total=float(made.reshape(resizing.given_shape)[tuple(at)]),
    )


def _mixed(samples: Samples, output: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The pixels that one output is mixed of along an axis, and how much of each."""
    low, high, share = samples.low[output], samples.high[output], samples.share[output]
    if share == 0:
        return np.array([low]), np.ones(1)
    return np.array([low, high]), np.array([1 - share, share])


@dataclass(frozen=True)
class ShuffleTrace:
    """One pixel of a shuffled map: the `value`, and the input's `channel`, `row` and `column` it stood at."""

    channel: int
    row: int
    column: int
    value: float

    def sentence(self) -> str:
        """Say in words where the pixel comes from.

        >>> pixel_shuffle_trace([[[1]], [[2]], [[3]], [[4]]], 2, at=(0, 1, 0)).sentence()
        'channel 2, row 0, column 0: 3'
        """
        place = f"channel {self.channel}, row {self.row}, column {self.column}"
        return f"{place}: {format_number(self.value)}"


def pixel_shuffle_trace(input: ArrayLike, upscale_factor: int, *, at: Sequence[int]) -> ShuffleTrace:
    """Return where the output of `pixel_shuffle` at one position, (c, y, x) or (n, c, y, x), comes from.

    Raises
    ------
    ShapeError
        As `pixel_shuffle` does, and if there is no such position.
    """
    maps = shufflable(input)
    *batch, channels, height, width = maps.shape
    shape = (*batch, *shuffled_shape(channels, height, width, upscale_factor))
    *leading, c, y, x = position_in(shape, at)
    (row, i), (column, j) = divmod(y, upscale_factor), divmod(x, upscale_factor)
    channel = (c * upscale_factor + i) * upscale_factor + j
    value = maps[(*leading, channel, row, column)]
    return ShuffleTrace(channel, row, column, float(value))
