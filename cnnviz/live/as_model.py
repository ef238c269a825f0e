"""A run's network as a model that other pages look at, measured on the images it never learned from."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from cnnviz.live.run import Run
from cnnviz.models.measure import measured
from cnnviz.models.model import Model
from cnnviz.network.fold import fold_batch_norm
from cnnviz.network.layers import Dropout
from cnnviz.network.sequential import Sequential


def as_model(run: Run) -> Model:
    """Take a run's network as it stands, and measure it on the held-out images; takes about half a second.

    Parameters
    ----------
    run : Run
        May go on: its weights are copied.

    Returns
    -------
    Model
        At test time: without dropout, and with batch norms folded into the convolutions before them. It is
        the learner's own, and of what the run learns from.
    """
    about, subset, network = run.design.sheet.about, run.subset, copied(run.network)
    made = measured(
        replace(about, key="yours", name="Yours"),
        at_test_time(network),
        subset.held_out.reshape(-1, *about.image_shape),
        subset.held_out_labels,
    )
    return replace(made, training=network)


def at_test_time(network: Sequential) -> Sequential:
    """A network as it computes at test time: batch norms folded, dropout left out; arrays are shared."""
    return fold_batch_norm(Sequential([one for one in network.layers if not isinstance(one, Dropout)]))


def copied(network: Sequential) -> Sequential:
    """Copy a network with its arrays."""
    made = Sequential([copy(layer) for layer in network.layers])
    for layer in made.layers:
        layer.parameters = {name: value.copy() for name, value in layer.parameters.items()}
        layer.buffers = {name: value.copy() for name, value in layer.buffers.items()}
    return made
