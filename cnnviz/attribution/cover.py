"""Cover one patch of an image, at a place that somebody names, and see what every class's score becomes."""

from __future__ import annotations

from typing import Any

from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Pair, pair
from cnnviz.attribution.checks import number_in, one_image
from cnnviz.errors import ShapeError


def cover(image: ArrayLike, at: tuple[int, int], size: Pair, fill: float | str = 0.0) -> NDArray[Any]:
    """Cover one patch of an image, in all its channels.

    Parameters
    ----------
    image : array_like, shape (C, H, W)
        0–1.
    at : (row, column)
        The patch's top left pixel.
    size : int or (rows, columns)
        Of the patch, which has to lie within the image.
    fill : float or "mean"
        What covers: a number of 0–1, or the image's mean.

    Returns
    -------
    ndarray, shape (C, H, W)
        A copy.

    Raises
    ------
    CnnvizError
        If the patch reaches beyond the image, or an argument makes no sense.

    Examples
    --------
    >>> import numpy as np
    >>> cover(np.ones((1, 2, 3)), (0, 1), (1, 2))[0].tolist()
    [[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]]
    """
    image = one_image(image)
    taps = pair(size, "patch's size", 1)
    if any(not 0 <= first <= side - tap for first, tap, side in zip(at, taps, image.shape[1:], strict=True)):
        rows, columns = image.shape[1:]
        raise ShapeError(
            f"a patch of {taps[0]}×{taps[1]} at row {at[0]}, column {at[1]} reaches beyond an image of "
            f"{rows}×{columns}; put it within"
        )
    is_mean = isinstance(fill, str) and fill == "mean"
    covered = image.copy()
    rows, columns = (slice(first, first + tap) for first, tap in zip(at, taps, strict=True))
    covered[:, rows, columns] = image.mean() if is_mean else number_in(fill, "the fill", 0, 1)
    return covered
