"""One fixed order in which the pixels of every picture of a size are shuffled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Each seed is another order.
MOST_SEED = 99
_STEP, _FIRST, _SECOND = np.uint32(0x9E3779B9), np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)


def permutation(count: int, seed: int = 0) -> NDArray[np.intp]:
    """Give an order of `count` pixels that looks like chance and is the same everywhere.

    Each pixel's number is mixed into a key of 32 bits, and the pixels are sorted by their keys. The browser
    does the same (assets/components/cnnviz/pixel_order.js), so that nothing has to be sent.

    Parameters
    ----------
    count : int
        At most 2**20.
    seed : int, 0 to `MOST_SEED`

    Returns
    -------
    ndarray of int, shape (count,)
        Place i of a shuffled line has what stood at place ``order[i]``.

    References
    ----------
    Appleby (2011), MurmurHash3: the mixing is its last step, which maps no two numbers to one.

    Examples
    --------
    >>> line = np.arange(5) * 10
    >>> sorted(line[permutation(5)]) == list(line)
    True
    """
    with np.errstate(over="ignore"):
        keys = np.arange(count, dtype=np.uint32) + np.uint32(seed) * _STEP
        for shift, factor in ((16, _FIRST), (13, _SECOND)):
            keys = (keys ^ (keys >> np.uint32(shift))) * factor
    keys ^= keys >> np.uint32(16)
    return np.argsort(keys, kind="stable")
