"""How the networks of the page “Neurons” are built and trained: plain gradient descent, no augmentation."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cnnviz.network.layers import Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU
from cnnviz.network.losses import cross_entropy
from cnnviz.network.optimizers import SGD
from cnnviz.network.sequential import Array, Sequential
from cnnviz.training.data import Split
from cnnviz.training.recipe import as_input

Kind = Literal["logistic", "mlp", "cnn"]


@dataclass(frozen=True)
class Recipe:
    """All choices that make one network; with the data, code and machine they fix it to the last bit.

    Attributes
    ----------
    kind : {"logistic", "mlp", "cnn"}
    units : tuple of int
        Hidden units of the MLP, or filters of each 3×3 convolution, which a 2×2 max pooling follows.
    epochs, batch, seed : int
    rate : float
        Of gradient descent, at the start; it falls to 0 along a cosine.
    momentum : float
    decay : float
        L2: so many times each weight is added to its gradient. It smooths the weight pictures.
    start : float
        The first weights are those of He initialisation times this. Small ones leave no noise in pictures.
    centred : bool
        Take one number off every pixel while training: the mean of all pixels of all training images. Not
        for the CNN, whose padding is black.
    """

    kind: Kind
    units: tuple[int, ...] = ()
    epochs: int = 10
    batch: int = 64
    seed: int = 1
    rate: float = 0.02
    momentum: float = 0.9
    decay: float = 0.0
    start: float = 1.0
    centred: bool = True


RECIPES: dict[Kind, Recipe] = {
    "logistic": Recipe("logistic", decay=0.01, start=0.01),
    "mlp": Recipe("mlp", (64,), epochs=15, decay=0.003, start=0.01),
    "cnn": Recipe("cnn", (8, 16), epochs=5, rate=0.05, decay=0.0005, centred=False),
}


def build(recipe: Recipe, rng: np.random.Generator, side: int = 28, classes: int = 10) -> Sequential:
    """Build an untrained network that takes (N, 1, side, side) and gives (N, classes)."""
    layers: list[Layer] = []
    channels = 1
    if recipe.kind == "cnn":
        for filters in recipe.units:
            layers += [Conv2d(channels, filters, 3, padding=1, rng=rng), ReLU(), MaxPool2d(2)]
            channels, side = filters, side // 2
    layers.append(Flatten())
    features = channels * side * side
    if recipe.kind == "mlp":
        for units in recipe.units:
            layers += [Linear(features, units, rng), ReLU()]
            features = units
    network = Sequential([*layers, Linear(features, classes, rng)])
    for values in network.parameters.values():
        values *= np.float32(recipe.start)
    return network


def train(recipe: Recipe, data: Split, after_step: Callable[[int, int, float], None]) -> Sequential:
    """Train a network.

    Parameters
    ----------
    recipe : Recipe
    data : Split
    after_step : callable
        Called with the number of steps done, of all steps, and the last batch's loss.

    Returns
    -------
    Sequential
        It takes pixels of 0–1 as they are: the mean that was taken off has been put into the biases.
    """
    rng = np.random.default_rng(recipe.seed)
    network = build(recipe, rng)
    inputs = as_input(data.images)
    mean = np.float32(inputs.mean(dtype=np.float64)) if recipe.centred else np.float32(0)
    optimizer = SGD(network.parameters, recipe.rate, recipe.momentum)
    matrices = [name for name, value in network.parameters.items() if value.ndim > 1]
    steps, done = recipe.epochs * (len(data) // recipe.batch), 0
    for _ in range(recipe.epochs):
        order = rng.permutation(len(data))
        for first in range(0, len(data) - recipe.batch + 1, recipe.batch):
            chosen = order[first : first + recipe.batch]
            optimizer.lr = recipe.rate * 0.5 * (1 + math.cos(math.pi * done / steps))
            logits, backward = network.forward(inputs[chosen] - mean, training=True, input_gradient=False)
            loss, loss_backward = cross_entropy(logits, data.labels[chosen])
            gradients = backward(loss_backward())[1]
            for name in matrices:
                gradients[name] += np.float32(recipe.decay) * network.parameters[name]
            optimizer.step(gradients)
            done += 1
            after_step(done, steps, loss)
    return absorb(network, float(mean))


def absorb(network: Sequential, mean: float) -> Sequential:
    """Let a network of dense layers take pixels that the mean was not taken off.

    The sum of w · (x − mean) + b is that of w · x + (b − mean · Σw): only the first biases change.

    Parameters
    ----------
    network : Sequential
        Changed in place.
    mean : float
    """
    if mean:
        first = next(layer for layer in network.layers if isinstance(layer, Linear))
        first.parameters["bias"] -= mean * first.parameters["weight"].sum(axis=1)
    return network


def permuted(data: Split, order: Array) -> Split:
    """The same images with the pixels of each in another order."""
    flat = data.images.reshape(len(data), -1)[:, order]
    return Split(flat.reshape(data.images.shape), data.labels)
