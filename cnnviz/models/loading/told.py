"""What a learner says of a network from elsewhere: the names of its classes, and how pictures come to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from cnnviz.network.layers import Scale

#: What white is where the network was trained, by what addresses call it.
WHITES: Final = {"1": 1.0, "255": 255.0}


@dataclass(frozen=True)
class Told:
    """What is typed beside a network.

    Attributes
    ----------
    labels : tuple of str
        Its classes, in the order of its scores.
    way : str
        How a picture is brought to its size: a key of `cnnviz.models.loading.prepare.ways`.
    invert : bool
        Whether light and dark are swapped; only in a frame, see `FRAMES` there.
    white : str
        A key of `WHITES`: black is 0, white this.
    mean, deviation : tuple of float
        What is taken off each channel then, and what it is divided by.
    """

    labels: tuple[str, ...]
    way: str = "cut"
    invert: bool = False
    white: str = "1"
    mean: tuple[float, ...] = (0.0,)
    deviation: tuple[float, ...] = (1.0,)

    def scale(self) -> Scale | None:
        """Give the layer that makes a picture of 0 to 1 what the network takes; None if that is the same.

        >>> Told((), white="255", mean=(100.0,), deviation=(50.0,)).scale()(np.float32([[[[0.0, 1.0]]]]))
        array([[[[-2. ,  3.1]]]], dtype=float32)
        """
        factor = WHITES[self.white] / np.asarray(self.deviation)
        offset = -np.asarray(self.mean) / np.asarray(self.deviation)
        return None if (factor == 1).all() and (offset == 0).all() else Scale(factor, offset)
