"""A network at several stages of its training, to look at layers that behave differently at test time."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.live.design import Design
from cnnviz.live.run import Run
from cnnviz.live.subset import Subset
from cnnviz.network.layers import Layer
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]


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
