"""One neuron's weighted sum: its products, its positive and negative parts, and the sum as an angle."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import ShapeError
from cnnviz.kernels.similarity import cosine

Array = NDArray[np.float64]


@dataclass(frozen=True)
class WeightedSum:
    """How a neuron adds up its inputs; all in float64.

    Attributes
    ----------
    inputs, weights : ndarray, shape (n,)
    bias : float
    """

    inputs: Array
    weights: Array
    bias: float

    @cached_property
    def products(self) -> Array:
        """What each input adds, (n,)."""
        return self.inputs * self.weights

    @property
    def positive(self) -> float:
        """The sum of the products above 0."""
        return float(self.products[self.products > 0].sum())

    @property
    def negative(self) -> float:
        """The sum of the products below 0."""
        return float(self.products[self.products < 0].sum())

    @property
    def aggregate(self) -> float:
        """The sum of all products, w · x, without the bias."""
        return float(self.products.sum())

    @property
    def total(self) -> float:
        """The sum of all products and the bias."""
        return self.aggregate + self.bias

    @property
    def output(self) -> float:
        """What a ReLU leaves of the total."""
        return max(self.total, 0.0)

    def adds(self, outgoing: ArrayLike) -> Array:
        """What the output adds to each neuron of the next layer, (m,), by their weights for it, (m,)."""
        return np.asarray(self.output * np.asarray(outgoing, np.float64))

    @property
    def norms(self) -> tuple[float, float]:
        """The lengths of weights and inputs, ‖w‖ and ‖x‖."""
        return float(np.linalg.norm(self.weights)), float(np.linalg.norm(self.inputs))

    @property
    def cosine(self) -> float | None:
        """Cosine of the angle between weights and inputs, −1–1; None if one of them has no length."""
        return cosine(self.weights, self.inputs) if all(self.norms) else None

    @property
    def angle(self) -> float | None:
        """The angle between weights and inputs in degrees, 0–180; None if one of them has no length."""
        return None if self.cosine is None else float(np.degrees(np.arccos(self.cosine)))

    def scaled(self, factor: float) -> "WeightedSum":
        """The same neuron with inputs so many times as large: the angle stays, the sum grows."""
        return WeightedSum(self.inputs * factor, self.weights, self.bias)


def weighted_sum(inputs: ArrayLike, weights: ArrayLike, bias: Any = 0.0) -> WeightedSum:
    """Follow one neuron.

    With θ the angle between the two, w · x = ‖w‖ ‖x‖ cos θ: the sum is large where the input points the same
    way as the weights, 0 where it is at a right angle, and it grows with the length of the input.

    Parameters
    ----------
    inputs, weights : array_like
        Of one shape; both are flattened.
    bias : float

    Raises
    ------
    ShapeError
        If there is not one weight an input.

    Examples
    --------
    >>> neuron = weighted_sum([155, 60], [0.27, 0.2])
    >>> round(neuron.total, 2), round(neuron.output, 2), round(neuron.angle, 1)
    (53.85, 53.85, 15.4)
    >>> weighted_sum([155, 60], [-0.1, -0.4]).output
    0.0
    """
    x, w = np.asarray(inputs, np.float64), np.asarray(weights, np.float64)
    if x.shape != w.shape:
        raise ShapeError(
            f"inputs of shape {x.shape} can't meet weights of shape {w.shape}; give each input one weight"
        )
    return WeightedSum(x.ravel(), w.ravel(), float(bias))
