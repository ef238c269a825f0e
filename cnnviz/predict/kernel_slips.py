"""The slips that take a kernel for another: predictions and exercises share them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from cnnviz.arguments import Floats


class KernelSlip(NamedTuple):
    """A slip: what the learner `did` (behind "You"), what is right instead, and the kernel that it makes.

    `change` takes weights whose last two axes are rows and columns; of a row of weights, there is no other.
    """

    did: str
    instead: str
    change: Callable[[Floats], Floats]


def _turned(weights: Floats) -> Floats:
    return np.flip(weights, axis=tuple(range(weights.ndim))[-2:])


KERNEL_SLIPS: Final[Mapping[str, KernelSlip]] = MappingProxyType(
    {
        "flipped": KernelSlip(
            "turned the kernel by half a turn",
            "Here the kernel lies on the window as it is, its first weight on the first value.",
            _turned,
        ),
        "transposed": KernelSlip(
            "swapped the kernel's rows and columns",
            "Its rows lie along the picture's rows.",
            lambda weights: weights.swapaxes(-1, -2),
        ),
        "no_minus": KernelSlip(
            "left out the minus signs of the weights",
            "A value under a negative weight is subtracted.",
            np.abs,
        ),
        "window_sum": KernelSlip(
            "added the window's values without their weights",
            "Multiply each value by the weight over it first.",
            np.ones_like,
        ),
    }
)
"""By their keys, in the order in which they are tried."""
