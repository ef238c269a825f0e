"""How sure a prediction is, in one word."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

Certainty = Literal["clearly", "probably", "narrowly"]

#: From this share on, a class is named clearly.
CLEARLY_FROM = 0.9
#: A class is named narrowly if the second has more than this part of its share.
NARROWLY_ABOVE = 0.5


def certainty(shares: ArrayLike) -> Certainty:
    """Say how sure a prediction is: "clearly", "narrowly", or else "probably".

    Clearly, if the first class has nine tenths or more; narrowly, if the second has more than half of what
    the first has. It tells what the network says of itself, not how often it is right.

    Parameters
    ----------
    shares : array_like, shape (classes,)
        The probability of each class, 0–1.

    Examples
    --------
    >>> certainty([0.489, 0.465, 0.046]), certainty([0.7, 0.2, 0.1]), certainty([0.95, 0.03, 0.02])
    ('narrowly', 'probably', 'clearly')
    """
    *_, second, first = np.sort(np.asarray(shares, dtype=np.float64))
    if first >= CLEARLY_FROM:
        return "clearly"
    return "narrowly" if second > NARROWLY_ABOVE * first else "probably"
