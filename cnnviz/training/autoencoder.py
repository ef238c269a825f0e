"""Train the autoencoder that ships with the app: ``python -m cnnviz.training.autoencoder``.

To choose between recipes, ``--hold-out 5000`` sets training images aside and prints the error on them;
nothing is written then. The test images are not touched here: they are for the card.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cnnviz.assets import WEIGHTS_FOLDER
from cnnviz.network.autoencoder import WEIGHTS
from cnnviz.network.fold import fold_batch_norm
from cnnviz.network.layers import (
    ACTIVATION_LAYERS,
    BatchNorm2d,
    Conv2d,
    Layer,
    MaxPool2d,
    ReLU,
    Upsample,
)
from cnnviz.network.losses import mse_loss
from cnnviz.network.optimizers import Adam
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import save
from cnnviz.training.classifier import Progress
from cnnviz.training.data import DEBIAN, Split, hold_out, load_split
from cnnviz.training.recipe import as_input, in_batches
from cnnviz.training.schedule import warm_up_and_cosine


@dataclass(frozen=True)
class Recipe:
    """All choices that make the autoencoder; with the data, code and machine they fix it to the last bit.

    Attributes
    ----------
    encoder : tuple of int
        Filters of the 3×3 convolutions, each followed by 2×2 max pooling; the last maps are the code.
    decoder : tuple of int
        Filters of the 3×3 convolutions on the way back, each after enlarging by 2. One more convolution makes
        the picture.
    epochs, batch, seed : int
    peak_rate : float
        Adam's rate after the warm-up; it then falls to 0 along a cosine.
    warm_up : float
        Share of all steps in which the rate grows from 0.
    betas : (float, float)
        Adam's two memories.
    averaging : float
        Memory of the moving average of all weights; the average is what is kept.
    """

    encoder: tuple[int, ...] = (16, 4)
    decoder: tuple[int, ...] = (16, 8)
    epochs: int = 4
    batch: int = 64
    seed: int = 1
    peak_rate: float = 2e-2
    warm_up: float = 0.1
    betas: tuple[float, float] = (0.9, 0.99)
    averaging: float = 0.999

    def rate(self, done: float) -> float:
        """Adam's rate when a share ``done`` (0–1) of all steps is behind us."""
        return warm_up_and_cosine(done, self.peak_rate, self.warm_up)


def build(recipe: Recipe, rng: np.random.Generator) -> Sequential:
    """Build the untrained network: down to the code by pooling, and up again by repeating numbers."""
    layers: list[Layer] = []
    channels = 1
    for filters in recipe.encoder:
        layers += [*_block(channels, filters, rng), MaxPool2d(2)]
        channels = filters
    for filters in recipe.decoder:
        layers += [Upsample(2), *_block(channels, filters, rng)]
        channels = filters
    return Sequential([*layers, Conv2d(channels, 1, 3, padding=1, rng=rng), ACTIVATION_LAYERS["sigmoid"]()])


def describe() -> dict[str, str]:
    """Say what `build` and `train` do so that the network learns better, for the card."""
    return {
        "normalisation": "batch norm after each hidden convolution, folded into its weights after training",
        "augmentation": "none",
    }


def _block(channels: int, filters: int, rng: np.random.Generator) -> list[Layer]:
    return [Conv2d(channels, filters, 3, padding=1, rng=rng), BatchNorm2d(filters), ReLU()]


def train(recipe: Recipe, data: Split, after_step: Callable[[int, int, float], None]) -> Sequential:
    """Train on images as they are; returns the network with its averaged weights, batch norms folded.

    Parameters
    ----------
    recipe : Recipe
    data : Split
        Its labels are not looked at.
    after_step : callable
        Called with the number of steps done, of all steps, and the last batch's loss.
    """
    rng = np.random.default_rng(recipe.seed)
    network = build(recipe, rng)
    optimizer = Adam(network.parameters, 0.0, recipe.betas)
    average = {name: value.copy() for name, value in (network.parameters | network.buffers).items()}
    steps = recipe.epochs * (len(data) // recipe.batch)
    for _ in range(recipe.epochs):
        order = rng.permutation(len(data))
        for start in range(0, len(data) - recipe.batch + 1, recipe.batch):
            images = as_input(data.images[order[start : start + recipe.batch]])
            optimizer.lr = recipe.rate(optimizer.steps / steps)
            given, backward = network.forward(images, training=True, input_gradient=False)
            loss, loss_backward = mse_loss(given, images)
            optimizer.step(backward(loss_backward())[1])
            memory = min(recipe.averaging, optimizer.steps / (optimizer.steps + 10))
            for name, value in (network.parameters | network.buffers).items():
                average[name] += (1 - memory) * (value - average[name])
            after_step(optimizer.steps, steps, loss)
    network.assign(average)
    return fold_batch_norm(network)


def error(network: Sequential, data: Split) -> float:
    """Mean squared error of the reconstructions, pixels being 0–1."""
    inputs = as_input(data.images)
    return mse_loss(in_batches(network, inputs), inputs)[0]


def main() -> None:
    """Read the command line, train, and write the weights or print the held-out error."""
    parser = argparse.ArgumentParser(description="Train the autoencoder on Fashion-MNIST.")
    parser.add_argument("--data", type=Path, default=DEBIAN, help="directory with the data set's four files")
    parser.add_argument("--out", type=Path, default=WEIGHTS_FOLDER, help="directory to write the weights to")
    parser.add_argument(
        "--hold-out", type=int, default=0, help="training images to choose by; writes nothing"
    )
    arguments = parser.parse_args()
    data = load_split("train", arguments.data)
    if arguments.hold_out:
        rest, held = hold_out(data, arguments.hold_out, seed=0)
        network = train(Recipe(), rest, Progress())
        print(f"held-out mean squared error: {error(network, held):.5f}")
        return
    save(arguments.out / WEIGHTS, train(Recipe(), data, Progress()))
    print("written; now run: python -m cnnviz.training.autoencoder_card")


if __name__ == "__main__":
    main()
