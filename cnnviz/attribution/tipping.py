"""Where along a sweep the prediction tips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.errors import ShapeError


class Span(NamedTuple):
    """Consecutive steps with the same prediction: the class, the first and the last of the steps."""

    label: int
    first: int
    last: int


def spans(probabilities: ArrayLike) -> list[Span]:
    """Cut a sweep's steps, (steps, classes), into runs with the same prediction.

    Examples
    --------
    >>> spans([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]])
    [Span(label=0, first=0, last=1), Span(label=1, first=2, last=2)]
    """
    shares = np.asarray(probabilities)
    if shares.ndim != 2 or shares.size == 0:
        raise ShapeError(f"shares of shape {shares.shape} are not a sweep; give a row for each of its steps")
    said = shares.argmax(axis=1)
    starts = [0, *(np.flatnonzero(np.diff(said)) + 1).tolist()]
    ends = [*(start - 1 for start in starts[1:]), len(said) - 1]
    return [Span(int(said[first]), first, last) for first, last in zip(starts, ends, strict=True)]


def first_tip(amounts: Sequence[float], probabilities: ArrayLike) -> int:
    """Find the step nearest to no change at which the prediction differs from the unchanged one.

    Returns
    -------
    int
        The step; that without any change if the prediction never tips.

    Raises
    ------
    ShapeError
        If there are not as many amounts as steps, or none of them is 0.

    Examples
    --------
    >>> first_tip([-1, 0, 1, 2], [[0.6, 0.4], [0.9, 0.1], [0.8, 0.2], [0.3, 0.7]])
    3
    """
    shares = np.asarray(probabilities)
    if len(amounts) != len(shares) or 0 not in amounts:
        raise ShapeError(
            f"{len(amounts)} amounts and {len(shares)} steps are not a sweep; give as many, with 0 among them"
        )
    none = list(amounts).index(0)
    said = shares.argmax(axis=1)
    tipped = np.flatnonzero(said != said[none]).tolist()
    return int(min(tipped, key=lambda step: abs(amounts[step]), default=none))
