"""The evidence for a class, pixel by pixel: from the last maps to a class's logit.

A dense layer after flatten adds up one product for each pixel of the last maps. So the products can be laid
back over the pixels, and add up to the logit without its bias, but for rounding.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.network.layers import Flatten, Linear
from cnnviz.network.sequential import Sequential
from cnnviz.numbers import format_number
from cnnviz.operators.words import factor

Array = NDArray[Any]


@dataclass(frozen=True)
class Evidence:
    """What the last maps say about one class.

    Attributes
    ----------
    weights, activations, products : ndarray, shape (C, H, W)
        The class's weights laid back over the maps, the maps, and one times the other (float64).
    bias : float
    logit : float
        The class's logit, exactly as the network gave it: all products and the bias added up in float32.
    """

    weights: Array
    activations: Array
    products: Array
    bias: float
    logit: float

    @property
    def of_maps(self) -> Array:
        """What each map adds to the logit, (C,)."""
        return np.asarray(self.products.sum(axis=(1, 2)))

    @property
    def of_pixels(self) -> Array:
        """What each position adds to the logit, over all maps, (H, W)."""
        return np.asarray(self.products.sum(axis=0))

    def without(self, unit: int) -> float:
        """Give what the logit would be if all numbers of a map were 0."""
        return self.logit - float(self.of_maps[unit])

    def sentence(self) -> str:
        """Write the sum out, map by map."""
        terms = [f"{factor(part)} (map {i})" for i, part in enumerate(self.of_maps.tolist())]
        return f"{' + '.join(terms)} + {factor(self.bias)} (bias) = {format_number(self.logit)}"


def has_evidence(network: Sequential) -> bool:
    """Whether a network ends with flatten and a dense layer, so that `evidence` can be given."""
    flatten, dense = network.layers[-2:] if len(network.layers) > 2 else (None, None)
    return isinstance(flatten, Flatten) and isinstance(dense, Linear)


def evidence(network: Sequential, activations: list[Array], label: int) -> Evidence:
    """Lay the products that make one class's logit back over the last maps.

    Parameters
    ----------
    network : Sequential
        Ends with Flatten and Linear.
    activations : list of ndarray
        What each layer gave for one input, without the batch's axis.
    label : int
        The class.

    Raises
    ------
    ShapeError
        If the network ends with other layers, or there is no such class.
    """
    dense = network.layers[-1]
    if not (has_evidence(network) and isinstance(dense, Linear)):
        raise ShapeError("only a network of maps that ends with flatten and a dense layer has such evidence")
    if not 0 <= label < dense.out_features:
        raise ShapeError(
            f"there is no class {label} among {dense.out_features}; use 0 to {dense.out_features - 1}"
        )
    maps = activations[-3]
    weights = dense.parameters["weight"][label].reshape(maps.shape)
    products = weights.astype(np.float64) * maps
    bias = float(dense.parameters["bias"][label])
    return Evidence(weights, maps, products, bias, float(activations[-1][label]))
