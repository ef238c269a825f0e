"""The trained autoencoder that ships with the app: from a picture to a small code, and back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.assets import WEIGHTS_FOLDER, read_asset, read_json
from cnnviz.errors import ShapeError
from cnnviz.network.familiarity import share_below
from cnnviz.network.layers import Upsample
from cnnviz.network.losses import mse_loss
from cnnviz.network.prepare import SIDE
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import load

Array = NDArray[Any]
WEIGHTS, CARD = "autoencoder.npz", "autoencoder.json"


@dataclass(frozen=True)
class Rebuilt:
    """What the autoencoder makes of one picture.

    Attributes
    ----------
    input, output : ndarray, shape (H, W)
        0–1.
    activations : list of ndarray, shape (C, H, W)
        Output of each layer; from the code on with the silenced maps at 0.
    code : ndarray, shape (C, H, W)
        With the silenced maps at 0.
    """

    input: Array
    output: Array
    activations: list[Array]
    code: Array

    @property
    def difference(self) -> Array:
        """Reconstruction minus picture, pixel by pixel, −1 to 1."""
        return np.asarray(self.output - self.input)

    @property
    def error(self) -> float:
        """Mean squared error over the pixels."""
        return mse_loss(self.output, self.input)[0]


@dataclass(frozen=True)
class Walk:
    """Pictures on the way from one to another, at the `shares` (n,) of the way, 0 to 1.

    Attributes
    ----------
    decoded : ndarray, shape (n, H, W)
        The reconstructions of codes between the two pictures' codes.
    blended : ndarray, shape (n, H, W)
        The two reconstructions laid over each other pixel by pixel, for comparison: the same at both ends.
    """

    shares: Array
    decoded: Array
    blended: Array

    @property
    def apart(self) -> Array:
        """Mean squared difference between the two kinds of picture at each step, (n,)."""
        return np.asarray(np.square(self.decoded - self.blended).mean(axis=(1, 2)))


@dataclass(frozen=True)
class Autoencoder:
    """An encoder and decoder in one network, and its card."""

    network: Sequential
    card: dict[str, Any]

    @cached_property
    def code_layer_index(self) -> int:
        """The layer that gives the code: the last one before maps are enlarged."""
        return next(i for i, layer in enumerate(self.network.layers) if isinstance(layer, Upsample)) - 1

    @cached_property
    def _down(self) -> Sequential:
        return Sequential(self.network.layers[: self.code_layer_index + 1])

    @cached_property
    def _up(self) -> Sequential:
        return Sequential(self.network.layers[self.code_layer_index + 1 :])

    @property
    def code_shape(self) -> tuple[int, int, int]:
        """Maps, rows and columns of a code."""
        maps, rows, columns = self.card["code"]
        return maps, rows, columns

    def encode(self, images: Array) -> Array:
        """Codes (N, C, H', W') of pictures (N, 28, 28) of 0–1.

        Raises
        ------
        ShapeError
            If the pictures have another shape.
        """
        return self._down(_as_batch(images))

    def decode(self, codes: Array) -> Array:
        """Pictures (N, 28, 28) of 0–1 for codes (N, C, H', W').

        Raises
        ------
        ShapeError
            If the codes have another shape.
        """
        if codes.shape[1:] != self.code_shape:
            raise ShapeError(f"a code has the shape {self.code_shape}, not {codes.shape[1:]}")
        return np.asarray(self._up(codes)[:, 0])

    def rebuild(self, image: Array, silenced: Collection[int] = ()) -> Rebuilt:
        """Encode and decode a picture (28, 28) of 0–1, with some of the code's maps set to 0.

        Raises
        ------
        ShapeError
            If it has another shape, or the code has no such map.
        """
        if not all(0 <= unit < self.code_shape[0] for unit in silenced):
            raise ShapeError(f"the code has the maps 0 to {self.code_shape[0] - 1}, not {sorted(silenced)}")
        before = self._down.activations(_as_batch(image[None]))
        code = before[-1].copy()
        code[:, sorted(silenced)] = 0
        after = self._up.activations(code)
        made = [layer[0] for layer in (*before[:-1], code, *after)]
        return Rebuilt(image.astype(np.float32), made[-1][0], made, code[0])

    def walk(self, start: Array, end: Array, steps: int) -> Walk:
        """Go from one picture's code to another's along a straight line.

        Parameters
        ----------
        start, end : ndarray, shape (28, 28)
            0–1.
        steps : int
            How many pictures, with both ends; at least 2.
        """
        shares = np.linspace(0, 1, steps, dtype=np.float32)
        one, other = self.encode(np.stack([start, end]))
        part = shares[:, None, None]
        decoded = self.decode(one + part[..., None] * (other - one))
        blended = decoded[0] + part * (decoded[-1] - decoded[0])
        return Walk(shares, decoded, blended)

    @property
    def share_kept(self) -> float:
        """How many numbers the code has for each of the picture."""
        return prod(self.code_shape) / SIDE**2

    def times_usual(self, error: float) -> float:
        """How many times the mean error of the test images this is."""
        return error / float(self.card["test"]["error"])

    def share_better(self, error: float) -> float:
        """Share (0–1) of the test images that came back with a smaller error."""
        return share_below(error, self.card["test"]["quantiles"])


def _as_batch(images: Array) -> Array:
    """Pictures (N, 28, 28) as the network takes them, (N, 1, 28, 28)."""
    if images.ndim != 3 or images.shape[1:] != (SIDE, SIDE):
        raise ShapeError(
            f"the autoencoder takes pictures (N, {SIDE}, {SIDE}), not {images.shape}; prepare them first"
        )
    return images[:, None].astype(np.float32)


def load_autoencoder(directory: Path = WEIGHTS_FOLDER) -> Autoencoder:
    """Load the autoencoder that ships with the app."""
    return Autoencoder(read_asset(directory / WEIGHTS, load), read_json(directory / CARD))
