"""What rounding a kernel's weights for exact sums has changed, in words."""

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.numbers import format_number

SEEN = 1e-4
"""The part of a weight by which it must have changed before the four digits printed of it are compared."""


def rounding_note(given: ArrayLike, used: ArrayLike) -> str:
    """Say which weight was rounded so far that a learner sees it; "" if none was.

    Parameters
    ----------
    given, used : (k, l) array_like
        The weights before and after rounding.

    Examples
    --------
    >>> rounding_note([[0.001, 1e6]], [[0, 1e6]])
    'Beside a weight of 1,000,000, sums are exact only of weights rounded to multiples of 0.0625: in row 0, \
column 0, 0.001 is used as 0.'
    """
    before, after = (np.asarray(weights, np.float64) for weights in (given, used))
    moved = np.flatnonzero(np.abs(after - before) > SEEN * np.abs(before))
    seen = [i for i in moved if format_number(before.flat[i]) != format_number(after.flat[i])]
    if not seen:
        return ""
    farthest = max(seen, key=lambda i: abs(after.flat[i] - before.flat[i]))
    row, column = np.unravel_index(farthest, before.shape)
    largest = np.abs(after).max()
    gap = np.spacing(np.float32(largest))
    one, other = (format_number(weights.flat[farthest]) for weights in (before, after))
    others = len(seen) - 1
    more = f" {others} other weight{'s change' if others > 1 else ' changes'}, too." if others else ""
    return (
        f"Beside a weight of {format_number(largest)}, sums are exact only of weights rounded to multiples "
        f"of {format_number(gap)}: in row {row}, column {column}, {one} is used as {other}.{more}"
    )
