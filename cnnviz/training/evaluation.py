"""Evaluate the network that ships once on the test images: what `cnnviz.training.card` keeps of it.

Nothing is chosen by it.
"""

from typing import Any

import numpy as np

from cnnviz.network.calibration import tally
from cnnviz.network.evaluation import EDGES
from cnnviz.network.familiarity import Familiarity, map_means
from cnnviz.network.sequential import Array, Sequential
from cnnviz.operators import softmax
from cnnviz.training.classifier import features
from cnnviz.training.data import Split
from cnnviz.training.recipe import as_input


def evaluate(
    network: Sequential, familiarity: Familiarity, test: Split, placing: Split, strange: dict[str, Array]
) -> dict[str, Any]:
    """Everything that `cnnviz.network.evaluation.load_evaluation` reads, but for the pictures, as data.

    `placing` are the training images that distances are placed by, `strange` images of other kinds.
    """
    shares, means = _outputs(network, test.images)
    predicted, confidence = shares.argmax(axis=1), shares.max(axis=1).astype(float).round(4)
    wrong = np.flatnonzero(predicted != test.labels)
    wrong = wrong[np.lexsort((-confidence[wrong], predicted[wrong], test.labels[wrong]))]
    bins = tally(confidence, predicted == test.labels)
    others = {"training images": placing.images, **strange}
    far = {name: familiarity.distance(features(network, images)) for name, images in others.items()}
    far["test images"] = familiarity.distance(means)
    return {
        "mistakes": {
            "labels": test.labels[wrong].tolist(),
            "answers": predicted[wrong].tolist(),
            "shares": confidence[wrong].tolist(),
            "indices": wrong.tolist(),
        },
        "sureness": {
            "counts": bins.counts.tolist(),
            "right": bins.right.tolist(),
            "mean": np.nan_to_num(bins.mean_confidence).round(4).tolist(),
        },
        "distances": {name: _histogram(distances) for name, distances in far.items()},
    }


def _outputs(network: Sequential, images: Array) -> tuple[Array, Array]:
    """The probabilities (N, classes), and the means of all maps (N, D), of images (N, 28, 28) of 0–255."""
    shares, means = [], []
    for start in range(0, len(images), 250):
        activations = network.activations(as_input(images[start : start + 250]))
        shares.append(softmax(activations[-1]))
        means.append(map_means(network, activations))
    return np.concatenate(shares), np.concatenate(means)


def _histogram(distances: Array) -> list[int]:
    counts, _ = np.histogram(np.clip(distances, EDGES[0], EDGES[-1]), EDGES)
    return [int(count) for count in counts]
