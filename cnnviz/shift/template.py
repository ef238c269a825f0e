"""A neuron with a weight for every pixel: it knows its object at one place only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Floats


def template_of(image: Floats, is_matrix: bool) -> NDArray[np.float64]:
    """Give the weights, (H, W), that look for a picture, (H, W): its own numbers.

    Of a photograph its mean is taken off: plain grey, which matches any place, then adds up to 0.
    """
    numbers = np.asarray(image, np.float64)
    return numbers if is_matrix else numbers - numbers.mean()


def answer(weights: Floats, image: Floats) -> float:
    """Multiply each pixel, (H, W), by its weight, (H, W), and add up: the neuron's output, without a bias.

    >>> x = np.array([[1.0, 0, 1, 0, 0], [0, 1, 0, 0, 0], [1, 0, 1, 0, 0]])
    >>> from cnnviz.shift.moving import shift
    >>> [answer(x, shift(x, (0, right))) for right in range(3)]
    [5.0, 0.0, 2.0]
    """
    return float(np.sum(weights * image, dtype=np.float64))
