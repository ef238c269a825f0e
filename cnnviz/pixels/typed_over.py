"""A picture some of whose numbers a learner has typed over, or with a colour switched off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from numpy.typing import NDArray


class Typed(NamedTuple):
    """A number that was typed: its channel, row and column, counted from 0, and its value."""

    channel: int
    row: int
    column: int
    value: float


def typed_over(image: NDArray[Any], typed: Iterable[Typed]) -> NDArray[Any]:
    """Put numbers into an image (H, W) or (C, H, W); those that lie beyond it are left out.

    >>> import numpy as np
    >>> typed_over(np.zeros((1, 2)), [Typed(0, 0, 1, 255.0), Typed(0, 5, 5, 1.0)]).tolist()
    [[0.0, 255.0]]
    """
    result = image.copy()
    planes = result.reshape(-1, *image.shape[-2:])
    for channel, row, column, value in typed:
        if channel < len(planes) and row < planes.shape[1] and column < planes.shape[2]:
            planes[channel, row, column] = value
    return result


def without(image: NDArray[Any], channels: Iterable[int]) -> NDArray[Any]:
    """Switch colours of an image (3, H, W) off: their numbers become 0; an image of one channel stays.

    >>> import numpy as np
    >>> without(np.ones((3, 1, 1)), [0, 2]).ravel().tolist()
    [0.0, 1.0, 0.0]
    """
    result = image.copy()
    if image.ndim == 3 and len(image) == 3:
        result[list(channels)] = 0
    return result
