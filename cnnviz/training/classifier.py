"""Train the classifier that ships with the app: ``python -m cnnviz.training.classifier``.

To choose between recipes, ``--hold-out 5000`` sets training images aside and prints the accuracy on them;
nothing is written then. The test images are not touched here: they are for the model card.
"""

import argparse
import json
import time
from dataclasses import asdict, replace
from pathlib import Path

from cnnviz.models.garments import ASSETS
from cnnviz.network.familiarity import Familiarity, fit, map_means
from cnnviz.network.fold import fold_batch_norm
from cnnviz.network.sequential import Array, Sequential
from cnnviz.network.weights import save
from cnnviz.training.data import DEBIAN, Split, hold_out, load_split
from cnnviz.training.recipe import Recipe, Trained, accuracy, as_input, in_batches, train


def main() -> None:
    """Read the command line, train, and write the weights or print the held-out accuracy."""
    parser = argparse.ArgumentParser(description="Train the classifier on Fashion-MNIST.")
    parser.add_argument("--data", type=Path, default=DEBIAN, help="directory with the data set's four files")
    parser.add_argument("--out", type=Path, default=ASSETS, help="directory to write the weights to")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument(
        "--hold-out", type=int, default=0, help="training images to choose by; writes nothing"
    )
    arguments = parser.parse_args()
    recipe = replace(Recipe(), epochs=arguments.epochs)
    data = load_split("train", arguments.data)
    if arguments.hold_out:
        rest, held = hold_out(data, arguments.hold_out, seed=0)
        trained = train(recipe, rest, Progress())
        print(
            f"held-out accuracy: average {accuracy(trained.averaged, held):.4f}, "
            f"last {accuracy(trained.last, held):.4f}"
        )
        return
    write(train(recipe, data, Progress()), recipe, data, arguments.out)


def write(trained: Trained, recipe: Recipe, data: Split, directory: Path) -> None:
    """Fold the batch norms; write ``classifier.npz``, ``familiarity.npz`` and the recipe that was used."""
    folded = fold_batch_norm(trained.averaged)
    save(directory / "classifier.npz", folded)
    used = asdict(recipe) | {"revived": trained.revived}
    (directory / "recipe.json").write_text(json.dumps(used, indent=1) + "\n", encoding="utf-8")
    measure_familiarity(folded, data).save(directory / "familiarity.npz")
    print("written; now run: python -m cnnviz.training.card")


def measure_familiarity(network: Sequential, data: Split) -> Familiarity:
    """Fit what is familiar to 55,000 of the training images, and place distances by the other 5,000."""
    rest, held = _for_distances(data)
    return fit(features(network, rest.images), features(network, held.images))


def held_out_for_distances(data: Split) -> Split:
    """The training images that distances are placed by."""
    return _for_distances(data)[1]


def _for_distances(data: Split) -> tuple[Split, Split]:
    return hold_out(data, len(data) // 12, seed=0)


def features(network: Sequential, images: Array) -> Array:
    """What familiarity is measured by, (N, D), for images (N, 28, 28) of 0–255."""
    return in_batches(lambda x: map_means(network, network.activations(x)), as_input(images))


class Progress:
    """Prints, a line a hundred steps, how far the training is and how long the rest will take."""

    def __init__(self) -> None:
        self.start = time.monotonic()

    def __call__(self, done: int, steps: int, loss: float) -> None:
        """Report after a step."""
        if done % 100 == 0 or done == steps:
            left = (time.monotonic() - self.start) / done * (steps - done) / 60
            print(f"step {done:,} of {steps:,}: loss {loss:.3f}, about {left:.0f} minutes left", flush=True)


if __name__ == "__main__":
    main()
