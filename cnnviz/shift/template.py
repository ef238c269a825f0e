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
