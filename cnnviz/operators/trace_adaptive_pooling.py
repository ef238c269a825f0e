"""How one number of an adaptive, global or fractional pool is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Pair
from cnnviz.errors import CnnvizError
from cnnviz.operators.adaptive_pooling import (
    OutputSize,
    adaptive_avg_pool2d,
    adaptive_max_pool2d,
    adaptive_windows,
    read_output_size,
)
from cnnviz.operators.fractional_pooling import fractional_windows, read_fractional, read_samples
from cnnviz.operators.trace_pooling import PoolTrace, build_trace, find_output
from cnnviz.operators.windows import as_images

_ADAPTIVE = {"max": adaptive_max_pool2d, "average": adaptive_avg_pool2d}


def adaptive_pool_trace(
    kind: str,
    input: ArrayLike,
    output_size: OutputSize,
    at: Sequence[int] = (0, 0),
) -> PoolTrace:
    """Return how one output of an adaptive pool is computed; an `output_size` of 1 is a global pool.

    Raises
    ------
    ShapeError
        As the pools do, and if there is no such position.
    CnnvizError
        If `kind` is something else.

    Examples
    --------
    >>> adaptive_pool_trace("max", [[3, 1, 4], [1, 5, 9]], (1, 2), at=(0, 1)).sentence()
    'rows 0–1, columns 1–2: the largest of 1, 4, 5 and 9 is 9'
    """
    if kind not in _ADAPTIVE:
        raise CnnvizError(f"there is no adaptive {kind!r} pooling; use one of {', '.join(_ADAPTIVE)}")
    images = as_images(input)
    sizes = read_output_size(output_size, images.shape)
    plane, y, x = find_output(images, at, sizes)
    value = _ADAPTIVE[kind](images, sizes)[tuple(at)]  # by the pool itself, so the two can't disagree
    rows = np.arange(*adaptive_windows(plane.shape[0], sizes[0])[y])
    columns = np.arange(*adaptive_windows(plane.shape[1], sizes[1])[x])
    divisor = rows.size * columns.size if kind == "average" else None
    return replace(build_trace(kind, plane, rows, columns, divisor), value=float(value))


def fractional_pool_trace(
    input: ArrayLike, kernel_size: Pair, output_size: Pair, samples: ArrayLike, at: Sequence[int] = (0, 0)
) -> PoolTrace:
    """Return how one output of fractional max pooling is computed; give the samples it was made with.

    >>> image = np.arange(25).reshape(5, 5)
    >>> fractional_pool_trace(image, 2, output_size=3, samples=[0.2, 0.7], at=(1, 2)).sentence()
    'rows 1–2, columns 3–4: the largest of 8, 9, 13 and 14 is 14'
    """
    images = as_images(input)
    kernels, sizes = read_fractional(images.shape, kernel_size, output_size, None)
    plane, y, x = find_output(images, at, sizes)
    right, below = read_samples(samples, images, None)[tuple(at[:-2])].tolist()
    rows = np.arange(*fractional_windows(plane.shape[0], kernels[0], sizes[0], below)[y])
    columns = np.arange(*fractional_windows(plane.shape[1], kernels[1], sizes[1], right)[x])
    return build_trace("max", plane, rows, columns, None)
