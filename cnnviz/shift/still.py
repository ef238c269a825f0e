"""How far numbers hold still while a picture moves: of the picture, of its map, and of its pooled map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.operators.padding import BorderMode
from cnnviz.shift.chain import Chain
from cnnviz.shift.seen import Seen
from cnnviz.shift.steps import Pair

#: The largest shift that is measured, in pixels.
REACH = 8


@dataclass(frozen=True)
class Curve:
    """What holds still, by the distance that a picture has moved; each the mean over all directions.

    Attributes
    ----------
    distances : (n,) int
        In pixels, from 0.
    unchanged : (3, n) float64
        The share of numbers that are as before, at the same place: of picture, map and pooled map. NaN where
        there is nothing to compare.
    alike : (3, n) float64
        The correlation of the numbers before and after; NaN also where all numbers are equal.
    """

    distances: NDArray[np.int64]
    unchanged: NDArray[np.float64]
    alike: NDArray[np.float64]


def holding_still(image: Floats, chain: Chain, mode: BorderMode = "constant", reach: int = REACH) -> Curve:
    """Measure it over shifts to the left, right, up and down.

    Windows that reach beyond the picture are left out: what padding does is no matter of the shift. So all
    maps are parts of one map of stride 1, of the picture with as much around it as moves in.

    Parameters
    ----------
    image : (H, W)
    chain
        Gives map and pooled map.
    mode
        What moves in, see `cnnviz.shift.shift`.
    reach : int
        The largest shift; less for a picture that is smaller.

    Examples
    --------
    The largest number of a pool stays as long as it lies under the same window:

    >>> from cnnviz.filtering import built
    >>> from cnnviz.geometry import Geometry
    >>> from cnnviz.kernels import CATALOGUE
    >>> from cnnviz.operators import POOLINGS
    >>> how = Geometry((1, 1), "valid", (1, 1), "constant", "floor")
    >>> options = {"kernel_size": (1, 4), "stride": (1, 4)}
    >>> chain = Chain(built(CATALOGUE["custom"], {"text": "1"}), how, POOLINGS["max"], options, (1, 8))
    >>> row = np.array([[0, 9, 0, 0, 0, 0, 0, 0]], np.float32)
    >>> holding_still(row, chain, reach=2).unchanged[2].tolist()
    [1.0, 1.0, 0.75]
    """
    most = min(reach, max(image.shape) - 1)
    seen = Seen.of(image, chain, mode, most)
    first = seen.at((0, 0))
    found = np.stack(
        [
            np.mean([_measured(first, seen.at(by)) for by in _directions(distance, image.shape)], axis=0)
            for distance in range(most + 1)
        ],
        axis=-1,
    )  # (2, 3, n)
    return Curve(np.arange(most + 1), found[0], found[1])


def _directions(distance: int, size: tuple[int, ...]) -> Iterator[Pair]:
    for axis, side in enumerate(size):
        if side > 1 or max(size) == 1:
            for by in (distance, -distance):
                yield (by, 0) if axis == 0 else (0, by)


def _measured(before: tuple[Floats, ...], after: tuple[Floats, ...]) -> NDArray[np.float64]:
    """Compare three pairs of maps: (2, 3), the share that is equal, and the correlation."""
    pairs = list(zip(before, after, strict=True))
    return np.array([[_unchanged(*pair) for pair in pairs], [_alike(*pair) for pair in pairs]])


def _unchanged(before: Floats, after: Floats) -> float:
    return float(np.mean(before == after)) if before.size else float("nan")


def _alike(before: Floats, after: Floats) -> float:
    if before.size < 2:
        return float("nan")
    a, b = (np.asarray(one, np.float64) - one.mean(dtype=np.float64) for one in (before, after))
    both = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / both if both else float("nan")
