"""What is left of a gradient on its way down a deep stack, with and without skips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Numbers that each layer of the stack takes and gives.
WIDTH: Final = 16


@dataclass(frozen=True)
class Gradients:
    """How long the gradient is behind each layer, from the stack's input (0) to its output.

    Attributes
    ----------
    plain, skipping : float64, (layers + 1,)
        Without and with skips; 1 at the output.
    """

    plain: NDArray[np.float64]
    skipping: NDArray[np.float64]


def slopes(slope: float, layers: int) -> tuple[float, float]:
    """Multiply the slopes of a stack of one number: each layer's slope, and 1 more with a skip around it.

    >>> plain, skipping = slopes(0.1, 5)
    >>> round(plain, 7), round(skipping, 5)
    (1e-05, 1.61051)
    """
    return slope**layers, (1 + slope) ** layers


def gradients(slope: float, layers: int, seed: int) -> Gradients:
    """Send a gradient back through layers of random weights and a ReLU each.

    The weights are drawn so that a layer makes a vector about `slope` times as long, on average.

    Parameters
    ----------
    slope : float
        Above 0.
    layers : int
        From 1 up.
    seed : int
    """
    drawn = np.random.default_rng(seed)
    weights = drawn.normal(0, slope * np.sqrt(2 / WIDTH), (layers, WIDTH, WIDTH))
    start, end = drawn.normal(size=(2, WIDTH))
    return Gradients(*(_lengths(weights, start, end, is_skipping) for is_skipping in (False, True)))


def _lengths(
    weights: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64], is_skipping: bool
) -> NDArray[np.float64]:
    """Run forward, then back from a gradient at the output, and measure it behind every layer."""
    value, signs = start, []
    for matrix in weights:
        made = matrix @ value
        signs.append(made > 0)
        value = made * signs[-1] + (value if is_skipping else 0)
    gradient = end / np.linalg.norm(end)
    lengths = [1.0]
    for matrix, sign in zip(weights[::-1], signs[::-1], strict=True):
        gradient = matrix.T @ (gradient * sign) + (gradient if is_skipping else 0)
        lengths.append(float(np.linalg.norm(gradient)))
    return np.array(lengths[::-1])
