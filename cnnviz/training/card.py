"""Measure a model that ships, and write its card and gallery: ``python -m cnnviz.training.card garments``.

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
from cnnviz.network.evaluation import FACTS, SHEET, to_sheet
from cnnviz.network.familiarity import WARN_FROM, Familiarity
from cnnviz.network.report import report
from cnnviz.network.sequential import Array, Sequential
from cnnviz.network.weights import load as load_weights
from cnnviz.training.classifier import features, held_out_for_distances
from cnnviz.training.data import Data, Split
from cnnviz.training.evaluation import evaluate
from cnnviz.training.hands import measure_drawings
from cnnviz.training.measured import ships, write
from cnnviz.training.nonsense import nonsense
from cnnviz.training.recipe import accuracy, as_input, dead_maps, in_batches
from cnnviz.training.taught import TAUGHT, Taught

GALLERY_PER_CLASS = 10


def main() -> None:
    """Measure, then write or compare."""
    parser = argparse.ArgumentParser(description="Measure a model that ships.")
    parser.add_argument("model", choices=TAUGHT)
    parser.add_argument("--data", type=Path, help="directory with its data, see docs/training.md")
    parser.add_argument("--check", action="store_true", help="compare with the shipped card; write nothing")
    arguments = parser.parse_args()
    taught = TAUGHT[arguments.model]
    data = taught.read(arguments.data or taught.folder)
    chosen = gallery_of(data.test)
    strange = nonsense(taught.about, data.test) | taught.strange()
    card = measure(taught, data, data.test[chosen], strange)
    facts = _evaluated(taught, data, strange)
    mistakes = to_sheet(data.test.images[facts["mistakes"]["indices"]])
    if arguments.check:
        sys.exit(not _ships(taught.assets, card, facts, mistakes))
    write(taught.assets / "card.json", card)
    _write_gallery(taught.assets, data.test, chosen)
    (taught.assets / FACTS).write_text(json.dumps(facts) + "\n", encoding="utf-8")
    (taught.assets / SHEET).write_bytes(png(mistakes))
    print(f"{card['test']['accuracy']:.2%} of the test images are right; written")


def gallery_of(test: Split) -> Array:
    """Indices of the first ten test images of each class."""
    classes = range(int(test.labels.max()) + 1)
    return np.concatenate([np.flatnonzero(test.labels == k)[:GALLERY_PER_CLASS] for k in classes])


def _write_gallery(folder: Path, test: Split, chosen: Array) -> None:
    write(folder / "gallery.json", {"labels": test.labels[chosen].tolist(), "indices": chosen.tolist()})
    sheet = test.images[chosen].reshape(-1, GALLERY_PER_CLASS, 28, 28).swapaxes(1, 2)
    (folder / "gallery.png").write_bytes(png(sheet.reshape(-1, 28 * GALLERY_PER_CLASS)))


def _evaluated(taught: Taught, data: Data, strange: dict[str, Array]) -> dict[str, Any]:
    network = load_weights(taught.assets / "classifier.npz")
    familiarity = Familiarity.load(taught.assets / "familiarity.npz")
    placing = held_out_for_distances(data.train, taught.one_in)
    return evaluate(network, familiarity, data.test, placing, strange)


def _ships(folder: Path, card: dict[str, Any], facts: dict[str, Any], mistakes: Array) -> bool:
    """Say of each thing that was measured now whether it is what ships, and whether all of it is."""
    same = [ships(folder / name, content) for name, content in (("card.json", card), (FACTS, facts))]
    shown = np.array_equal(load((folder / SHEET).read_bytes()), mistakes)
    print(f"{SHEET} {'shows' if shown else 'does not show'} the mistakes made now")
    return shown and all(same)


def measure(taught: Taught, data: Data, gallery: Split, strange: dict[str, Array]) -> dict[str, Any]:
    """Everything the card says, as data."""
    weights = (taught.assets / "classifier.npz").read_bytes()
    network = load_weights(weights)
    familiarity = Familiarity.load(taught.assets / "familiarity.npz")
    test = data.test
    dead = dead_maps(network, as_input(data.train.images[:5000]))
    placing = len(held_out_for_distances(data.train, taught.one_in))
    card = {
        "task": taught.task,
        "data": taught.data,
        "trained_on": taught.trained_on,
        "recipe": json.loads((taught.assets / "recipe.json").read_text(encoding="utf-8")),
        "in_training": taught.recipe.describe(),
        "weights_sha256": hashlib.sha256(weights).hexdigest(),
        "parameters": sum(value.size for value in network.parameters.values()),
        "test": report(in_batches(network, as_input(test.images)), test.labels),
        "gallery": report(network(as_input(gallery.images)), gallery.labels),
        "bad_at": weaknesses(network, test),
        "dead_maps": [f"{layer_index}.{unit}" for layer_index, unit in dead],
        "familiarity": measure_familiarity(network, familiarity, test, strange, placing),
    }
    if taught.hands:
        card["drawn"] = measure_drawings(taught.about, network, familiarity, taught.hands)
    return card | ({"facts": data.facts} if data.facts else {})


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


def measure_familiarity(
    network: Sequential, familiarity: Familiarity, test: Split, strange: dict[str, Array], placing: int
) -> dict[str, Any]:
    """How often the rule warns correctly (strange images of several kinds) and wrongly (test images)."""

    def warned(images: Array) -> float:
        return round(float(familiarity.is_unlike(familiarity.distance(features(network, images))).mean()), 4)

    return {
        "rule": (
            "Mahalanobis distance of the means of all maps after their ReLU; warns if it is larger than that "
            f"of {WARN_FROM:.0%} of {placing:,} training images that did not set the mean and covariance"
        ),
        "false_alarms_on_test_images": warned(test.images),
        "hits": {name: {"images": len(images), "warned": warned(images)} for name, images in strange.items()},
    }


if __name__ == "__main__":
    main()
