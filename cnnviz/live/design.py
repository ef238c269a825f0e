"""What a learner chooses before a network is trained: its layers, and how it learns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from cnnviz.live.choices import POOLS, Optimiser, Pooling
from cnnviz.live.limits import (
    CLASSES,
    IMAGES,
    check_layers,
    check_numbers,
    check_teaching,
    check_words,
    check_work,
)
from cnnviz.live.sheets import SHEETS, Sheet
from cnnviz.models.garments import GARMENTS
from cnnviz.network.layers import ACTIVATION_LAYERS, BatchNorm2d, Conv2d, Dropout, Flatten, Layer, Linear
from cnnviz.network.optimizers import SGD, AdamW, Arrays
from cnnviz.network.sequential import Sequential

SIDE: Final = 28
#: The first kernels start so much smaller than He's, or they stay the noise they were drawn as: after 400
#: steps of the default design they correlate with their start by 0.55, not 0.96, at equal accuracy (83 %).
FIRST_SCALE: Final = 0.1

_OPTIMISERS: Final[dict[str, Callable[..., SGD | AdamW]]] = {
    "sgd": SGD,
    "momentum": partial(SGD, momentum=0.9),
    "adam": AdamW,
}


@dataclass(frozen=True)
class Design:
    """A small network for 28×28 images and ten classes, and how it is trained; hashable, checked when made.

    Attributes
    ----------
    filters : tuple of int
        Of each stage's convolutions: one to three stages of 1 to 16 filters.
    kernel_size : {3, 5}
        Of every convolution, with "same" padding.
    pooling : {"max", "avg", "none"}
        At the end of each stage, 2×2.
    activation : str
        After each convolution: a key of `cnnviz.network.layers.ACTIVATION_LAYERS`, or "none".
    dropout : float
        Share of the last maps' values that is silenced while training, 0 to 0.9.
    batch_norm : bool
        Between convolution and activation.
    rate : float
        1e-5 to 10; what is too much is for the learner to find out.
    batch : int
        Images a step, 4 to 128.
    optimiser : {"adam", "momentum", "sgd"}
        Momentum is 0.9; Adam's memories are torch's.
    seed : int
        0 to 999,999: fixes the first weights, the order of the images and what dropout silences.
    depth : int
        Convolutions in each stage, 1 to 3.
    images : int
        Training images, 200 to 6,000, equally many of each class as far as there are: the smaller set is part
        of the larger one.
    weight_decay : float
        0 to 10, as torch's AdamW and SGD have it, on weights and not on biases or batch norm.
    shift : int
        Pixels by which each image is moved along each axis at most, anew each time it is seen, 0 to 4.
    data : str
        What it learns from: a key of `cnnviz.live.sheets.SHEETS`.

    Raises
    ------
    CnnvizError
        If something else was chosen, or a batch would take too long, in a sentence.
    """

    filters: tuple[int, ...] = (8, 16)
    kernel_size: int = 5
    pooling: Pooling = "max"
    activation: str = "relu"
    dropout: float = 0.0
    batch_norm: bool = False
    rate: float = 0.003
    batch: int = 32
    optimiser: Optimiser = "adam"
    seed: int = 1
    depth: int = 1
    images: int = IMAGES[1]
    weight_decay: float = 0.0
    shift: int = 0
    data: str = GARMENTS.key

    def __post_init__(self) -> None:
        check_layers(self.filters, self.depth, self.kernel_size)
        check_words(self.pooling, self.activation, self.optimiser, self.data)
        check_numbers(self.dropout, self.rate, self.batch, self.seed)
        check_teaching(self.images, self.weight_decay, self.shift)
        check_work(self.multiplications, self.batch)

    @property
    def sheet(self) -> Sheet:
        """The images that it learns from."""
        return SHEETS[self.data]

    @property
    def multiplications(self) -> int:
        """Of all convolutions for one image."""
        side, channels, found = SIDE, 1, 0
        for count in self.filters:
            found += (side * self.kernel_size) ** 2 * count * (channels + (self.depth - 1) * count)
            channels, side = count, side if self.pooling == "none" else side // 2
        return found

    def build(self) -> Sequential:
        """Build the network with its first weights, which the seed fixes."""
        rng, silencing = (np.random.default_rng([self.seed, stream]) for stream in (0, 1))
        layers: list[Layer] = []
        channels, side, k = 1, SIDE, self.kernel_size
        for count in self.filters:
            for _ in range(self.depth):
                layers.append(Conv2d(channels, count, k, padding=k // 2, rng=rng))
                layers += [BatchNorm2d(count)] if self.batch_norm else []
                layers += [ACTIVATION_LAYERS[self.activation]()] if self.activation != "none" else []
                channels = count
            if self.pooling != "none":
                layers.append(POOLS[self.pooling](2))
                side //= 2
        layers += [Dropout(self.dropout, silencing)] if self.dropout else []
        layers[0].parameters["weight"] *= np.float32(FIRST_SCALE)
        return Sequential([*layers, Flatten(), Linear(channels * side * side, CLASSES, rng)])

    def optimiser_of(self, network: Sequential) -> SGD | AdamW:
        """Return the optimiser that trains this network in place."""
        weights: Arrays = network.parameters
        decayed = {name for name, value in weights.items() if value.ndim > 1}
        make = _OPTIMISERS[self.optimiser]
        return make(weights, self.rate, weight_decay=self.weight_decay, decayed=decayed)
