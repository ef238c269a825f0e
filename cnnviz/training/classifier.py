"""Train a network that ships as a model: ``python -m cnnviz.training.classifier garments``, or ``digits``.

To choose between recipes, ``--hold-out 5000`` sets training images aside and prints the accuracy on them;
nothing is written then. The test images are not looked at here: they are for the model card.
"""

import argparse
import json
import time
from dataclasses import asdict, replace
from pathlib import Path

from cnnviz.network.familiarity import Familiarity, fit, map_means
from cnnviz.network.fold import fold_batch_norm
from cnnviz.network.sequential import Array, Sequential
from cnnviz.network.weights import save
from cnnviz.training.data import Split, hold_out
from cnnviz.training.recipe import Recipe, Trained, accuracy, as_input, in_batches, train
from cnnviz.training.taught import TAUGHT, Taught


def main() -> None:
    """Read the command line, train, and write the weights or print the held-out accuracy."""
    parser = argparse.ArgumentParser(description="Train a network that ships as a model.")
    parser.add_argument("model", choices=TAUGHT)
    parser.add_argument("--data", type=Path, help="directory with its data, see docs/training.md")
    parser.add_argument("--out", type=Path, help="directory to write the weights to")
    parser.add_argument("--epochs", type=int)
    parser.add_argument(
        "--hold-out", type=int, default=0, help="training images to choose by; writes nothing"
    )
    arguments = parser.parse_args()
    taught = TAUGHT[arguments.model]
    recipe = replace(taught.recipe, epochs=arguments.epochs or taught.recipe.epochs)
    data = taught.read(arguments.data or taught.folder).train
    if arguments.hold_out:
        rest, held = hold_out(data, arguments.hold_out, seed=0)
        trained = train(recipe, rest, Progress())
        print(
            f"held-out accuracy: average {accuracy(trained.averaged, held):.4f}, "
            f"last {accuracy(trained.last, held):.4f}"
        )
        return
    write(taught, train(recipe, data, Progress()), recipe, data, arguments.out or taught.assets)


def write(taught: Taught, trained: Trained, recipe: Recipe, data: Split, directory: Path) -> None:
    """Fold the batch norms; write ``classifier.npz``, ``familiarity.npz`` and the recipe that was used."""
    directory.mkdir(parents=True, exist_ok=True)
    folded = fold_batch_norm(trained.averaged)
    save(directory / "classifier.npz", folded)
    used = asdict(recipe) | {"revived": trained.revived}
    (directory / "recipe.json").write_text(json.dumps(used, indent=1) + "\n", encoding="utf-8")
    measure_familiarity(folded, data, taught.one_in).save(directory / "familiarity.npz")
    print(f"written; now run: python -m cnnviz.training.card {taught.about.key}")


def measure_familiarity(network: Sequential, data: Split, one_in: int) -> Familiarity:
    """Fit what is familiar to training images, and place distances by others of them: one in so many."""
    rest, held = _for_distances(data, one_in)
    return fit(features(network, rest.images), features(network, held.images))


def held_out_for_distances(data: Split, one_in: int) -> Split:
    """The training images that distances are placed by."""
    return _for_distances(data, one_in)[1]


def _for_distances(data: Split, one_in: int) -> tuple[Split, Split]:
    return hold_out(data, len(data) // one_in, seed=0)


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
