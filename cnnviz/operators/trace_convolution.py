"""How one number of a convolved map is computed: its window, the weights, the products and their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats, Pair, floats, position_in
from cnnviz.errors import ShapeError
from cnnviz.geometry.padding import Padding
from cnnviz.operators.convolution import convolve
from cnnviz.operators.convolution_setup import ConvolutionSetup, set_up
from cnnviz.operators.padding import BorderMode, source_indices
from cnnviz.operators.products import Products
from cnnviz.operators.words import named, outside


@dataclass(frozen=True)
class ConvTrace(Products):
    """One output of a convolution and what it was made of, see `Products`.

    Attributes
    ----------
    rows, columns : ndarray, (k,) and (l,)
        Indices of the input's rows and columns, counted from 0; −1 for padded zeros.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]

    @property
    def padded(self) -> NDArray[np.bool_]:
        """Which positions of the window are padded zeros, (k, l)."""
        return (self.rows < 0)[:, None] | (self.columns < 0)

    def sentence(self) -> str:
        """Say in words how the output is computed: product by product, or channel by channel.

        An output of the size of `rounding` is written as the map holds it, and called what it is.

        >>> conv2d_trace([[1, 0, 2], [4, 6, 6]], [[1, -1], [0, 2]], at=(0, 1)).sentence()
        'rows 0–1, columns 1–2: 1·0 − 1·2 + 0·6 + 2·6 = 10'
        """
        where = f"{named('row', self.rows.tolist())}, {named('column', self.columns.tolist())}"
        return f"{where}: {self.added_up()}{outside(self.padded, 'image')}"


def conv2d_trace(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    groups: int = 1,
    mode: BorderMode = "constant",
    *,
    at: Sequence[int],
    output: ArrayLike | None = None,
) -> ConvTrace:
    """Return how the output of `conv2d` at one position is computed.

    Parameters
    ----------
    input, weight, bias, stride, padding, dilation, groups, mode
        As for `cnnviz.operators.convolution.conv2d`.
    at : (y, x), (f, y, x) or (n, f, y, x)
        The output's position, with as many numbers as the output has axes; (0, y, x) too where those are two.
    output : array_like, optional
        What `conv2d` gave for these arguments. Without it, all of it is computed again: a product's rounding
        depends on its neighbours, and the trace is to show the very number of the map.

    Returns
    -------
    ConvTrace

    Raises
    ------
    KernelError, ShapeError
        As `conv2d` does, and if there is no such position, or `output` has another shape.

    Examples
    --------
    >>> trace = conv2d_trace([[1, 2], [3, 4]], [[1, 0], [0, -1]], bias=[0.5], padding=1, at=(0, 1))
    >>> trace.total, trace.rows.tolist(), trace.columns.tolist()
    (-1.5, [-1, 0], [0, 1])
    >>> trace.sentence().split(";")[0]
    'row 0, columns 0–1: 1·0 + 0·0 + 0·1 − 1·2 + 0.5 (bias) = −1.5'
    """
    setup = set_up(input, weight, bias, stride, padding, dilation, groups, mode)
    n, f, y, x = _position(setup, at)
    depth = setup.weight.shape[1]
    first = f // (len(setup.weight) // setup.groups) * depth
    rows, columns = _sources(setup, 0, y), _sources(setup, 1, x)
    maps = setup.input[n, first : first + depth]
    window = np.where((rows >= 0)[:, None] & (columns >= 0), maps[:, rows[:, None], columns], 0)
    total = _outputs(setup, output)[n, f, y, x]
    return ConvTrace(
        window=window,
        weights=setup.weight[f],
        products=setup.weight[f] * window,
        bias=0.0 if setup.bias is None else float(setup.bias[f]),
        total=float(total),
        channels=np.arange(first, first + depth),
        rows=rows,
        columns=columns,
    )


def _position(setup: ConvolutionSetup, at: Sequence[int]) -> tuple[int, int, int, int]:
    shape = setup.output_shape[4 - setup.given_axes :]
    if len(shape) == 2 and len(at) == 3:
        shape = setup.output_shape[1:]
    n, f, y, x = (0,) * (4 - len(shape)) + position_in(shape, at)
    return n, f, y, x


def _outputs(setup: ConvolutionSetup, given: ArrayLike | None) -> Floats:
    """Return all outputs, (N, F, H', W'), from those given or computed as `conv2d` does."""
    if given is None:
        return convolve(setup)
    outputs = floats(given)
    if outputs.shape != setup.output_shape[4 - setup.given_axes :]:
        raise ShapeError(
            f"an output of shape {outputs.shape} is not of this convolution, whose output has the shape "
            f"{setup.output_shape[4 - setup.given_axes :]}; give the one made with the same arguments"
        )
    return outputs.reshape(setup.output_shape)


def _sources(setup: ConvolutionSetup, axis: int, step: int) -> NDArray[np.intp]:
    before, after = setup.padding[axis]
    sources = source_indices(setup.input.shape[2 + axis], before, after, setup.mode)
    return sources[step * setup.stride[axis] + np.arange(setup.taps[axis]) * setup.dilation[axis]]
