"""Stochastic gradient descent with momentum, Adam, and Adam with decoupled weight decay."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


class SGD:
    """Gradient descent with momentum, as ``torch.optim.SGD``.

    Parameters
    ----------
    parameters : dict of str to ndarray
        Changed in place by `step`.
    lr : float
        Rate; may be changed between steps.
    momentum : float
        Share of the last step's velocity that stays, 0 ≤ momentum < 1.
    weight_decay : float
        Times the parameter, this is added to its gradient.
    decayed : set of str, optional
        Names that decay; all, if not given.
    """

    def __init__(
        self,
        parameters: Arrays,
        lr: float = 0.01,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
        decayed: set[str] | None = None,
    ) -> None:
        self.parameters, self.lr, self.momentum = parameters, lr, momentum
        self.weight_decay = weight_decay
        self.decayed = set(parameters) if decayed is None else decayed
        self._velocity = {name: np.zeros_like(value) for name, value in parameters.items()}

    @property
    def memories(self) -> dict[str, Arrays]:
        """What it remembers from step to step, by what it is: the arrays themselves."""
        return {"velocity": self._velocity}

    def step(self, gradients: Arrays) -> None:
        """Go one step downhill: velocity = momentum · velocity + gradient; parameter −= lr · velocity."""
        for name, parameter in self.parameters.items():
            velocity = self._velocity[name]
            velocity *= self.momentum
            velocity += gradients[name]
            if self.weight_decay and name in self.decayed:
                velocity += self.weight_decay * parameter
            parameter -= self.lr * velocity


class Adam:
    """Adam with bias correction, as ``torch.optim.Adam``; Kingma and Ba (2015), "Adam".

    Parameters
    ----------
    parameters : dict of str to ndarray
        Changed in place by `step`.
    lr : float
        Rate; may be changed between steps.
    betas : (float, float)
        Memory of the gradient's mean and of its square.
    eps : float
        Against division by 0.
    """

    def __init__(
        self,
        parameters: Arrays,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ) -> None:
        self.parameters, self.lr, self.betas, self.eps = parameters, lr, betas, eps
        self.steps = 0
        self._mean = {name: np.zeros_like(value) for name, value in parameters.items()}
        self._square = {name: np.zeros_like(value) for name, value in parameters.items()}

    @property
    def memories(self) -> dict[str, Arrays]:
        """What it remembers from step to step beside `steps`, by what it is: the arrays themselves."""
        return {"mean": self._mean, "square": self._square}

    def step(self, gradients: Arrays) -> None:
        """Go one step downhill, with a step size for each parameter."""
        self.steps += 1
        first, second = self.betas
        rate = self.lr / (1 - first**self.steps)
        correction = 1 / np.sqrt(1 - second**self.steps)
        for name, parameter in self.parameters.items():
            gradient, mean, square = gradients[name], self._mean[name], self._square[name]
            mean *= first
            mean += (1 - first) * gradient
            square *= second
            square += (1 - second) * gradient * gradient
            parameter -= rate * mean / (np.sqrt(square) * correction + self.eps)


class AdamW(Adam):
    """Adam with weight decay apart from the gradient, as ``torch.optim.AdamW``.

    Loshchilov and Hutter (2019), "Decoupled Weight Decay Regularization".

    Parameters
    ----------
    parameters, lr, betas, eps
        As for `Adam`.
    weight_decay : float
        Each step shrinks the decayed parameters by the share lr · weight_decay.
    decayed : set of str, optional
        Names that decay; all, if not given.
    """

    def __init__(
        self,
        parameters: Arrays,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 1e-2,
        decayed: set[str] | None = None,
    ) -> None:
        super().__init__(parameters, lr, betas, eps)
        self.weight_decay = weight_decay
        self.decayed = set(parameters) if decayed is None else decayed

    def step(self, gradients: Arrays) -> None:
        """Shrink what decays, then step as `Adam` does."""
        for name in self.decayed if self.weight_decay else ():
            self.parameters[name] *= 1 - self.lr * self.weight_decay
        super().step(gradients)
