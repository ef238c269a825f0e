"""A network at several stages of its training, to look at layers that behave differently at test time."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.assets import WEIGHTS_FOLDER
from cnnviz.errors import ShapeError
from cnnviz.live.design import Design
from cnnviz.live.run import Run
from cnnviz.live.subset import Subset
from cnnviz.network.layers import Layer
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import load

Array = NDArray[Any]

#: The network that ships at several stages, and after how many batches: `cnnviz.training.modes` trains it.
DESIGN: Final = Design(filters=(8, 16), kernel_size=3, batch_norm=True, dropout=0.5)
MARKS: Final = (0, 10, 100)


def file_of(data: str, mark: int) -> Path:
    """Name the file of the network after so many batches of a key of `SHEETS`."""
    return WEIGHTS_FOLDER / "modes" / f"{data}-{mark}.npz"


def shipped(data: str) -> dict[int, Sequential]:
    """Load the network after each of `MARKS`, trained on images of a key of `SHEETS`.

    Raises
    ------
    CnnvizError
        If a file is missing or damaged.
    """
    return {mark: load(file_of(data, mark)) for mark in MARKS}


def trained(design: Design, subset: Subset, marks: Sequence[int]) -> dict[int, Sequential]:
    """Train one network, and keep copies of it along the way.

    Parameters
    ----------
    design : Design
    subset : Subset
        What it learns from.
    marks : sequence of int
        After how many batches a copy is kept; rising, from 0 on.

    Returns
    -------
    dict of int to Sequential
        The copies by their marks. If the run stops before a mark, its copy is of where it stopped.
    """
    run, copies = Run(design, subset), {}
    for mark in marks:
        while len(run.history.losses) < mark and not run.stopped:
            run.step()
        copies[mark] = deepcopy(run.network)
    return copies


def layer_indices_of(network: Sequential, kind: type[Layer]) -> list[int]:
    """Where the layers of a kind are."""
    return [i for i, layer in enumerate(network.layers) if isinstance(layer, kind)]


def layer_index_of(network: Sequential, kind: type[Layer]) -> int:
    """Where the first layer of a kind is.

    Raises
    ------
    ShapeError
        If there is none.
    """
    found = layer_indices_of(network, kind)
    if not found:
        raise ShapeError(f"this network has no {kind.__name__} layer; design one that has")
    return found[0]


def histogram(values: Array, limits: tuple[float, float], bins: int) -> Array:
    """Share of values in each of several equal parts of a range; what lies beyond counts to the ends.

    Parameters
    ----------
    values : ndarray
        Of any shape.
    limits : (low, high)
        The range.
    bins : int
        How many parts, at least 1.

    Returns
    -------
    ndarray, shape (bins,)
        0–1; they add up to 1, or to 0 if there are no values.

    Examples
    --------
    >>> histogram(np.array([0.1, 0.2, 0.9, 5.0]), (0, 1), 2)
    array([0.5, 0.5])
    """
    counts, _ = np.histogram(np.clip(values, *limits), bins, limits)
    return np.asarray(counts / max(values.size, 1))
