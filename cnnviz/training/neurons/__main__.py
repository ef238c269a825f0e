"""Train and measure the networks of the page “Neurons”: ``python -m cnnviz.training.neurons``.

``--hold-out 5000`` sets training images aside and prints the accuracy on them, to choose between recipes;
nothing is written then, and the test images stay untouched. ``--check`` recomputes the card from the shipped
weights and compares. ``--only NAME`` trains one network anew and leaves the others.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from cnnviz.models.garments import load_gallery
from cnnviz.network.sequential import Array, Sequential
from cnnviz.network.weights import save
from cnnviz.neurons.shipped import ASSETS, NAMES, PERMUTED, Name
from cnnviz.training.classifier import Progress
from cnnviz.training.data import DEBIAN, Split, hold_out, load_split
from cnnviz.training.measured import ships, write
from cnnviz.training.neurons.card import measure
from cnnviz.training.neurons.recipe import RECIPES, permuted, train
from cnnviz.training.recipe import accuracy

#: What the pixels' other order is drawn from.
ORDER_SEED = 0


def main() -> None:
    """Read the command line; train and measure, choose, or check."""
    parser = argparse.ArgumentParser(description="Train the networks of the page “Neurons”.")
    parser.add_argument("--data", type=Path, default=DEBIAN, help="directory with the data set's four files")
    parser.add_argument("--only", choices=NAMES, action="append", help="train only these; may be repeated")
    parser.add_argument("--hold-out", type=int, default=0, help="training images to choose by")
    parser.add_argument("--check", action="store_true", help="compare with the shipped card; write nothing")
    arguments = parser.parse_args()
    if arguments.check:
        check(arguments.data)
        return
    data, order = load_split("train", arguments.data), np.random.default_rng(ORDER_SEED).permutation(28 * 28)
    for name in arguments.only or NAMES:
        seen = permuted(data, order) if name in PERMUTED else data
        if arguments.hold_out:
            rest, held = hold_out(seen, arguments.hold_out, seed=0)
            print(f"{name}: held-out accuracy {accuracy(_trained(name, rest), held):.4f}", flush=True)
        else:
            ship(name, _trained(name, seen), order)
    if not arguments.hold_out:
        _write_card(_card(arguments.data, {name: asdict(RECIPES[_kind(name)]) for name in NAMES}))


def _kind(name: Name) -> Any:
    return name.removesuffix("_permuted")


def _trained(name: Name, data: Split) -> Sequential:
    print(f"{name}:", flush=True)
    return train(RECIPES[_kind(name)], data, _Rarely())


class _Rarely(Progress):
    """Reports a tenth as often, for steps that are ten times as fast."""

    def __call__(self, done: int, steps: int, loss: float) -> None:
        if done % 1000 == 0 or done == steps:
            super().__call__(done, steps, loss)


def ship(name: Name, network: Sequential, order: Array) -> None:
    """Write a network, its weights rounded to 16 bits, and the order of the pixels."""
    ASSETS.mkdir(parents=True, exist_ok=True)
    network.assign({key: value.astype(np.float16) for key, value in network.parameters.items()})
    save(ASSETS / f"{name}.npz", network)
    np.save(ASSETS / "order.npy", order.astype(np.uint16))


def _card(directory: Path, recipes: dict[Name, dict[str, Any]]) -> dict[str, Any]:
    test = load_split("t10k", directory)
    return measure(test, test[load_gallery().indices], recipes)


def _write_card(card: dict[str, Any]) -> None:
    write(ASSETS / "card.json", card)
    for name, facts in card["networks"].items():
        low, high = facts["test"]["interval"]
        print(
            f"{name}: {facts['test']['accuracy']:.2%} of the test images are right ({low:.2%} to {high:.2%})"
        )


def check(directory: Path) -> None:
    """Recompute the card from the shipped weights, and end with an error if it is another one."""
    shipped = json.loads((ASSETS / "card.json").read_text(encoding="utf-8"))
    recipes = {name: facts["recipe"] for name, facts in shipped["networks"].items()}
    sys.exit(not ships(ASSETS / "card.json", _card(directory, recipes)))


if __name__ == "__main__":
    main()
