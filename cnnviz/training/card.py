"""Measure the shipped classifier and write its model card and gallery: ``python -m cnnviz.training.card``.

Beside them it keeps what else is asked of the one evaluation: all mistakes, and all predictions by confidence
and distance. ``--check`` recomputes all of it from the full data set and compares it with what ships instead.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from cnnviz.images import load, png
from cnnviz.models.garments import ASSETS, LABELS
from cnnviz.network.evaluation import FACTS, SHEET, to_sheet
from cnnviz.network.familiarity import WARN_FROM, Familiarity
from cnnviz.network.report import report
from cnnviz.network.sequential import Array, Sequential
from cnnviz.network.weights import load as load_weights
from cnnviz.training.classifier import features
from cnnviz.training.data import DEBIAN, Split, load_split
from cnnviz.training.evaluation import evaluate
from cnnviz.training.measured import ships, write
from cnnviz.training.nonsense import nonsense
from cnnviz.training.recipe import accuracy, as_input, dead_maps, describe, in_batches

GALLERY_PER_CLASS = 10


def main() -> None:
    """Measure, then write or compare."""
    parser = argparse.ArgumentParser(description="Measure the shipped classifier.")
    parser.add_argument("--data", type=Path, default=DEBIAN, help="directory with the data set's four files")
    parser.add_argument("--check", action="store_true", help="compare with the shipped card; write nothing")
    arguments = parser.parse_args()
    test = load_split("t10k", arguments.data)
    chosen = np.concatenate(
        [np.flatnonzero(test.labels == k)[:GALLERY_PER_CLASS] for k in range(len(LABELS))]
    )
    train = load_split("train", arguments.data)
    card = measure(test, test[chosen], train)
    network, familiarity = (
        load_weights(ASSETS / "classifier.npz"),
        Familiarity.load(ASSETS / "familiarity.npz"),
    )
    facts = evaluate(network, familiarity, test, train, nonsense(test))
    mistakes = to_sheet(test.images[facts["mistakes"]["indices"]])
    if arguments.check:
        sys.exit(not _ships(card, facts, mistakes))
    write(ASSETS / "card.json", card)
    write(ASSETS / "gallery.json", {"labels": test.labels[chosen].tolist(), "indices": chosen.tolist()})
    sheet = test.images[chosen].reshape(len(LABELS), GALLERY_PER_CLASS, 28, 28).swapaxes(1, 2)
    (ASSETS / "gallery.png").write_bytes(png(sheet.reshape(28 * len(LABELS), 28 * GALLERY_PER_CLASS)))
    (ASSETS / FACTS).write_text(json.dumps(facts) + "\n", encoding="utf-8")
    (ASSETS / SHEET).write_bytes(png(mistakes))
    print(f"{card['test']['accuracy']:.2%} of the test images are right; written")


def _ships(card: dict[str, Any], facts: dict[str, Any], mistakes: Array) -> bool:
    """Say of each thing that was measured now whether it is what ships, and whether all of it is."""
    same = [ships(ASSETS / name, content) for name, content in (("card.json", card), (FACTS, facts))]
    shown = np.array_equal(load((ASSETS / SHEET).read_bytes()), mistakes)
    print(f"{SHEET} {'shows' if shown else 'does not show'} the mistakes made now")
    return shown and all(same)


def measure(test: Split, gallery: Split, train: Split) -> dict[str, Any]:
    """Everything the card says, as data."""
    weights = (ASSETS / "classifier.npz").read_bytes()
    network = load_weights(weights)
    recipe = json.loads((ASSETS / "recipe.json").read_text(encoding="utf-8"))
    familiarity = Familiarity.load(ASSETS / "familiarity.npz")
    inputs = as_input(test.images)
    return {
        "task": "ten kinds of garment on 28×28 grey pixels: Fashion-MNIST",
        "data": "Fashion-MNIST, Xiao, Rasul and Vollgraf (2017), MIT licence, © 2017 Zalando SE",
        "trained_on": "the 60,000 training images, by cnnviz itself",
        "recipe": recipe,
        "in_training": describe(recipe["shift"]),
        "weights_sha256": hashlib.sha256(weights).hexdigest(),
        "parameters": sum(value.size for value in network.parameters.values()),
        "test": report(in_batches(network, inputs), test.labels),
        "gallery": report(network(as_input(gallery.images)), gallery.labels),
        "bad_at": weaknesses(network, test),
        "dead_maps": [
            f"{layer_index}.{unit}" for layer_index, unit in dead_maps(network, as_input(train.images[:5000]))
        ],
        "familiarity": measure_familiarity(network, familiarity, test),
    }


def weaknesses(network: Sequential, test: Split) -> dict[str, float]:
    """Accuracy on test images that were changed in ways that people hardly notice, by the change."""
    side = test.images.shape[1]
    shifted = np.zeros_like(test.images)
    shifted[:, :, 4:] = test.images[:, :, : side - 4]
    smaller = np.zeros_like(test.images)
    smaller[:, side // 4 : side // 4 + side // 2, side // 4 : side // 4 + side // 2] = test.images[
        :, ::2, ::2
    ]
    noise = np.random.default_rng(0).normal(0, 40, test.images.shape)
    changed = {
        "moved 4 pixels to the right": shifted,
        "half as large": smaller,
        "upside down": test.images[:, ::-1],
        "turned by a quarter": np.rot90(test.images, axes=(1, 2)),
        "light and dark swapped": 255 - test.images,
        "with noise (standard deviation 40 of 255)": np.clip(test.images + noise, 0, 255).astype(np.uint8),
    }
    return {name: accuracy(network, Split(images, test.labels)) for name, images in changed.items()}


def measure_familiarity(network: Sequential, familiarity: Familiarity, test: Split) -> dict[str, Any]:
    """How often the rule warns correctly (nonsense of several kinds) and wrongly (test images)."""

    def warned(images: Array) -> float:
        return round(float(familiarity.is_unlike(familiarity.distance(features(network, images))).mean()), 4)

    return {
        "rule": (
            "Mahalanobis distance of the means of all maps after their ReLU; warns if it is larger than that "
            f"of {WARN_FROM:.0%} of 5,000 training images that did not set the mean and covariance"
        ),
        "false_alarms_on_test_images": warned(test.images),
        "hits": {
            name: {"images": len(images), "warned": warned(images)} for name, images in nonsense(test).items()
        },
    }


if __name__ == "__main__":
    main()
