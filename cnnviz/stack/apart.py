"""How far two stacks are apart: the largest difference between their last maps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.stack.layers import Layer, outputs


def apart(one: Sequence[Layer], other: Sequence[Layer], image: ArrayLike) -> float | None:
    """Give the largest difference, without its sign; None where the last maps differ in size.

    Raises
    ------
    ShapeError
        If a layer does not fit.

    Examples
    --------
    >>> from cnnviz.stack.text import read_stack
    >>> image, twice = [[[1.0, -2.0]]], read_stack("conv_1_1_0_linear_1_2_0")
    >>> apart(twice, read_stack("conv_1_1_0_relu_1_2_0"), image)
    4.0
    """
    first, second = outputs(one, image)[-1], outputs(other, image)[-1]
    return float(np.abs(first - second).max()) if first.shape == second.shape else None
