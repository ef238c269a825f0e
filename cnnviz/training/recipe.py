"""How the shipped classifier is built and trained."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.network.layers import BatchNorm2d, Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU
from cnnviz.network.losses import cross_entropy
from cnnviz.network.optimizers import Adam
from cnnviz.network.sequential import Array, Sequential
from cnnviz.training.data import Split


@dataclass(frozen=True)
class Recipe:
    """All choices that make the classifier; together with the data they fix it to the last bit.

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
        Each image is moved by up to so many pixels along each axis, and mirrored half the time.
    averaging : float
        Memory of the moving average of all weights; the average is what is kept.
    """

    stages: tuple[tuple[int, ...], ...] = ((16, 16), (16, 16), (16, 16))
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

    def rate(self, done: float) -> float:
        """Adam's rate when a share ``done`` (0–1) of all steps is behind us."""
        if done < self.warm_up:
            return self.peak_rate * done / self.warm_up
        return self.peak_rate * 0.5 * (1 + np.cos(np.pi * (done - self.warm_up) / (1 - self.warm_up)))


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


def augment(images: NDArray[np.uint8], shift: int, rng: np.random.Generator) -> Array:
    """Shift each image by up to ``shift`` pixels (black moves in) and mirror half of them.

    Takes (N, H, W) of 0–255; returns (N, 1, H, W) of float32 0–1.
    """
    n, height, width = images.shape
    padded = np.pad(images, ((0, 0), (shift, shift), (shift, shift)))
    rows = rng.integers(0, 2 * shift + 1, n)[:, None, None] + np.arange(height)[:, None]
    columns = np.arange(width)[None, :]
    columns = np.where(rng.random((n, 1, 1)) < 0.5, columns[:, ::-1], columns)
    columns = columns + rng.integers(0, 2 * shift + 1, n)[:, None, None]
    moved = padded[np.arange(n)[:, None, None], rows, columns]
    return moved[:, None].astype(np.float32) / np.float32(255)


def batches(data: Split, recipe: Recipe, rng: np.random.Generator) -> Iterator[tuple[Array, Array]]:
    """Yield one epoch of augmented batches in a random order; what is left over after the last is skipped."""
    order = rng.permutation(len(data))
    for start in range(0, len(data) - recipe.batch + 1, recipe.batch):
        part = data[order[start : start + recipe.batch]]
        yield augment(part.images, recipe.shift, rng), part.labels


def train(
    recipe: Recipe, data: Split, after_epoch: Callable[[int, float, Sequential], None]
) -> Sequential:
    """Train the network and return the average of its weights along the way.

    Parameters
    ----------
    recipe : Recipe
    data : Split
    after_epoch : callable
        Called with the epoch just done (from 1), its mean loss, and the network as trained so far.
    """
    rng = np.random.default_rng(recipe.seed)
    network = build(recipe, rng)
    parameters = network.parameters
    matrices = {name for name, value in parameters.items() if value.ndim > 1}
    optimizer = Adam(parameters, 0.0, recipe.betas, weight_decay=recipe.weight_decay, decayed=matrices)
    average = {name: value.copy() for name, value in (parameters | network.buffers).items()}
    steps = recipe.epochs * (len(data) // recipe.batch)
    for epoch in range(1, recipe.epochs + 1):
        losses = []
        for images, labels in batches(data, recipe, rng):
            optimizer.lr = recipe.rate(optimizer.steps / steps)
            logits, backward = network.forward(images, training=True)
            loss, loss_backward = cross_entropy(logits, labels, recipe.label_smoothing)
            optimizer.step(backward(loss_backward())[1])
            losses.append(loss)
            # Young averages follow quickly, so that the random start is soon forgotten.
            memory = min(recipe.averaging, optimizer.steps / (optimizer.steps + 10))
            for name, value in (network.parameters | network.buffers).items():
                average[name] += (1 - memory) * (value - average[name])
        after_epoch(epoch, float(np.mean(losses)), network)
    averaged = build(recipe, np.random.default_rng(recipe.seed))
    averaged.assign(average)
    return averaged


def predict(network: Sequential, images: NDArray[np.uint8], batch: int = 250) -> Array:
    """Logits (N, classes) of images (N, H, W) of 0–255."""
    inputs = images[:, None].astype(np.float32) / np.float32(255)
    return np.concatenate([network(inputs[i : i + batch]) for i in range(0, len(inputs), batch)])


def accuracy(network: Sequential, data: Split) -> float:
    """Share of images whose largest logit is that of their label."""
    return float((predict(network, data.images).argmax(axis=1) == data.labels).mean())
