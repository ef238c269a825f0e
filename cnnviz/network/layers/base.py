"""What every layer of a network has in common."""

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError

Array = NDArray[Any]
Gradients = dict[str, Array]
#: Takes the gradient of the loss with respect to a layer's output, of the output's shape; returns the
#: gradient with respect to the input and one for each parameter, by name.
Backward = Callable[[Array], tuple[Array, Gradients]]


class Layer:
    """One step of a network: ``forward`` returns the output and the function that passes a gradient back.

    Nothing is hidden: a layer keeps its parameters, and nothing of the last input. What the backward pass
    needs is in the function that ``forward`` returned.

    Attributes
    ----------
    parameters : dict of str to ndarray
        What training changes, by name.
    buffers : dict of str to ndarray
        What is kept with the weights but not trained (batch norm's running statistics).
    """

    #: Names of the constructor's arguments that a file of weights must know to build the layer again.
    settings: ClassVar[tuple[str, ...]] = ()

    @property
    def kind(self) -> str:
        """The name of its class in ``torch.nn``, as a file of weights and a script spell it."""
        return type(self).__name__

    def __init__(self) -> None:
        self.parameters: dict[str, Array] = {}
        self.buffers: dict[str, Array] = {}

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Compute the output for a batch ``x`` and the function that passes a gradient back.

        Parameters
        ----------
        x : ndarray
            A batch, its first axis counting the items.
        training : bool
            Dropout and batch norm behave differently while training.

        Returns
        -------
        output : ndarray
        backward : callable
            See `Backward`.
        """
        raise NotImplementedError

    def __call__(self, x: Array) -> Array:
        """Return only the output, as at test time."""
        return self.forward(x)[0]

    def __repr__(self) -> str:
        arguments = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.settings)
        return f"{self.kind}({arguments})"


def check_whole(layer: Layer, least: int, *names: str) -> None:
    """Refuse settings of a layer that are no whole numbers of at least ``least``.

    Raises
    ------
    ShapeError
        Naming the setting.
    """
    for name in names:
        value = getattr(layer, name)
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
            raise ShapeError(
                f"{name} of a {type(layer).__name__} layer must be a whole number of at least {least}, "
                f"not {value}"
            )


def he_normal(shape: tuple[int, ...], fan_in: int, rng: np.random.Generator) -> Array:
    """Draw weights with variance 2 / fan_in, which keeps the size of signals through ReLU layers.

    He, Zhang, Ren, Sun (2015), "Delving Deep into Rectifiers".
    """
    weight: Array = (rng.standard_normal(shape) * np.sqrt(2 / fan_in)).astype(np.float32)
    return weight
