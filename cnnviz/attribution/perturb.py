"""Changing an image by an amount, to see where the network's prediction tips.

Every change leaves the image exactly as it is at amount 0 and gives 0–1 at any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.attribution.changes import PERTURBATIONS, How
from cnnviz.attribution.checks import number_in, one_image
from cnnviz.attribution.scores import logits_of
from cnnviz.errors import CnnvizError
from cnnviz.network.sequential import Sequential
from cnnviz.operators import softmax

Array = NDArray[Any]
_PLAIN = How()


def perturb(image: ArrayLike, kind: str, amount: float, how: How = _PLAIN) -> Array:
    """Change an image.

    Parameters
    ----------
    image : array_like, shape (C, H, W)
        0–1.
    kind : str
        A key of `PERTURBATIONS`.
    amount : float
        In the kind's range and unit; 0 changes nothing.
    how : How
        The noise's seed; where and with what the image is covered.

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
    >>> perturb([[[0.5, 0.5, 0.5]]], "occlude", 1, How(at=(0, 2), fill=1)).tolist()
    [[[0.5, 0.5, 1.0]]]
    """
    image = one_image(image)
    if kind not in PERTURBATIONS:
        raise CnnvizError(f"there is no change “{kind}”; use one of {', '.join(PERTURBATIONS)}")
    change = PERTURBATIONS[kind]
    amount = number_in(amount, f"the amount of “{kind}”", change.low, change.high)
    number_in(how.fill, "what it is covered with", 0, 1)
    if amount == 0:
        return image.copy()
    return np.clip(change.apply(image, amount, how), 0, 1).astype(image.dtype)


def sweep(
    network: Sequential, image: ArrayLike, kind: str, amounts: Sequence[float], how: How = _PLAIN
) -> tuple[Array, Array]:
    """Change an image by each of several amounts, and classify all of the results.

    Returns
    -------
    images : ndarray, shape (amounts, C, H, W)
    probabilities : ndarray, shape (amounts, classes)

    Raises
    ------
    CnnvizError
        If there is no amount; otherwise as `perturb`, which has the parameters, too.
    """
    if not len(amounts):
        raise CnnvizError("there is no amount to try; give at least one")
    changed = np.stack([perturb(image, kind, amount, how) for amount in amounts])
    return changed, softmax(logits_of(network, changed))
