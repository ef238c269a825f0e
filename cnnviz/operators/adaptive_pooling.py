"""Adaptive and global pooling: the learner says how large the result is, and the windows follow.

Shapes and types as in `cnnviz.operators.pooling`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, Pair, pair
from cnnviz.errors import ShapeError
from cnnviz.operators.windows import as_images

OutputSize = Pair | Sequence[int | None] | None


def adaptive_windows(size: int, output: int) -> list[tuple[int, int]]:
    """Return (start, stop) of `output` windows that cover `size` pixels as evenly as whole pixels allow.

    Window i runs from i·size/output, rounded down, to (i + 1)·size/output, rounded up. Windows overlap where
    the sizes don't divide.

    >>> adaptive_windows(6, 3), adaptive_windows(5, 3)
    ([(0, 2), (2, 4), (4, 6)], [(0, 2), (1, 4), (3, 5)])
    """
    return [(i * size // output, -(-(i + 1) * size // output)) for i in range(output)]


def adaptive_avg_pool2d(input: ArrayLike, output_size: OutputSize) -> Floats:
    """Return the means of H'×W' windows that cover the image evenly.

    Parameters
    ----------
    input : array_like, (H, W), (C, H, W) or (N, C, H, W)
        Any range; NaN in a window gives NaN.
    output_size : int, pair of int, or None
        H' and W', at least 1; None keeps the input's size along that axis.

    Returns
    -------
    ndarray, (…, H', W')

    Raises
    ------
    ShapeError
        If the input is not an image or a size is out of range.

    Examples
    --------
    >>> adaptive_avg_pool2d([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], (1, 2))
    array([[2.25, 3.25]], dtype=float32)
    """
    images = as_images(input)
    rows, columns = read_output_size(output_size, images.shape)
    strips = [  # summed in float64, as windows may hold millions of pixels
        images[..., a:b, :].mean(axis=-2, dtype=np.float64)
        for a, b in adaptive_windows(images.shape[-2], rows)
    ]
    joined = np.stack(strips, axis=-2)  # (…, H', W)
    means = [joined[..., a:b].mean(axis=-1) for a, b in adaptive_windows(images.shape[-1], columns)]
    return np.stack(means, axis=-1).astype(images.dtype, copy=False)  # (…, H', W')


def adaptive_max_pool2d(input: ArrayLike, output_size: OutputSize) -> Floats:
    """Return the largest values of H'×W' windows that cover the image evenly.

    Arguments and errors as in `adaptive_avg_pool2d`.

    >>> adaptive_max_pool2d([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], (1, 2))
    array([[6., 8.]], dtype=float32)
    """
    images = as_images(input)
    rows, columns = read_output_size(output_size, images.shape)
    strips = [images[..., a:b, :].max(axis=-2) for a, b in adaptive_windows(images.shape[-2], rows)]
    joined = np.stack(strips, axis=-2)  # (…, H', W)
    largest = [joined[..., a:b].max(axis=-1) for a, b in adaptive_windows(images.shape[-1], columns)]
    return np.stack(largest, axis=-1)  # (…, H', W')


def global_avg_pool2d(input: ArrayLike) -> Floats:
    """Return each map's mean, as a map of one pixel: (…, 1, 1).

    >>> global_avg_pool2d([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]])
    array([[2.75]], dtype=float32)
    """
    return adaptive_avg_pool2d(input, 1)


def global_max_pool2d(input: ArrayLike) -> Floats:
    """Return each map's largest value, as a map of one pixel: (…, 1, 1).

    >>> global_max_pool2d([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]])
    array([[8.]], dtype=float32)
    """
    return adaptive_max_pool2d(input, 1)


def read_output_size(output_size: OutputSize, shape: tuple[int, ...]) -> tuple[int, int]:
    """Return (H', W'), in which None stood for the size of the image.

    >>> read_output_size((None, 7), (3, 28, 28))
    (28, 7)
    """
    if output_size is None or isinstance(output_size, int | np.integer):
        output_size = (output_size, output_size)
    if not isinstance(output_size, Sequence) or len(output_size) != 2:
        raise ShapeError(f"the output size is {output_size!r}; give one whole number, or two (rows, columns)")
    rows, columns = (own if size is None else size for size, own in zip(output_size, shape[-2:], strict=True))
    return pair((rows, columns), "output size", 1)
