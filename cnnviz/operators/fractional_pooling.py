"""Fractional max pooling: windows at random, uneven steps shrink an image by any factor, such as 0.7.

Graham, 2014, "Fractional Max-Pooling". One random number u in 0 … 1 sets all starts along an axis:
window i starts at ⌊(i + u)·step⌋ − ⌊u·step⌋, where step = (size − kernel) / (output − 1); the last
touches the end.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, Pair, pair
from cnnviz.errors import ShapeError
from cnnviz.operators.windows import as_images, by


def fractional_windows(size: int, kernel: int, output: int, sample: float) -> list[tuple[int, int]]:
    """Return (start, stop) of `output` windows of `kernel` pixels, in steps that `sample` (0 … 1) sets.

    >>> fractional_windows(10, 2, 7, sample=0.5)
    [(0, 2), (2, 4), (3, 5), (4, 6), (6, 8), (7, 9), (8, 10)]
    """
    step = (size - kernel) / max(output - 1, 1)
    starts = [int((i + sample) * step) - int(sample * step) for i in range(output - 1)]
    return [(start, start + kernel) for start in [*starts, size - kernel]]


def fractional_max_pool2d(
    input: ArrayLike,
    kernel_size: Pair,
    output_size: Pair | None = None,
    output_ratio: float | Sequence[float] | None = None,
    samples: ArrayLike | None = None,
    rng: np.random.Generator | None = None,
) -> Floats:
    """Return the largest value under each of H'×W' windows at random, uneven steps.

    Parameters
    ----------
    input : array_like, (H, W), (C, H, W) or (N, C, H, W)
        Any range; NaN in a window gives NaN.
    kernel_size : int or pair of int
        Offsets in the window: rows, columns.
    output_size : int or pair of int, optional
        H' and W'. Give either this or `output_ratio`.
    output_ratio : float or pair of float, optional
        H'/H and W'/W, above 0 and below 1; the sizes are rounded down.
    samples : array_like, (2,), (C, 2) or (N, C, 2), optional
        The random numbers, 0 … 1, for each map: first its columns', then its rows' (PyTorch's
        ``_random_samples``). A single pair serves all maps.
    rng : numpy.random.Generator, optional
        Draws the samples if none are given; without it each call draws others.

    Returns
    -------
    ndarray, (…, H', W')

    Raises
    ------
    ShapeError
        If the sizes, the ratios or the samples are out of range, or the windows don't fit.

    Examples
    --------
    >>> fractional_max_pool2d(np.arange(25).reshape(5, 5), 2, output_size=3, samples=[0.2, 0.7])
    array([[ 6.,  7.,  9.],
           [11., 12., 14.],
           [21., 22., 24.]], dtype=float32)
    """
    images = as_images(input)
    kernels, sizes = read_fractional(images.shape, kernel_size, output_size, output_ratio)
    numbers = read_samples(samples, images, rng)
    maps = images.reshape(-1, *images.shape[-2:])
    pooled = np.empty((len(maps), *sizes), images.dtype)
    for plane, (across, down), result in zip(maps, numbers.reshape(-1, 2).tolist(), pooled, strict=True):
        rows = fractional_windows(plane.shape[0], kernels[0], sizes[0], down)
        columns = fractional_windows(plane.shape[1], kernels[1], sizes[1], across)
        strips = np.stack([plane[a:b].max(axis=0) for a, b in rows])  # (H', W)
        result[:] = np.stack([strips[:, a:b].max(axis=1) for a, b in columns], axis=1)
    return pooled.reshape(*images.shape[:-2], *sizes)


def read_fractional(
    shape: tuple[int, ...],
    kernel_size: Pair,
    output_size: Pair | None,
    output_ratio: float | Sequence[float] | None,
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the window's and the output's (rows, columns), or raise a `ShapeError`."""
    kernels, image = pair(kernel_size, "kernel_size", 1), shape[-2:]
    if (output_size is None) == (output_ratio is None):
        raise ShapeError("give either output_size or output_ratio, to say how large the result is to be")
    if output_ratio is not None:
        ratios = output_ratio if isinstance(output_ratio, Sequence) else (output_ratio, output_ratio)
        if len(ratios) != 2 or not all(0 < ratio < 1 for ratio in ratios):
            raise ShapeError(
                f"the output_ratio is {output_ratio!r}; give a number between 0 and 1, or a pair"
            )
        output_size = (int(image[0] * ratios[0]), int(image[1] * ratios[1]))
    sizes = pair(output_size, "output size", 1)  # type: ignore[arg-type]
    if any(size + kernel - 1 > own for size, kernel, own in zip(sizes, kernels, image, strict=True)):
        raise ShapeError(
            f"{by(sizes)} windows of {by(kernels)} pixels don't fit a {by(image)} image, "
            "as output size + window − 1 may be at most the image's size; use a smaller output or window"
        )
    return kernels, sizes


def read_samples(samples: ArrayLike | None, images: Floats, rng: np.random.Generator | None) -> Floats:
    """Return random numbers (…, 2) for each map of `images` (…, H, W), drawn if none are given."""
    wanted = (*images.shape[:-2], 2)
    if samples is None:
        generator = np.random.default_rng() if rng is None else rng
        return generator.random(wanted)
    numbers = np.asarray(samples, np.float64)
    if numbers.shape not in (wanted, (2,)) or not ((numbers >= 0) & (numbers <= 1)).all():
        raise ShapeError(
            f"samples of shape {numbers.shape} can't be used; give numbers from 0 to 1 "
            f"as an array of shape {wanted} or (2,)"
        )
    return np.broadcast_to(numbers, wanted)
