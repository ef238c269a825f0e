"""Maps whose pixels should add up to a known number: how nearly they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.attribution.checks import one_image
from cnnviz.attribution.scores import Logit
from cnnviz.errors import CnnvizError
from cnnviz.network.layers import Linear
from cnnviz.network.sequential import Sequential


@dataclass(frozen=True)
class Balance:
    """The sum of a map's pixels, and the difference that it should equal.

    Attributes
    ----------
    total : float
        Of all pixels.
    score, less : float
        The class's logit, and what does not come from the pixels: the bias, or the logit of the baseline.
    """

    total: float
    score: float
    less: float

    @property
    def difference(self) -> float:
        """What the pixels should add up to."""
        return self.score - self.less

    @property
    def missed(self) -> float:
        """How far the sum is from it: rounding, or too few integration steps."""
        return self.total - self.difference


def evidence_balance(network: Sequential, image: ArrayLike, label: int, explained: NDArray[Any]) -> Balance:
    """Compare an evidence map's sum with logit − bias.

    Parameters
    ----------
    network : Sequential
        Ends with Linear.
    image, explained : array_like, shape (C, H, W)
        The image, and its evidence map.
    label : int

    Raises
    ------
    CnnvizError
        If the network ends otherwise, there is no such class, or the image can't be read.
    """
    dense = network.layers[-1]
    if not isinstance(dense, Linear):
        raise CnnvizError(
            f"evidence of a network that ends with a {type(dense).__name__} layer has no bias to be compared "
            "with; use one that ends with a dense layer"
        )
    score = float(Logit(network, label)(one_image(image)[None])[0])
    return Balance(float(explained.sum()), score, float(dense.parameters["bias"][label]))


def way_balance(
    network: Sequential, image: ArrayLike, label: int, explained: NDArray[Any], baseline: float = 0.0
) -> Balance:
    """Compare the sum of integrated gradients with the image's logit − the baseline's (completeness)."""
    pixels = one_image(image)
    both = np.stack([pixels, np.full_like(pixels, baseline)])
    score, start = Logit(network, label)(both).tolist()
    return Balance(float(explained.sum()), score, start)
