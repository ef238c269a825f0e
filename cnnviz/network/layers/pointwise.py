"""Layers that treat each element by itself."""

from typing import ClassVar

import numpy as np

from cnnviz.errors import ShapeError
from cnnviz.network.layers.base import Array, Backward, Layer
from cnnviz.operators import ACTIVATIONS, Activation, relu


class ActivationLayer(Layer):
    """One of `cnnviz.operators.ACTIVATIONS`; the gradient is multiplied by its slope."""

    activation: ClassVar[Activation]

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Apply the function to each element; see `Layer.forward`."""
        return self.activation.function(x), lambda gradient: (gradient * self.activation.derivative(x), {})


class ReLU(ActivationLayer):
    """Negative values become 0; the gradient passes where the output is positive."""

    activation = ACTIVATIONS["relu"]

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Rectify, and keep only the output for the backward pass; see `Layer.forward`."""
        output = relu(x)
        return output, lambda gradient: (gradient * (output > 0), {})


def _layer(row: Activation) -> type[ActivationLayer]:
    """Make the class of an activation, under its name in ``torch.nn``."""
    return type(
        row.layer, (ActivationLayer,), {"__doc__": row.about, "__module__": __name__, "activation": row}
    )


ACTIVATION_LAYERS: dict[str, type[ActivationLayer]] = {
    row.key: ReLU if row is ReLU.activation else _layer(row) for row in ACTIVATIONS.values() if row.layer
}
"""The layer of each activation, by the activation's key."""

# A network is copied to another process by the names of its layers' classes.
globals().update({layer.__name__: layer for layer in ACTIVATION_LAYERS.values()})


class Dropout(Layer):
    """In training each element is silenced with probability ``p`` and the others grow by 1 / (1 − p).

    The expectation is kept, so that at test time the layer does nothing.
    Srivastava et al. (2014), "Dropout: A Simple Way to Prevent Neural Networks from Overfitting".

    Parameters
    ----------
    p : float
        0 ≤ p < 1.
    rng : numpy.random.Generator, optional
        Draws the elements that are silenced; needed for training only.
    """

    settings = ("p",)

    def __init__(self, p: float = 0.5, rng: np.random.Generator | None = None) -> None:
        super().__init__()
        if not 0 <= p < 1:
            raise ShapeError(f"dropout silences a share of 0 up to, not including, 1 of the units, not {p}")
        self.p, self.rng = p, rng

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Silence some elements while training; see `Layer.forward`."""
        if not training or self.p == 0:
            return x, lambda gradient: (gradient, {})
        if self.rng is None:
            raise ShapeError("dropout needs a random generator to train; give one as Dropout(p, rng)")
        keep = (self.rng.random(x.shape) >= self.p).astype(x.dtype) / x.dtype.type(1 - self.p)
        return x * keep, lambda gradient: (gradient * keep, {})
