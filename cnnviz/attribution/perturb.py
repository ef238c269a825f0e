"""Changing an image by an amount, to see where the network's answer tips.

Every change leaves the image exactly as it is at amount 0 and gives 0–1 at any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.attribution.checks import number_in, one_image
from cnnviz.attribution.scores import answers
from cnnviz.errors import CnnvizError
from cnnviz.network.sequential import Sequential
from cnnviz.operators import softmax

Array = NDArray[Any]


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
        Takes an image (C, H, W), an amount other than 0 and a seed.
    """

    title: str
    unit: str
    low: float
    high: float
    step: float
    apply: Callable[[Array, float, int], Array]


def _shift(image: Array, amount: float, angle: Sequence[float]) -> Array:
    """Move by `amount` pixels along (rows, columns); black comes in, parts of pixels are interpolated."""
    from scipy import ndimage

    moved = [ndimage.shift(channel, amount * np.asarray(angle), order=1) for channel in image]
    return np.stack(moved)


def _turned(image: Array, matrix: Array) -> Array:
    """Sample bilinearly at matrix · (place − centre) + centre; black beyond the image."""
    from scipy import ndimage

    centre = (np.array(image.shape[1:]) - 1) / 2
    offset = centre - matrix @ centre
    return np.stack([ndimage.affine_transform(channel, matrix, offset, order=1) for channel in image])


def _rotate(image: Array, degrees: float, seed: int) -> Array:
    turn = np.deg2rad(degrees)
    return _turned(image, np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]))


def _scale(image: Array, doublings: float, seed: int) -> Array:
    """Enlarge by 2^doublings; made smaller, the image is blurred first, so that fine detail fades."""
    if doublings < 0:
        image = _blur(image, 0.5 * np.sqrt(4.0**-doublings - 1), seed)
    return _turned(image, np.eye(2) * 2.0**-doublings)


def _blur(image: Array, deviation: float, seed: int) -> Array:
    from scipy import ndimage

    return np.stack([ndimage.gaussian_filter(channel, deviation, mode="constant") for channel in image])


def _noise(image: Array, deviation: float, seed: int) -> Array:
    """The same pattern for all amounts, so that a slider only strengthens it."""
    return np.asarray(image + deviation * np.random.default_rng(seed).standard_normal(image.shape))


def _occlude(image: Array, side: float, seed: int) -> Array:
    """Cover a black square in the middle; of a side between two whole numbers, the smaller."""
    covered, side = image.copy(), int(side)
    top, left = ((size - side) // 2 for size in image.shape[1:])
    covered[:, max(top, 0) : top + side, max(left, 0) : left + side] = 0
    return covered


#: Every change by its key.
PERTURBATIONS = {
    "right": Perturbation("Shift right", "pixels", -14, 14, 1, lambda x, a, _: _shift(x, a, (0, 1))),
    "down": Perturbation("Shift down", "pixels", -14, 14, 1, lambda x, a, _: _shift(x, a, (1, 0))),
    "rotate": Perturbation("Rotate", "degrees, anticlockwise", -180, 180, 5, _rotate),
    "scale": Perturbation("Scale", "doublings of its size", -2, 2, 0.1, _scale),
    "brighten": Perturbation("Brighten", "added to each pixel", -1, 1, 0.05, lambda x, a, _: x + a),
    "blur": Perturbation("Blur", "pixels, standard deviation", 0, 6, 0.2, _blur),
    "noise": Perturbation("Noise", "of full light, standard deviation", 0, 1, 0.02, _noise),
    "occlude": Perturbation("Cover", "pixels, side of a square", 0, 28, 1, _occlude),
}


def perturb(image: ArrayLike, kind: str, amount: float, seed: int = 0) -> Array:
    """Change an image.

    Parameters
    ----------
    image : array_like, shape (C, H, W)
        0–1.
    kind : str
        A key of `PERTURBATIONS`.
    amount : float
        In the kind's range and unit; 0 changes nothing.
    seed : int
        For noise.

    Returns
    -------
    ndarray of the image's shape and type
        0–1.

    Raises
    ------
    CnnvizError
        If there is no such change, or the amount is beyond its range.

    Examples
    --------
    >>> perturb([[[0.0, 1.0, 0.5]]], "right", 1).tolist()
    [[[0.0, 0.0, 1.0]]]
    """
    image = one_image(image)
    if kind not in PERTURBATIONS:
        raise CnnvizError(f"there is no change “{kind}”; use one of {', '.join(PERTURBATIONS)}")
    change = PERTURBATIONS[kind]
    amount = number_in(amount, f"the amount of “{kind}”", change.low, change.high)
    if amount == 0:
        return image.copy()
    return np.clip(change.apply(image, amount, seed), 0, 1).astype(image.dtype)


def curve(network: Sequential, image: ArrayLike, kind: str, amounts: Sequence[float], seed: int = 0) -> Array:
    """Probabilities of all classes at each amount of a change, (amounts, classes); see `perturb`."""
    if not len(amounts):
        raise CnnvizError("there is no amount to try; give at least one")
    changed = np.stack([perturb(image, kind, amount, seed) for amount in amounts])
    return softmax(answers(network, changed))
