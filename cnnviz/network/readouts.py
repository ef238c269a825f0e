"""Linear read-outs: what a network would say if it had to answer after one of its layers.

A read-out sees a layer's maps, each averaged over a few windows, and is trained to name the class while the
network itself is left as it is (Alain and Bengio (2016), "Understanding intermediate layers using linear
classifier probes"). How often it is right tells how much of the answer can be read off there by sums alone.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.assets import read_asset, read_json
from cnnviz.network.layers import MaxPool2d, ReLU
from cnnviz.network.sequential import Sequential
from cnnviz.operators import adaptive_avg_pool2d, softmax

Array = NDArray[Any]
WEIGHTS, FACTS = "readouts.npz", "readouts.json"
#: What stands for the index of a layer where the read-out sees the network's input.
INPUT = -1


@dataclass(frozen=True)
class Readout:
    """A read-out of one layer.

    Attributes
    ----------
    layer_index : int
        The layer whose output it reads; `INPUT` for the input.
    weight : ndarray, shape (classes, maps, windows, windows)
        For each window's mean.
    bias : ndarray, shape (classes,)
    """

    layer_index: int
    weight: Array
    bias: Array

    def logits(self, maps: Array) -> Array:
        """What it says of maps: (N, C, H, W) → (N, classes)."""
        means = pooled(maps, self.weight.shape[-1])
        return np.asarray(means @ self.weight.reshape(len(self.weight), -1).T + self.bias)


@dataclass(frozen=True)
class Said:
    """What a read-out says of one picture, and how often it is right.

    Attributes
    ----------
    layer_index : int
        The layer it reads; `INPUT` for the input.
    name : str
        What that is called.
    probabilities : ndarray, shape (classes,)
    accuracy : float
        On the test images.
    interval : (float, float)
        Where that lies with a probability of 95 %.
    numbers : int
        How many means it sees.
    """

    layer_index: int
    name: str
    probabilities: Array
    accuracy: float
    interval: tuple[float, float]
    numbers: int

    def top(self, count: int) -> list[int]:
        """The classes it holds most likely, the likeliest first; of equal ones the first comes first."""
        order: list[int] = np.argsort(-self.probabilities, kind="stable")[:count].tolist()
        return order


@dataclass(frozen=True)
class Readouts:
    """The read-outs of a network, the first layer's first, and what was measured of each.

    Attributes
    ----------
    rows : tuple of Readout
    facts : mapping
        ``windows``: along each side of a map; ``layers``: for each read-out its ``layer``, ``numbers`` (how
        many means it sees), ``accuracy`` and ``interval`` on the test ``images``; ``network``: the accuracy
        of the network itself on these; and how all was chosen.
    """

    rows: tuple[Readout, ...]
    facts: Mapping[str, Any]

    def logits(self, image: Array, activations: Sequence[Array]) -> list[Array]:
        """What each read-out says of one input.

        Parameters
        ----------
        image : ndarray, shape (C, H, W)
            0–1.
        activations : sequence of ndarray
            What each layer made of it: maps (C, H, W), then vectors.

        Returns
        -------
        list of ndarray, shape (classes,)
        """
        seen = [image if row.layer_index == INPUT else activations[row.layer_index] for row in self.rows]
        return [row.logits(maps[None])[0] for row, maps in zip(self.rows, seen, strict=True)]

    def say(self, image: Array, activations: Sequence[Array]) -> list[Said]:
        """What each read-out says of one input, the first layer's first; arguments as for `logits`."""
        return [
            Said(
                row.layer_index,
                fact["layer"],
                softmax(logits),
                fact["accuracy"],
                (fact["interval"][0], fact["interval"][1]),
                fact["numbers"],
            )
            for row, fact, logits in zip(
                self.rows, self.facts["layers"], self.logits(image, activations), strict=True
            )
        ]


def read_layers(network: Sequential) -> list[int]:
    """The layers that have a read-out: the input, and after each ReLU and each pooling.

    >>> from cnnviz.network.layers import Conv2d, Flatten
    >>> read_layers(Sequential([Conv2d(1, 4), ReLU(), MaxPool2d(2), Flatten()]))
    [-1, 1, 2]
    """
    return [INPUT, *(i for i, layer in enumerate(network.layers) if isinstance(layer, (ReLU, MaxPool2d)))]


def pooled(maps: Array, windows: int) -> Array:
    """The mean of each of `windows` × `windows` parts of each map: (N, C, H, W) → (N, C · windows²)."""
    means: Array = adaptive_avg_pool2d(maps, windows)
    return means.reshape(len(maps), -1)


def save(folder: Path, rows: Sequence[Readout]) -> None:
    """Write the weights of read-outs to `WEIGHTS`."""
    arrays = {f"{row.layer_index}.{name}": getattr(row, name) for row in rows for name in ("weight", "bias")}
    np.savez_compressed(folder / WEIGHTS, **arrays)


def load(folder: Path) -> Readouts:
    """Load the read-outs that ship in the folder of a model.

    Raises
    ------
    CnnvizError
        If a file is missing or damaged; the sentence names it.
    """
    return Readouts(read_asset(folder / WEIGHTS, load_rows), read_json(folder / FACTS))


def load_rows(file: Path) -> tuple[Readout, ...]:
    """Read what `save` wrote."""
    with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as data:
        layers = sorted({int(name.split(".")[0]) for name in data.files})
        return tuple(
            Readout(i, data[f"{i}.weight"].astype(np.float32), data[f"{i}.bias"].astype(np.float32))
            for i in layers
        )
