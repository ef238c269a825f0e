"""How the shipped classifier is built and trained."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cnnviz.network.layers import BatchNorm2d, Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU
from cnnviz.network.layers.base import he_normal
from cnnviz.network.losses import cross_entropy
from cnnviz.network.optimizers import AdamW
from cnnviz.network.sequential import Array, Sequential
from cnnviz.training.data import Split
from cnnviz.training.schedule import warm_up_and_cosine

#: The probability that an image is mirrored left to right.
MIRRORED = 0.5


@dataclass(frozen=True)
class Recipe:
    """All choices that make the classifier; with the data, code and machine they fix it to the last bit.

    Attributes
    ----------
    stages : tuple of tuple of int
        Filters of each 3×3 convolution, a tuple for each stage; 2×2 max pooling between stages.
    epochs, batch, seed : int
    peak_rate : float
        Adam's rate after the warm-up; it then falls to 0 along a cosine.
    warm_up : float
        Share of all steps in which the rate grows from 0.
    betas : (float, float)
        Adam's two memories.
    weight_decay : float
        On weight matrices only: decayed batch-norm scales were seen to kill whole maps.
    label_smoothing : float
    shift : int
        Each image is moved by up to so many pixels along each axis, and mirrored; see `MIRRORED`.
    averaging : float
        Memory of the moving average of all weights; the average is what is kept.
    revival_epochs : int
        If maps died, their kernels are drawn anew and everything is trained for so many more epochs.
    revival_rate : float
        The peak rate of these.
    """

    stages: tuple[tuple[int, ...], ...] = ((16, 16), (16, 16, 16), (16, 16, 16))
    epochs: int = 40
    batch: int = 64
    seed: int = 1
    peak_rate: float = 6e-3
    warm_up: float = 0.1
    betas: tuple[float, float] = (0.9, 0.99)
    weight_decay: float = 0.05
    label_smoothing: float = 0.05
    shift: int = 1
    averaging: float = 0.999
    revival_epochs: int = 8
    revival_rate: float = 2e-3

    def rate(self, done: float) -> float:
        """Adam's rate when a share ``done`` (0–1) of all steps is behind us."""
        return warm_up_and_cosine(done, self.peak_rate, self.warm_up)

    def augment(self, images: NDArray[np.uint8], rng: np.random.Generator) -> Array:
        """Change images (N, H, W) of 0–255 at random; returns (N, 1, H, W) of float32 0–1."""
        return augment(images, self.shift, rng)

    def describe(self) -> dict[str, str]:
        """Say what is done so that the network learns better, for the model card."""
        return describe(self.shift)


@dataclass(frozen=True)
class Trained:
    """What training gave.

    Attributes
    ----------
    averaged, last : Sequential
        With the average of the weights along the way, and with the last step's weights.
    revived : list of (int, int)
        The dead maps that were found and drawn anew, as `dead_maps` names them.
    """

    averaged: Sequential
    last: Sequential
    revived: list[tuple[int, int]]


def build(recipe: Recipe, rng: np.random.Generator, side: int = 28, classes: int = 10) -> Sequential:
    """Build the untrained network: (convolution, batch norm, ReLU)… , pool, …, flatten, dense."""
    layers: list[Layer] = []
    channels = 1
    for stage in recipe.stages:
        if layers:
            layers.append(MaxPool2d(2))
            side //= 2
        for filters in stage:
            layers += [Conv2d(channels, filters, 3, padding=1, rng=rng), BatchNorm2d(filters), ReLU()]
            channels = filters
    return Sequential([*layers, Flatten(), Linear(channels * side * side, classes, rng)])


def describe(shift: int) -> dict[str, str]:
    """Say what `build` and `augment` do so that the network learns better, for the model card."""
    pixels = "1 pixel" if shift == 1 else f"{shift} pixels"
    return {
        "normalisation": "batch norm after each convolution, folded into its weights after training",
        "augmentation": f"each image is moved by up to {pixels} along each axis, and mirrored left to right "
        f"with probability {MIRRORED}",
    }


def augment(images: NDArray[np.uint8], shift: int, rng: np.random.Generator) -> Array:
    """Shift each image by up to ``shift`` pixels (black moves in) and mirror with probability `MIRRORED`.

    Takes (N, H, W) of 0–255; returns (N, 1, H, W) of float32 0–1.
    """
    n, height, width = images.shape
    padded = np.pad(images, ((0, 0), (shift, shift), (shift, shift)))
    rows = rng.integers(0, 2 * shift + 1, (n, 1, 1)) + np.arange(height)[:, None]
    columns = np.arange(width)[None, :]
    columns = np.where(rng.random((n, 1, 1)) < MIRRORED, columns[:, ::-1], columns)
    columns = columns + rng.integers(0, 2 * shift + 1, (n, 1, 1))
    moved = padded[np.arange(n).reshape(n, 1, 1), rows, columns]
    return as_input(moved)


