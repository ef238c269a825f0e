"""A matched filter: a part of a series is the kernel that finds it again."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

import numpy as np

from cnnviz.errors import KernelError
from cnnviz.series.text import Series

How = Literal["raw", "mean", "norm"]

#: What is done to the shape before it is the kernel.
HOW: Final[dict[How, str]] = {"raw": "As it is", "mean": "Mean removed", "norm": "Normalised"}


class Match(NamedTuple):
    """Which part of a series is the kernel.

    Attributes
    ----------
    start, taps : int
        Its first position, and how many there are.
    how : {"raw", "mean", "norm"}
        As it is; with its mean removed, so that the weights add up to 0 and the level of the series does not
        count; or divided by its sum of squares as well, so that the shape gives 1 where it is found.
    """

    start: int
    taps: int
    how: How

    def weights(self, values: Series) -> Series:
        """Cut the kernel from a series.

        Raises
        ------
        KernelError
            If the part is not in the series, or is flat where its mean is to be removed.

        Examples
        --------
        >>> Match(1, 3, "mean").weights(np.array([0.0, 1, 4, 1, 0])).tolist()
        [-1.0, 2.0, -1.0]
        """
        shape = values[self.start : self.start + self.taps]
        if shape.size < self.taps or self.start < 0:
            raise KernelError(
                f"the shape of {self.taps} from position {self.start} is not in a series of {values.size}; "
                f"choose an earlier or a shorter one"
            )
        if self.how == "raw":
            return np.asarray(shape, np.float64)
        centred = shape - shape.sum() / self.taps
        power = float((centred * centred).sum())
        if power <= FLAT * float((shape * shape).sum()):
            raise KernelError(
                "the shape is flat: with its mean removed nothing is left; choose a part that rises or falls"
            )
        return np.asarray((centred / power) if self.how == "norm" else centred, np.float64)


#: What rounding may leave of a flat shape, as a part of its power.
FLAT: Final = 1e-24


def find_peaks(output: Series, apart: int) -> list[int]:
    """Find where an output peaks: no lower than beside it, and at least half as high as its largest.

    Parameters
    ----------
    output : ndarray, (L,)
    apart : int
        Two peaks are more than so many outputs apart; of closer ones the highest counts.

    Returns
    -------
    list of int
        Indices of the output, in order.

    Examples
    --------
    >>> find_peaks(np.array([0.0, 1, 0, 0.4, 0, 0.9, 0.8]), 2)
    [1, 5]
    """
    largest = float(output.max())
    if largest <= 0:
        return []
    beside = np.pad(output.astype(np.float64), 1, constant_values=-np.inf)
    tops = np.flatnonzero((output >= beside[:-2]) & (output >= beside[2:]) & (output >= largest / 2)).tolist()
    found: list[int] = []
    for at in sorted(tops, key=lambda top: (-output[top], top)):
        if all(abs(at - other) > apart for other in found):
            found.append(at)
    return sorted(found)
