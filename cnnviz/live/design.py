"""What a learner chooses before a network is trained: its layers, and how it learns."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, get_args

import numpy as np

from cnnviz.errors import CnnvizError
from cnnviz.live.choices import ACTIVATIONS, POOLS, Activation, Optimiser, Pooling, refuse
from cnnviz.network.layers import BatchNorm2d, Conv2d, Dropout, Flatten, Layer, Linear
from cnnviz.network.optimizers import SGD, Adam, Arrays
from cnnviz.network.sequential import Sequential

#: Convolutions, filters of each, images a batch, and rates, from least to most.
LAYERS: Final = (1, 3)
FILTERS: Final = (1, 16)
BATCH: Final = (4, 128)
RATES: Final = (1e-5, 10.0)
KERNELS: Final = (3, 5)
MOST_DROPOUT: Final = 0.9
MOST_SEED: Final = 999_999
SIDE, CLASSES = 28, 10

_OPTIMISERS: Final[dict[str, Callable[[Arrays, float], SGD | Adam]]] = {
    "sgd": SGD,
    "momentum": partial(SGD, momentum=0.9),
    "adam": Adam,
}


@dataclass(frozen=True)
class Design:
    """A small network for 28×28 images and ten classes, and how it is trained; hashable, checked when made.

    Attributes
    ----------
    filters : tuple of int
        Of each convolution, one to three of them with 1 to 16 filters.
    kernel_size : {3, 5}
        Of every convolution, with "same" padding.
    pooling : {"max", "avg", "none"}
        After each activation, 2×2.
    activation : {"relu", "sigmoid", "tanh", "gelu"}
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

    Raises
    ------
    CnnvizError
        If something else was chosen, in a sentence.
    """

    filters: tuple[int, ...] = (8, 16)
    kernel_size: int = 5
    pooling: Pooling = "max"
    activation: Activation = "relu"
    dropout: float = 0.0
    batch_norm: bool = False
    rate: float = 0.003
    batch: int = 32
    optimiser: Optimiser = "adam"
    seed: int = 1

    def __post_init__(self) -> None:
        self._check_layers()
        words = (("activation", Activation), ("optimiser", Optimiser), ("pooling", Pooling))
        for name, choices in words:
            if getattr(self, name) not in get_args(choices):
                raise refuse(name, getattr(self, name), f"one of {', '.join(get_args(choices))}")
        if not (0 <= self.dropout <= MOST_DROPOUT):
            raise refuse("dropout", self.dropout, f"a share from 0 to {MOST_DROPOUT}")
        if not (math.isfinite(self.rate) and RATES[0] <= self.rate <= RATES[1]):
            raise refuse("rate", self.rate, f"a number from {RATES[0]:g} to {RATES[1]:g}")
        if not _is_whole(self.batch, *BATCH):
            raise refuse("batch", self.batch, f"{BATCH[0]} to {BATCH[1]} images")
        if not _is_whole(self.seed, 0, MOST_SEED):
            raise refuse("seed", self.seed, f"a whole number from 0 to {MOST_SEED:,}")

    def _check_layers(self) -> None:
        if not LAYERS[0] <= len(self.filters) <= LAYERS[1]:
            raise refuse("number of convolutions", len(self.filters), f"{LAYERS[0]} to {LAYERS[1]}")
        for count in self.filters:
            if not _is_whole(count, *FILTERS):
                raise refuse("number of filters", count, f"{FILTERS[0]} to {FILTERS[1]} a convolution")
        if self.kernel_size not in KERNELS:
            raise refuse("kernel size", self.kernel_size, " or ".join(map(str, KERNELS)))

    def build(self) -> Sequential:
        """Build the network with its first weights, which the seed fixes."""
        rng, silencing = (np.random.default_rng([self.seed, stream]) for stream in (0, 1))
        layers: list[Layer] = []
        channels, side, k = 1, SIDE, self.kernel_size
        for count in self.filters:
            layers.append(Conv2d(channels, count, k, padding=k // 2, rng=rng))
            layers += [BatchNorm2d(count)] if self.batch_norm else []
            layers.append(ACTIVATIONS[self.activation]())
            channels = count
            if self.pooling != "none":
                layers.append(POOLS[self.pooling](2))
                side //= 2
        layers += [Dropout(self.dropout, silencing)] if self.dropout else []
        return Sequential([*layers, Flatten(), Linear(channels * side * side, CLASSES, rng)])

    def optimiser_of(self, network: Sequential) -> SGD | Adam:
        """Return the optimiser that trains this network in place."""
        return _OPTIMISERS[self.optimiser](network.parameters, self.rate)

    def text(self) -> str:
        """Write the design as short text for an address; `read` takes it back.

        >>> Design().text()
        'f8-16_k5_max_relu_d0.0_n0_r0.003_b32_adam_s1'
        """
        filters = "-".join(map(str, self.filters))
        return (
            f"f{filters}_k{self.kernel_size}_{self.pooling}_{self.activation}_d{self.dropout!r}"
            f"_n{int(self.batch_norm)}_r{self.rate!r}_b{self.batch}_{self.optimiser}_s{self.seed}"
        )

    @classmethod
    def read(cls, text: str) -> Design:
        """Read what `text` wrote.

        Raises
        ------
        CnnvizError
            If it is something else.

        Examples
        --------
        >>> Design.read(Design(dropout=0.25).text()).dropout
        0.25
        """
        try:
            f, k, pooling, activation, d, n, r, b, optimiser, s = text.split("_")
            if (f[0], k[0], d[0], n, r[0], b[0], s[0]) != ("f", "k", "d", f"n{int(n[1:])}", "r", "b", "s"):
                raise ValueError
            filters = tuple(int(count) for count in f[1:].split("-"))
            numbers = int(k[1:]), float(d[1:]), bool(int(n[1:])), float(r[1:]), int(b[1:]), int(s[1:])
        except (ValueError, IndexError):
            raise CnnvizError(
                f"“{text[:80]}” is not the text of a design; copy it whole, such as {cls().text()}"
            ) from None
        k_, d_, n_, r_, b_, s_ = numbers
        return cls(filters, k_, pooling, activation, d_, n_, r_, b_, optimiser, s_)  # type: ignore[arg-type]


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
