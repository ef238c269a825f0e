"""Images that are in a data set twice, exactly or nearly, counted and taken out before anything is split."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.network.sequential import Array
from cnnviz.training.data import Split

#: Two images are nearly the same if they lie no further apart than rounding one of them to 16 greys can move
#: it: half a step, 1/30, for each of the 784 pixels of 0–1.
NEAR = 28 / 30
#: How many images are compared with all others at once.
ROWS = 1000


@dataclass(frozen=True)
class Counted:
    """What was found in several sources, put one after the other.

    Attributes
    ----------
    within : tuple of int
        For each source, how many of its images are in it already, byte for byte.
    between : int
        How many of the later sources' images are in an earlier one, byte for byte.
    contradictions : int
        How many of all these have another label than the first.
    near : int
        Pairs of distinct images that lie within `NEAR`, as they are or moved into the upper left corner.
    nearest : float
        How far the two nearest distinct images lie apart: the root of the sum of squared differences, 0–28.
    distinct : int
        Images that are left.
    """

    within: tuple[int, ...]
    between: int
    contradictions: int
    near: int
    nearest: float
    distinct: int


def distinct(sources: Sequence[Split]) -> tuple[Split, Counted]:
    """Join sources, keep the first of equal images, and count what was left out."""
    first: dict[bytes, tuple[int, int]] = {}  # the source and the label of each image
    within, between, contradictions, kept = [0] * len(sources), 0, 0, []
    for number, source in enumerate(sources):
        for index, (image, label) in enumerate(zip(source.images, source.labels.tolist(), strict=True)):
            key = image.tobytes()
            if key not in first:
                first[key] = number, label
                kept.append((number, index))
                continue
            where, known = first[key]
            within[number] += where == number
            between += where != number
            contradictions += known != label
    images, labels = ([getattr(sources[n], what)[i] for n, i in kept] for what in ("images", "labels"))
    joined = Split(np.stack(images), np.array(labels))
    pairs, nearest = near_pairs(joined.images)
    return joined, Counted(tuple(within), between, contradictions, pairs, nearest, len(joined))


def near_pairs(images: NDArray[np.uint8]) -> tuple[int, float]:
    """Count the pairs of images within `NEAR` of each other, and say how far the two nearest lie apart.

    Images (N, H, W) are compared as they are, and with their empty border above and to the left cut away, so
    that a copy that was moved is found too.
    """
    pairs, nearest = set(), np.inf
    for seen in (images, np.stack([in_corner(image) for image in images])):
        flat = seen.reshape(len(seen), -1).astype(np.float64) / 255
        squares = (flat**2).sum(axis=1)
        for start in range(0, len(flat), ROWS):
            part = slice(start, start + ROWS)
            apart = squares[part, None] + squares - 2 * flat[part] @ flat.T
            apart[np.arange(len(flat)) <= np.arange(len(flat))[part, None]] = np.inf  # each pair once
            nearest = min(nearest, float(apart.min()))
            pairs |= {(start + i, j) for i, j in np.argwhere(apart <= NEAR**2).tolist()}
    return len(pairs), round(float(np.sqrt(max(nearest, 0))), 4)


def in_corner(image: Array) -> Array:
    """Move what is on an image (H, W) as far up and to the left as it goes.

    >>> in_corner(np.array([[0, 0, 0], [0, 5, 6], [0, 0, 7]])).tolist()
    [[5, 6, 0], [0, 7, 0], [0, 0, 0]]
    """
    up, left = (np.flatnonzero(image.any(axis=axis)) for axis in (1, 0))
    if not len(up):
        return image
    return np.roll(image, (-up[0], -left[0]), axis=(0, 1))
