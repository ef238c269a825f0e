"""How much better one network is than another on the same images."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def paired_difference(first: NDArray[Any], second: NDArray[Any], z: float = 1.96) -> dict[str, Any]:
    """Compare which images two networks classify correctly.

    Most images are easy or hard for both, so the difference is known better than either accuracy: only the
    images that one of them gets right and the other does not count; McNemar (1947).

    Parameters
    ----------
    first, second : ndarray of bool, shape (N,)
        Whether each classifies each image correctly.
    z : float
        Standard errors to both sides; 1.96 for 95 %.

    Returns
    -------
    dict
        ``difference`` (accuracy of the first minus that of the second, −1–1) and its ``interval``. It tells
        of these two networks and other images, not of other runs of the training.

    Examples
    --------
    >>> paired_difference(np.array([True] * 90 + [False] * 10), np.array([True] * 80 + [False] * 20))
    {'difference': 0.1, 'interval': [0.0412, 0.1588]}
    """
    gain = first.astype(np.float64) - second
    middle, error = gain.mean(), gain.std() / np.sqrt(len(gain))
    return {
        "difference": round(float(middle), 4),
        "interval": [round(float(middle - z * error), 4), round(float(middle + z * error), 4)],
    }
