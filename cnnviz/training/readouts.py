"""Train linear read-outs of a model's layers: ``python -m cnnviz.training.readouts garments``, or ``digits``.

See `cnnviz.network.readouts`. Into how many windows maps are averaged, and how strongly weights decay, is
chosen by training images that the read-outs were not fitted to. ``--check`` measures the shipped read-outs on
all test images and compares.
"""

import argparse
import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from cnnviz.network import readouts
from cnnviz.network.names import layer_names
from cnnviz.network.readouts import FACTS, INPUT, Readout, pooled, read_layers
from cnnviz.network.report import report
from cnnviz.network.sequential import Array, Sequential
from cnnviz.network.weights import load as load_weights
from cnnviz.training.card import gallery_of
from cnnviz.training.data import Data, Split, hold_out
from cnnviz.training.measured import ships, write
from cnnviz.training.recipe import accuracy, as_input
from cnnviz.training.softmax_regression import fit
from cnnviz.training.taught import TAUGHT, Taught

#: What is tried: windows along each side of a map, and decays.
WINDOWS = (1, 2, 4)
DECAYS = (1e-4, 1e-3, 1e-2)
#: At most so many training images are used; of these, one in so many to choose by.
IMAGES, ONE_IN = 12_000, 4
#: Steps of each fit that is only compared with others.
STEPS = 100

Means = dict[int, Array]


def main() -> None:
    """Read the command line; train and measure, or check."""
    parser = argparse.ArgumentParser(description="Train read-outs of a model that ships.")
    parser.add_argument("model", choices=TAUGHT)
    parser.add_argument("--data", type=Path, help="directory with its data, see docs/training.md")
    parser.add_argument("--check", action="store_true", help="compare with what ships; write nothing")
    arguments = parser.parse_args()
    taught = TAUGHT[arguments.model]
    data, network = taught.read(arguments.data or taught.folder), _network(taught)
    if arguments.check:
        shipped = readouts.load(taught.assets)
        sys.exit(
            not ships(taught.assets / FACTS, measure(taught, data, shipped.rows, shipped.facts["chosen"]))
        )
    rows, chosen = train(network, data.train[:IMAGES])
    readouts.save(taught.assets, rows)
    facts = measure(taught, data, readouts.load_rows(taught.assets / readouts.WEIGHTS), chosen)
    write(taught.assets / FACTS, facts)
    for row in facts["layers"]:
        print(f"{row['layer']}: {row['accuracy']:.2%}")


def _network(taught: Taught) -> Sequential:
    return load_weights(taught.assets / "classifier.npz")


def train(network: Sequential, data: Split) -> tuple[list[Readout], dict[str, Any]]:
    """Choose windows and decay, then fit a read-out of each layer to all of the data.

    Returns
    -------
    list of Readout
        Their weights are rounded to 16 bits.
    dict
        What was tried, each with the mean over all layers of the accuracy on images held out, and what was
        taken.
    """
    rest, held = hold_out(data, len(data) // ONE_IN, seed=0)
    tried: list[dict[str, Any]] = []
    for windows in WINDOWS:
        seen, judged = means_of(network, rest.images, windows), means_of(network, held.images, windows)
        for decay in DECAYS:
            found = {i: _fitted(i, seen[i], rest, windows, decay, STEPS) for i in seen}
            right = [_accuracy(found[i], judged[i], held) for i in seen]
            tried.append({"windows": windows, "decay": decay, "accuracy": round(float(np.mean(right)), 4)})
            print(tried[-1], flush=True)
    best = max(tried, key=lambda one: one["accuracy"])
    means = means_of(network, data.images, best["windows"])
    rows = [_fitted(i, means[i], data, best["windows"], best["decay"]) for i in means]
    return rows, {"images": len(data), "held_out": len(held), "tried": tried} | {
        "windows": best["windows"],
        "decay": best["decay"],
    }


def means_of(network: Sequential, images: Array, windows: int) -> Means:
    """What each read-out sees of images (N, 28, 28) of 0–255: (N, numbers), by the layer's index."""
    parts: dict[int, list[Array]] = {i: [] for i in read_layers(network)}
    for start in range(0, len(images), 250):
        inputs = as_input(images[start : start + 250])
        activations = network.activations(inputs)
        for i, seen in parts.items():
            seen.append(pooled(inputs if i == INPUT else activations[i], windows))
    return {i: np.concatenate(seen) for i, seen in parts.items()}


def _fitted(
    layer_index: int, means: Array, data: Split, windows: int, decay: float, steps: int = 1000
) -> Readout:
    classes = int(data.labels.max()) + 1
    weight, bias = fit(means, data.labels, decay, classes, steps)
    shape = (classes, -1, windows, windows)
    return Readout(layer_index, weight.reshape(shape).astype(np.float16), bias.astype(np.float32))


def _logits(row: Readout, means: Array) -> Array:
    return np.asarray(means @ row.weight.reshape(len(row.weight), -1).T.astype(np.float32) + row.bias)


def _accuracy(row: Readout, means: Array, data: Split) -> float:
    return float((_logits(row, means).argmax(axis=1) == data.labels).mean())


def measure(taught: Taught, data: Data, rows: Sequence[Readout], chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that is told of the read-outs, as data."""
    weights = (taught.assets / "classifier.npz").read_bytes()
    network, windows = load_weights(weights), rows[0].weight.shape[-1]
    test, gallery = data.test, data.test[gallery_of(data.test)]
    means, shown = (means_of(network, part.images, windows) for part in (test, gallery))
    names = ("input", *layer_names(network))
    return {
        "what": "softmax regression on the mean of each window of each map; the network is left as it is",
        "weights_sha256": hashlib.sha256(weights).hexdigest(),
        "windows": windows,
        "images": len(test),
        "network": accuracy(network, test),
        "layers": [
            {
                "layer": names[row.layer_index + 1],
                "layer_index": row.layer_index,
                "numbers": row.weight[0].size,
                **_told(report(_logits(row, means[row.layer_index]), test.labels)),
                "gallery": _accuracy(row, shown[row.layer_index], gallery),
            }
            for row in rows
        ],
        "chosen": chosen,
    }


def _told(measured: dict[str, Any]) -> dict[str, Any]:
    return {name: measured[name] for name in ("accuracy", "interval")}


if __name__ == "__main__":
    main()
