"""A network as a list of layers."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.network.layers import Backward, Conv2d, Layer

Array = NDArray[Any]


class Sequential:
    """Layers one after the other.

    Parameters
    ----------
    layers : sequence of Layer

    Examples
    --------
    >>> import numpy as np
    >>> from cnnviz.network.layers import Flatten, ReLU
    >>> net = Sequential([ReLU(), Flatten()])
    >>> net(np.array([[[[-1.0, 2.0]]]]))
    array([[0., 2.]])
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = list(layers)

    @property
    def parameters(self) -> dict[str, Array]:
        """Every trained array by ``"index.name"``, such as ``"0.weight"``; the arrays, not copies."""
        return {f"{i}.{k}": v for i, layer in enumerate(self.layers) for k, v in layer.parameters.items()}

    @property
    def buffers(self) -> dict[str, Array]:
        """Every array kept beside the trained ones, by ``"index.name"``."""
        return {f"{i}.{k}": v for i, layer in enumerate(self.layers) for k, v in layer.buffers.items()}

    def assign(self, arrays: dict[str, Array]) -> None:
        """Put arrays in place of parameters and buffers of the same ``"index.name"``."""
        for key, value in arrays.items():
            index, name = key.split(".")
            layer = self.layers[int(index)]
            (layer.parameters if name in layer.parameters else layer.buffers)[name] = value

    def forward(
        self, x: Array, training: bool = False, input_gradient: bool = True
    ) -> tuple[Array, Backward]:
        """Send a batch through all layers.

        Parameters
        ----------
        x : ndarray
            The batch.
        training : bool
            See `Layer.forward`.
        input_gradient : bool
            Whether the backward pass gives the gradient with respect to ``x``. Training needs none, and
            saves a quarter of a step where a convolution comes first; it gets an empty array instead.

        Returns
        -------
        output : ndarray
        backward : callable
            Takes the gradient with respect to the output; returns that with respect to ``x`` and a dict of
            gradients with the keys of `parameters`.
        """
        ways_back, data = [], x
        first = self.layers[0] if self.layers else None
        for layer in self.layers:
            x, back = layer.forward(x, training)
            ways_back.append(back)
        if isinstance(first, Conv2d) and not input_gradient:
            ways_back[0] = lambda gradient: (np.empty(0), first.gradients(data, gradient))

        def backward(gradient: Array) -> tuple[Array, dict[str, Array]]:
            gradients = {}
            for i in reversed(range(len(ways_back))):
                gradient, own = ways_back[i](gradient)
                gradients.update({f"{i}.{name}": value for name, value in own.items()})
            return gradient, gradients

        return x, backward

    def activations(self, x: Array) -> list[Array]:
        """Send a batch through, as at test time, and keep the output of every layer, in order."""
        kept = []
        for layer in self.layers:
            x = layer(x)
            kept.append(x)
        return kept

    def __call__(self, x: Array) -> Array:
        """Return only the last output, as at test time."""
        return self.forward(x)[0]

    def __repr__(self) -> str:
        return "Sequential(\n" + "".join(f"  {layer!r},\n" for layer in self.layers) + ")"
