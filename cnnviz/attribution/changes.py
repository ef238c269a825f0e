"""Ways of changing an image by an amount: shifted, turned, scaled, brighter, blurred, noisy, covered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnviz.images import resampling

Array = NDArray[Any]


class How(NamedTuple):
    """What some changes need beside their amount.

    Attributes
    ----------
    seed : int
        Of the noise.
    at : (row, column) or None
        The middle of what is covered, which may lie beyond the image; the image's middle if not given.
    fill : float
        What it is covered with, 0–1.
    """

    seed: int = 0
    at: tuple[int, int] | None = None
    fill: float = 0.0


@dataclass(frozen=True)
class Perturbation:
    """One way of changing an image.

    Attributes
    ----------
    title, unit : str
        For a slider, and what its amount counts.
    low, high, step : float
        Range of the amount, and a slider's step.
    apply : callable
        Takes an image (C, H, W), an amount other than 0 and the `How`.
    """

    title: str
    unit: str
    low: float
    high: float
    step: float
    apply: Callable[[Array, float, How], Array]

    @property
    def amounts(self) -> list[float]:
        """Every amount that a slider can be set to, from `low` to `high`.

        >>> PERTURBATIONS["scale"].amounts[:3], PERTURBATIONS["noise"].amounts[-1]
        ([-2.0, -1.9, -1.8], 1.0)
        """
        count = round((self.high - self.low) / self.step)
        return [round(self.low + i * self.step, 10) + 0.0 for i in range(count + 1)]


def _shift(image: Array, amount: float, angle: Sequence[float]) -> Array:
    """Move by `amount` pixels along (rows, columns); black comes in, parts of pixels are interpolated."""
    return resampling.move(image, amount * np.asarray(angle))


def _rotate(image: Array, degrees: float, how: How) -> Array:
    turn = np.deg2rad(degrees)
    return resampling.turn(image, np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]))


def _scale(image: Array, doublings: float, how: How) -> Array:
    """Enlarge by 2^doublings; made smaller, the image is blurred first, so that fine detail fades."""
    if doublings < 0:
        image = _blur(image, 0.5 * np.sqrt(4.0**-doublings - 1), how)
    return resampling.turn(image, np.eye(2) * 2.0**-doublings)


def _blur(image: Array, deviation: float, how: How) -> Array:
    return resampling.blur(image, deviation, "constant")


def _noise(image: Array, deviation: float, how: How) -> Array:
    """The same pattern for all amounts, so that a slider only strengthens it."""
    return np.asarray(image + deviation * np.random.default_rng(how.seed).standard_normal(image.shape))


def _occlude(image: Array, side: float, how: How) -> Array:
    """Cover with a square, as far as it lies on the image; only whole sides are drawn."""
    covered, side = image.copy(), int(side)
    middle = how.at or (image.shape[1] // 2, image.shape[2] // 2)
    rows, columns = (slice(max(m - side // 2, 0), max(m - side // 2 + side, 0)) for m in middle)
    covered[:, rows, columns] = how.fill
    return covered


#: Every change by its key.
PERTURBATIONS = {
    "right": Perturbation("Shift right", "pixels", -14, 14, 1, lambda x, a, _: _shift(x, a, (0, 1))),
    "down": Perturbation("Shift down", "pixels", -14, 14, 1, lambda x, a, _: _shift(x, a, (1, 0))),
    "rotate": Perturbation("Rotate", "degrees, anticlockwise", -180, 180, 5, _rotate),
    "scale": Perturbation("Scale", "doublings of its size", -2, 2, 0.1, _scale),
    "brighten": Perturbation("Brighten", "added to each pixel", -1, 1, 0.05, lambda x, a, _: x + a),
    "blur": Perturbation("Blur", "pixels, standard deviation", 0, 6, 0.2, _blur),
    "noise": Perturbation("Noise", "of the full brightness range, standard deviation", 0, 1, 0.02, _noise),
    "occlude": Perturbation("Cover", "pixels, side of a square", 0, 28, 1, _occlude),
}
