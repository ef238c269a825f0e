"""One training step of a small convolution: forward, loss, all gradients, new weights, the loss after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from cnnviz.backward.passing import Float64, Reduce, convolved, routed, spread
from cnnviz.errors import ShapeError
from cnnviz.operators import conv2d, max_pool2d, relu

Place = tuple[int, int]

#: No weight may become larger: it would be no number that one can type, and soon none at all.
LARGEST: Final = 1e6


@dataclass(frozen=True)
class Step:
    """A convolution, then ReLU and max pooling if wanted, one prediction of what is left, and its loss.

    Attributes
    ----------
    input : ndarray, (H, W)
    weight : ndarray, (k, l)
    target : float
        What the prediction should be. The loss is ½·(prediction − target)².
    rate : float
        The learning rate: how much of the gradient is taken off the weights.
    stride, padding : int
        Of the convolution; zeros are padded.
    relu : bool
        Whether a ReLU follows.
    pool : int
        The side and stride of a max pool that follows; 1 for none.
    reduce : {"max", "mean", "sum"}
        How the numbers that are left become the prediction; "max" is max pooling over all of them.

    Examples
    --------
    >>> image, weight = np.array([[1.0, 2, 0], [3, 1, 2], [0, 1, 1]]), np.array([[1.0, -1], [0, 2]])
    >>> step = Step(image, weight, target=4, rate=0.05)
    >>> step.prediction, step.loss, step.by_weight.tolist()
    (6.0, 2.0, [[4.0, 0.0], [2.0, 4.0]])
    >>> step.after.weight.tolist(), round(step.after.prediction, 9), round(step.after.loss, 9)
    ([[0.8, -1.0], [-0.1, 1.8]], 5.1, 0.605)
    """

    input: Float64
    weight: Float64
    target: float
    rate: float
    stride: int = 1
    padding: int = 0
    relu: bool = False
    pool: int = 1
    reduce: Reduce = "max"

    @property
    def shapes(self) -> tuple[Place, Place]:
        """The sizes of the convolution's output and of what the pool leaves.

        Raises
        ------
        ShapeError
            If one of them fits nowhere; so do all that follow from it.
        """
        padded = [side + 2 * self.padding for side in self.input.shape]
        rooms = [side - taps for side, taps in zip(padded, self.weight.shape, strict=True)]
        if min(rooms) < 0:
            raise ShapeError(
                f"a kernel of {_size(self.weight.shape)} does not fit an input of {_size(self.input.shape)} "
                f"with padding {self.padding}; make the kernel smaller or the input larger"
            )
        rows, columns = (room // self.stride + 1 for room in rooms)
        if self.pool > min(rows, columns):
            raise ShapeError(
                f"a pool of {_size((self.pool, self.pool))} does not fit a map of {_size((rows, columns))}; "
                "use a smaller pool or none"
            )
        return (rows, columns), (rows // self.pool, columns // self.pool)

    @cached_property
    def maps(self) -> dict[str, Float64]:
        """What each operation gives: "conv", then "relu" and "pool" if there are such; (H', W') each."""
        _ = self.shapes
        left = conv2d(self.input, self.weight, None, self.stride, self.padding)
        made = {"conv": left}
        if self.relu:
            made["relu"] = left = relu(left)
        if self.pool > 1:
            made["pool"] = max_pool2d(left, self.pool)
        return {name: np.asarray(values, np.float64) for name, values in made.items()}

    @property
    def left(self) -> Float64:
        """The numbers that the prediction is made of, (H', W')."""
        return next(reversed(self.maps.values()))

    @cached_property
    def prediction(self) -> float:
        """The one number that comes out."""
        return float(getattr(self.left, self.reduce)())

    @property
    def loss(self) -> float:
        """½·(prediction − target)²."""
        return 0.5 * self.by_prediction**2

    @property
    def by_prediction(self) -> float:
        """∂L/∂prediction: the error."""
        return self.prediction - self.target

    @cached_property
    def gradients(self) -> dict[str, Float64]:
        """∂L by each number of `maps`, by their names.

        Where a maximum stands several times the first takes the gradient, as in PyTorch's max pooling.
        """
        maps = self.maps
        found = {next(reversed(maps)): spread(self.left, self.reduce, self.by_prediction)}
        if self.pool > 1:
            before = [name for name in maps if name != "pool"][-1]
            found[before] = routed(maps[before], found["pool"], self.pool)
        if self.relu:
            found["conv"] = np.where(maps["conv"] > 0, found["relu"], 0.0)
        return {name: found[name] for name in maps}

    @cached_property
    def _both(self) -> tuple[Float64, Float64]:
        return convolved(self.gradients["conv"], self.input, self.weight, self.stride, self.padding)

    @property
    def by_input(self) -> Float64:
        """∂L/∂input, (H, W): each number collects from all windows that it lies in."""
        return self._both[0]

    @property
    def by_weight(self) -> Float64:
        """∂L/∂weight, (k, l): all windows, each times the gradient of its output, added up."""
        return self._both[1]

    @property
    def new_weight(self) -> Float64:
        """Each weight minus rate times its gradient, (k, l)."""
        return self.weight - self.rate * self.by_weight

    @cached_property
    def after(self) -> Step:
        """The same with the new weights."""
        return replace(self, weight=self.new_weight)

    def run(self, steps: int) -> list[Step]:
        """Give this step and up to so many that follow; fewer if a weight would exceed `LARGEST`."""
        made = [self]
        while len(made) <= steps and np.abs(made[-1].new_weight).max() <= LARGEST:
            made.append(made[-1].after)
        return made

    def nudged(self, at: Place, by: float) -> Step:
        """Give the same with one weight a little larger."""
        weight = self.weight.copy()
        weight[at] += by
        return replace(self, weight=weight)

    def slope(self, at: Place, by: float) -> float:
        """Say by how much the loss grows with one weight, measured by nudging it.

        >>> image, weight = np.array([[1.0, 2, 0], [3, 1, 2], [0, 1, 1]]), np.array([[1.0, -1], [0, 2]])
        >>> round(Step(image, weight, 4, 0.05).slope((0, 0), 0.01), 9)
        4.02
        """
        return (self.nudged(at, by).loss - self.loss) / by


def _size(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))
