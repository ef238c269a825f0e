"""Measure the shipped autoencoder and write its card: ``python -m cnnviz.training.autoencoder_card``.

``--check`` recomputes the card from the full data set and compares it with the shipped one instead.
"""

import argparse
import hashlib
import json
import math
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from cnnviz.assets import WEIGHTS_FOLDER
from cnnviz.models.garments import GARMENTS, LABELS, load_gallery
from cnnviz.network.autoencoder import CARD, WEIGHTS
from cnnviz.network.familiarity import SHARES
from cnnviz.network.layers import Upsample
from cnnviz.network.sequential import Array, Sequential
from cnnviz.network.weights import load
from cnnviz.training.autoencoder import Recipe, describe
from cnnviz.training.data import DEBIAN, Split, load_split
from cnnviz.training.measured import ships, write
from cnnviz.training.nonsense import nonsense
from cnnviz.training.recipe import as_input, dead_maps, in_batches

#: Errors are written with so many digits: sums in another order may change the last ones.
DIGITS = 6


def main() -> None:
    """Measure, then write or compare."""
    parser = argparse.ArgumentParser(description="Measure the shipped autoencoder.")
    parser.add_argument("--data", type=Path, default=DEBIAN, help="directory with the data set's four files")
    parser.add_argument("--check", action="store_true", help="compare with the shipped card; write nothing")
    arguments = parser.parse_args()
    card = measure(load_split("t10k", arguments.data), load_split("train", arguments.data))
    if arguments.check:
        sys.exit(not ships(WEIGHTS_FOLDER / CARD, card))
    write(WEIGHTS_FOLDER / CARD, card)
    print(f"mean squared error {card['test']['error']:.5f} on the test images; written")


def measure(test: Split, train: Split) -> dict[str, Any]:
    """Everything the card says, as data."""
    weights = (WEIGHTS_FOLDER / WEIGHTS).read_bytes()
    network = load(weights)
    code = code_shape(network)
    errors = errors_of(network, test.images)
    gallery = np.round(load_gallery().images * 255).astype(np.uint8)
    return {
        "task": "a 28×28 grey picture through a small code, and back",
        "data": "Fashion-MNIST, Xiao, Rasul and Vollgraf (2017), MIT licence, © 2017 Zalando SE",
        "trained_on": "the 60,000 training images without their labels, by cnnviz itself",
        "recipe": json.loads(json.dumps(asdict(Recipe()))),
        "in_training": describe(),
        "weights_sha256": hashlib.sha256(weights).hexdigest(),
        "parameters": sum(value.size for value in network.parameters.values()),
        "code": list(code),
        "dead_maps": [
            f"{layer_index}.{unit}" for layer_index, unit in dead_maps(network, as_input(train.images[:5000]))
        ],
        "test": {
            "images": len(test),
            "error": _rounded(errors.mean()),
            "per_class": [_rounded(errors[test.labels == k].mean()) for k in range(len(LABELS))],
            "quantiles": [_rounded(error) for error in np.quantile(errors, SHARES)],
        },
        "gallery": {"images": len(gallery), "error": _rounded(errors_of(network, gallery).mean())},
        "compared": compared(train, test, math.prod(code)),
        "bad_at": {
            name: {"images": len(images), "error": _rounded(errors_of(network, images).mean())}
            for name, images in nonsense(GARMENTS, test).items()
        },
    }


def code_shape(network: Sequential) -> tuple[int, int, int]:
    """Maps, rows and columns of the code of a 28×28 picture."""
    maps = np.zeros((1, 1, 28, 28), np.float32)
    for layer in network.layers:
        if isinstance(layer, Upsample):
            break
        maps = layer(maps)
    return maps.shape[1], maps.shape[2], maps.shape[3]


def errors_of(network: Sequential, images: Array) -> Array:
    """Mean squared error of each of the images (N, 28, 28) of 0–255, whose pixels count as 0–1; (N,)."""
    inputs = as_input(images)
    return np.asarray(np.square(in_batches(network, inputs) - inputs).mean(axis=(1, 2, 3)))


def compared(train: Split, test: Split, size: int) -> dict[str, dict[str, Any]]:
    """What two simpler ways leave of the test images: their mean image, and PCA with a code as large.

    PCA is the best linear way there and back (Pearson (1901), "On Lines and Planes of Closest Fit"); both are
    fitted to the training images.
    """
    known, new = (as_input(part.images).reshape(len(part), -1).astype(np.float64) for part in (train, test))
    mean = known.mean(axis=0)
    known -= mean
    new -= mean
    _, vectors = np.linalg.eigh(known.T @ known)
    best = vectors[:, ::-1][:, :size]
    rest = new - new @ best @ best.T
    return {
        "mean image": {"code": 0, "parameters": mean.size, "error": _rounded((new**2).mean())},
        "PCA": {
            "code": size,
            "parameters": best.size + mean.size,
            "error": _rounded((rest**2).mean()),
        },
    }


def _rounded(error: float) -> float:
    return round(float(error), DIGITS)


if __name__ == "__main__":
    main()
