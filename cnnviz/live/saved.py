"""A run's weights as a file, and a run that goes on from such a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cnnviz.errors import CnnvizError, WeightsError
from cnnviz.live.choices import POOLS
from cnnviz.live.design import Design
from cnnviz.live.limits import BATCH, DEPTH
from cnnviz.live.run import Run
from cnnviz.live.sheets import SHEETS
from cnnviz.live.subset import Subset
from cnnviz.network.layers import ACTIVATION_LAYERS, BatchNorm2d, Conv2d, Dropout
from cnnviz.network.sequential import Sequential
from cnnviz.network.weights import data_of, load, save


def weights(run: Run) -> bytes:
    """The layers, the weights and what was learned from as an ``.npz`` file, see `cnnviz.network.weights`."""
    file = io.BytesIO()
    save(file, run.network, run.design.data)
    return file.getvalue()


def resume(source: bytes, design: Design, images: Callable[[str], Subset]) -> Run:
    """Start a run from a file's weights.

    Parameters
    ----------
    source : bytes
        A file that `weights` wrote. It may come from anywhere, see `cnnviz.network.weights.load`.
    design : Design
        How to train on: rate, batch, optimiser and seed. The layers are taken from the file, and
        the data if it names any that there is.
    images : callable
        Gives the images of a key of `cnnviz.live.sheets.SHEETS`.

    Returns
    -------
    Run
        Its `design` says which layers the file had. The optimiser starts afresh.

    Raises
    ------
    WeightsError
        If it is no such file, or holds a network that can't be designed here, or not with such a batch.
    """
    network = load(source)
    named = data_of(source)
    design = replace(design, data=named) if named in SHEETS else design
    layers = list(map(repr, network.layers))
    refused: CnnvizError | None = None
    for depth in range(DEPTH[0], DEPTH[1] + 1):
        try:
            found = replace(design, batch=BATCH[0], **_layers(network, depth))  # no layers are too much work
        except CnnvizError as error:
            refused = refused or error
            continue
        if list(map(repr, found.build().layers)) == layers:
            return Run(_at_batch(found, design.batch), images(design.data), network)
    if refused:
        raise _refusal(refused)
    raise WeightsError("the file's network has layers that can't be designed here; choose another file")


def _at_batch(design: Design, batch: int) -> Design:
    try:
        return replace(design, batch=batch)
    except CnnvizError as error:
        raise _refusal(error) from None


def _refusal(error: CnnvizError) -> WeightsError:
    return WeightsError(f"the file's network can't be trained here: {error}")


def _layers(network: Sequential, depth: int) -> dict[str, Any]:
    """What a design says of the layers, if there are so many convolutions per stage."""
    kinds = [type(layer) for layer in network.layers]
    convolutions = [layer for layer in network.layers if isinstance(layer, Conv2d)]
    return {
        "filters": tuple(layer.out_channels for layer in convolutions[::depth]),
        "depth": depth,
        "kernel_size": convolutions[0].kernel_size if convolutions else 3,
        "pooling": next((name for name, kind in POOLS.items() if kind in kinds), "none"),
        "activation": next((name for name, kind in ACTIVATION_LAYERS.items() if kind in kinds), "none"),
        "dropout": next((layer.p for layer in network.layers if isinstance(layer, Dropout)), 0.0),
        "batch_norm": BatchNorm2d in kinds,
    }
