"""Layers that treat each element by itself."""

from typing import ClassVar

import numpy as np

from cnnviz.errors import ShapeError
from cnnviz.network.layers.base import Array, Backward, Layer
from cnnviz.operators import ACTIVATIONS, relu


class ReLU(Layer):
    """Negative values become 0; the gradient passes where the output is positive."""

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Rectify; see `Layer.forward`."""
        output = relu(x)
        return output, lambda gradient: (gradient * (output > 0), {})


class _Curve(Layer):
    """One of `cnnviz.operators.ACTIVATIONS`; the gradient is multiplied by the curve's slope."""

    name: ClassVar[str]

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Apply the curve to each element; see `Layer.forward`."""
        curve = ACTIVATIONS[self.name]
        return curve.function(x), lambda gradient: (gradient * curve.derivative(x), {})


class Sigmoid(_Curve):
    """Squeezed between 0 and 1; the slope is never more than 1/4, which is how gradients vanish."""

    name = "sigmoid"


class Tanh(_Curve):
    """Squeezed between −1 and 1; the slope is 1 in the middle and falls to 0 on both sides."""

    name = "tanh"


class GELU(_Curve):
    """ReLU with a rounded corner: each element times the normal distribution's probability below it."""

    name = "gelu"


class Dropout(Layer):
    """In training each element is silenced with probability ``p`` and the others grow by 1 / (1 − p).

    The expectation is kept, so that at test time the layer does nothing.
    Srivastava et al. (2014), "Dropout: A Simple Way to Prevent Neural Networks from Overfitting".

    Parameters
    ----------
    p : float
        0 ≤ p < 1.
    rng : numpy.random.Generator, optional
        Where it is drawn who falls silent; needed for training only.
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
