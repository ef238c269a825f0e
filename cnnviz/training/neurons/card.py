"""Measuring the networks of the page “Neurons” as they are shipped."""

import hashlib
from pathlib import Path
from typing import Any

from cnnviz.network.report import report
from cnnviz.network.sequential import Array
from cnnviz.neurons.compare import paired_difference
from cnnviz.neurons.shipped import ASSETS, NAMES, PERMUTED, Name, load_networks
from cnnviz.training.data import Split
from cnnviz.training.neurons.recipe import permuted
from cnnviz.training.recipe import as_input, in_batches


def measure(test: Split, gallery: Split, recipes: dict[Name, dict[str, Any]]) -> dict[str, Any]:
    """Everything the card says, as data.

    Parameters
    ----------
    test, gallery : Split
        All test images, and those of them that ship with the app.
    recipes : dict
        How each network was trained.
    """
    networks, order = load_networks()
    logits = {name: _logits(name, networks, order, test) for name in NAMES}
    right = {name: values.argmax(axis=1) == test.labels for name, values in logits.items()}
    return {
        "task": "ten kinds of garment on 28×28 grey pixels: Fashion-MNIST",
        "data": "Fashion-MNIST, Xiao, Rasul and Vollgraf (2017), MIT licence, © 2017 Zalando SE",
        "trained_on": "the 60,000 training images, by cnnviz itself; one run of each recipe",
        "order_sha256": _digest(ASSETS / "order.npy"),
        "networks": {
            name: {
                "recipe": recipes[name],
                "weights_sha256": _digest(ASSETS / f"{name}.npz"),
                "parameters": sum(value.size for value in networks[name].parameters.values()),
                "test": report(logits[name], test.labels),
                "gallery": report(_logits(name, networks, order, gallery), gallery.labels),
            }
            for name in NAMES
        },
        "lost_by_permuting": {
            kind: paired_difference(right[kind], right[name])
            for name in PERMUTED
            for kind in NAMES
            if name == f"{kind}_permuted"
        },
    }


def _logits(name: Name, networks: Any, order: Array, data: Split) -> Array:
    if name in PERMUTED:
        data = permuted(data, order)
    return in_batches(networks[name], as_input(data.images))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