def batches(data: Split, recipe: Recipe, rng: np.random.Generator) -> Iterator[tuple[Array, Array]]:
    """Yield one epoch of augmented batches in a random order; what is left over after the last is skipped."""
    order = rng.permutation(len(data))
    for start in range(0, len(data) - recipe.batch + 1, recipe.batch):
        part = data[order[start : start + recipe.batch]]
        yield recipe.augment(part.images, rng), part.labels


def train(recipe: Recipe, data: Split, after_step: Callable[[int, int, float], None]) -> Trained:
    """Train the network, and a while longer if maps died.

    Parameters
    ----------
    recipe : Recipe
    data : Split
    after_step : callable
        Called with the number of steps done, of all steps of this descent, and the last batch's loss.

    Returns
    -------
    Trained
    """
    rng = np.random.default_rng(recipe.seed)
    averaged, last = descend(build(recipe, rng), recipe, data, rng, after_step)
    again = np.random.default_rng([recipe.seed, 1])
    revived = revive(averaged, data, again)
    if revived:
        averaged, last = finish(averaged, recipe, data, again, after_step)
    return Trained(averaged, last, revived)


def descend(
    network: Sequential,
    recipe: Recipe,
    data: Split,
    rng: np.random.Generator,
    after_step: Callable[[int, int, float], None],
) -> tuple[Sequential, Sequential]:
    """Train a network in place from warm-up to rate 0; returns its averaged and its last weights."""
    matrices = {name for name, value in network.parameters.items() if value.ndim > 1}
    optimizer = AdamW(
        network.parameters, 0.0, recipe.betas, weight_decay=recipe.weight_decay, decayed=matrices
    )
    average = {name: value.copy() for name, value in (network.parameters | network.buffers).items()}
    steps = recipe.epochs * (len(data) // recipe.batch)
    for _ in range(recipe.epochs):
        for images, labels in batches(data, recipe, rng):
            optimizer.lr = recipe.rate(optimizer.steps / steps)
            logits, backward = network.forward(images, training=True)
            loss, loss_backward = cross_entropy(logits, labels, recipe.label_smoothing)
            optimizer.step(backward(loss_backward())[1])
            # Young averages follow quickly, so that the random start is soon forgotten.
            memory = min(recipe.averaging, optimizer.steps / (optimizer.steps + 10))
            for name, value in (network.parameters | network.buffers).items():
                average[name] += (1 - memory) * (value - average[name])
            after_step(optimizer.steps, steps, loss)
    averaged = build(recipe, np.random.default_rng(0))
    averaged.assign(average)
    return averaged, network


def finish(
    network: Sequential,
    recipe: Recipe,
    data: Split,
    rng: np.random.Generator,
    after_step: Callable[[int, int, float], None],
) -> tuple[Sequential, Sequential]:
    """Train a revived network for a while at a lower rate; returns as `descend` does."""
    gentler = replace(recipe, epochs=recipe.revival_epochs, peak_rate=recipe.revival_rate)
    return descend(network, gentler, data, rng, after_step)


def revive(network: Sequential, data: Split, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Draw the kernels of dead maps anew and reset their batch norm; returns which, as `dead_maps` does."""
    dead = dead_maps(network, as_input(data.images[:5000]))
    for layer_index, unit in dead:
        conv, norm = network.layers[layer_index - 2], network.layers[layer_index - 1]
        kernels = conv.parameters["weight"]
        kernels[unit] = he_normal(kernels.shape[1:], kernels[unit].size, rng)
        conv.parameters["bias"][unit] = 0
        for values, start in ((norm.parameters["weight"], 1), (norm.parameters["bias"], 0)):
            values[unit] = start
        norm.buffers["running_mean"][unit], norm.buffers["running_var"][unit] = 0, 1
    return dead


def dead_maps(network: Sequential, inputs: Array) -> list[tuple[int, int]]:
    """The maps, as (index of the ReLU, map), that are 0 everywhere on all of these inputs."""
    alive: dict[int, Array] = {}
    for start in range(0, len(inputs), 250):
        for layer_index, activation in enumerate(network.activations(inputs[start : start + 250])):
            if isinstance(network.layers[layer_index], ReLU):
                seen = (activation > 0).any(axis=(0, 2, 3))
                alive[layer_index] = seen | alive.get(layer_index, np.zeros_like(seen))
    return [(layer_index, int(unit)) for layer_index, seen in alive.items() for unit in np.flatnonzero(~seen)]


def as_input(images: NDArray[np.uint8]) -> Array:
    """(N, H, W) of 0–255 → (N, 1, H, W) of float32 0–1, what the network takes."""
    return images[:, None].astype(np.float32) / np.float32(255)


def in_batches(function: Callable[[Array], Array], inputs: Array, batch: int = 250) -> Array:
    """Apply a function to a few hundred inputs at a time and join what it returns."""
    return np.concatenate([function(inputs[i : i + batch]) for i in range(0, len(inputs), batch)])


def accuracy(network: Sequential, data: Split) -> float:
    """Share of images whose largest logit is that of their label."""
    predicted = in_batches(network, as_input(data.images)).argmax(axis=1)
    return float((predicted == data.labels).mean())
