"""What a kernel answers to ideal edges of every direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: The height of the edges: from black to white.
EDGE: Final = 255.0
#: Degrees between two directions, and pixels between two places of an edge under the kernel.
_TURN, _STEP = 5, 0.25
#: Answers that differ by less, as a share of the largest, are called the same.
_SAME = 0.01
_ROUNDING = 1e-9
_TOWARDS = ("right", "lower right", "bottom", "lower left", "left", "upper left", "top", "upper right")


@dataclass(frozen=True)
class EdgeAnswers:
    """The answers, by the direction in which it gets brighter.

    Attributes
    ----------
    degrees : (N,)
        0 is to the right, 90 down.
    answers : (N,)
        Of each direction the output that is furthest from 0, wherever the edge lies under the kernel.
    """

    degrees: NDArray[np.int64]
    answers: NDArray[np.float64]

    @property
    def largest(self) -> float:
        """The size of the strongest answer."""
        return float(np.abs(self.answers).max())

    @property
    def is_alike(self) -> bool:
        """Whether all directions have about the same answer."""
        return bool(np.ptp(self.answers) <= _SAME * self.largest)

    @property
    def strongest(self) -> int:
        """Which direction has the strongest answer; of equal neighbours the one in their middle.

        A positive answer comes before a negative one of its size.
        """
        rounded = np.round(self.answers / (self.largest or 1), 6)
        size = np.abs(rounded).max()
        best = np.flatnonzero(rounded == (size if (rounded == size).any() else -size))
        angles = np.radians(self.degrees[best])
        among = np.maximum(np.cos(angles - angles[:, None]), 0).sum(axis=0)
        return int(best[np.argmax(np.round(among, 6))])

    def at(self, degrees: int) -> float:
        """Give the answer to edges of a direction."""
        return float(self.answers[np.flatnonzero(self.degrees == degrees % 360)[0]])


def edge_answers(
    kernels: ArrayLike, combine: Callable[[ArrayLike], NDArray[Any]] | None = None
) -> EdgeAnswers:
    """Lay edges of every direction under a kernel, each at many places, and keep the strongest answers.

    An edge is a straight line between 0 and `EDGE`; a pixel that it crosses has a value between them.

    Parameters
    ----------
    kernels : (K, k, l)
        One kernel, or several whose answers are combined.
    combine : callable, optional
        Combines them, see `cnnviz.kernels.CombinedSpec`.

    Examples
    --------
    >>> found = edge_answers([[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]])
    >>> found.at(0), found.at(180), found.degrees[found.strongest].item()
    (1020.0, -1020.0, 0)
    """
    weights = np.asarray(kernels, np.float64)
    rows, columns = (np.arange(size) - (size - 1) / 2 for size in weights.shape[1:])
    reach = np.hypot(rows[-1], columns[-1]) + 1
    places = np.arange(-np.ceil(reach / _STEP), np.ceil(reach / _STEP) + 1) * _STEP
    degrees = np.arange(0, 360, _TURN)
    right, down = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    along = rows[:, None, None] * down + columns[None, :, None] * right  # k, l, N
    lit = EDGE * np.clip(along[None] - places[:, None, None, None] + 0.5, 0, 1)  # places, k, l, N
    responses = np.einsum("pkln,ckl->cpn", lit, weights)
    outputs = responses[0] if combine is None else np.asarray(combine(responses), np.float64)
    return EdgeAnswers(degrees, _furthest(outputs))


def _furthest(outputs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give for each column the number that is furthest from 0; of two of a size the positive one."""
    high, low = outputs.max(axis=0), outputs.min(axis=0)
    kept = np.where(high >= -low - _ROUNDING * np.abs(outputs).max(initial=0), high, low)
    return np.asarray(np.where(np.abs(kept) <= _ROUNDING * np.abs(outputs).max(initial=0), 0, kept))


def towards(degrees: int) -> str:
    """Name the side that a direction is nearest to.

    >>> towards(0), towards(130), towards(350)
    ('right', 'lower left', 'right')
    """
    return _TOWARDS[round(degrees / 45) % len(_TOWARDS)]
