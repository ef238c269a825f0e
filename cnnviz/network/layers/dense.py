"""The layers of a network's head: flatten and the dense layer."""

import math

import numpy as np

from cnnviz.errors import ShapeError
from cnnviz.network.layers.base import Array, Backward, Layer, check_whole, he_normal
from cnnviz.operators import linear


class Flatten(Layer):
    """``(N, C, H, W)`` → ``(N, C·H·W)``, row by row, map after map."""

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Flatten; see `Layer.forward`."""
        return x.reshape(len(x), math.prod(x.shape[1:])), lambda gradient: (gradient.reshape(x.shape), {})


class Linear(Layer):
    """The dense layer: output = x · weightᵀ + bias.

    Parameters
    ----------
    in_features, out_features : int
    rng : numpy.random.Generator, optional
        Where the first weights are drawn from; He initialisation. Without it they are zero, to be loaded.

    Notes
    -----
    Input ``(N, in)``, output ``(N, out)``, weight ``(out, in)`` as in torch, bias ``(out,)``.
    """

    settings = ("in_features", "out_features")

    def __init__(self, in_features: int, out_features: int, rng: np.random.Generator | None = None) -> None:
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        check_whole(self, 1, "in_features", "out_features")
        shape = (out_features, in_features)
        weight = np.zeros(shape, np.float32) if rng is None else he_normal(shape, in_features, rng)
        self.parameters = {"weight": weight, "bias": np.zeros(out_features, np.float32)}

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Multiply and add the bias; see `Layer.forward`."""
        if x.ndim != 2 or x.shape[1] != self.in_features:
            raise ShapeError(
                f"this dense layer takes {self.in_features} numbers an item, but got a batch of shape "
                f"{x.shape}; its size must be channels × height × width of the maps before it"
            )
        weight = self.parameters["weight"]

        def backward(gradient: Array) -> tuple[Array, dict[str, Array]]:
            return gradient @ weight, {"weight": gradient.T @ x, "bias": gradient.sum(axis=0)}

        return linear(x, weight, self.parameters["bias"]), backward
