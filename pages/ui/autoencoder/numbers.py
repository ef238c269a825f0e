"""How much the code leaves of a picture: numbers counted, errors measured, and the card they come from."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import streamlit as st

from cnnviz.figures import format_number
from cnnviz.models.garments import LABELS
from cnnviz.network.autoencoder import Autoencoder, Rebuilt
from cnnviz.numbers import percent
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.figures.tables import table
from pages.ui.shell.frame import folded

#: Of the card's kinds of picture, the one that has the grain of garments, and the one that has none.
_SAME_GRAIN = "test images with light and dark swapped"
_NO_GRAIN = "blank, at 50 levels of grey above black"


def show_numbers(model: Autoencoder, rebuilt: Rebuilt, unsilenced: Rebuilt, own: bool) -> None:
    """Show how many numbers the code has, and the error beside those of the card."""
    size, pixels, card = rebuilt.code.size, rebuilt.input.size, model.card
    test, simple = card["test"], card["compared"]
    times = " · ".join(map(str, rebuilt.code.shape))
    facts = [
        Fact("Numbers in the code", f"{size} of {pixels}", f"{times} = {size}: {percent(model.share_kept)}"),
        Fact("Mean squared error for this picture", format_number(rebuilt.error, 3), _placed(model, rebuilt)),
        Fact(
            "Mean squared error on the test images",
            format_number(test["error"], 3),
            f"mean of {test['images']:,}; {card['parameters']:,} parameters",
        ),
        _instead("The mean image", simple["mean image"]),
        _instead("PCA, code of the same size", simple["PCA"]),
    ]
    show_facts(facts, _words(model, rebuilt, unsilenced, own))


def _instead(name: str, told: Mapping[str, Any]) -> Fact:
    return Fact(name, format_number(told["error"], 3), f"{told['parameters']:,} parameters")


def _placed(model: Autoencoder, rebuilt: Rebuilt) -> str:
    return f"above that of {percent(model.share_better(rebuilt.error))} of test images"


def _words(model: Autoencoder, rebuilt: Rebuilt, unsilenced: Rebuilt, own: bool) -> str:
    """Say what silencing costs, and how well a picture of another kind comes back."""
    told = []
    if rebuilt.error != unsilenced.error:
        told.append(
            f"With all code maps the error is {format_number(unsilenced.error, 3)}, without the silenced "
            f"ones {format_number(rebuilt.error, 3)}."
        )
    if own:
        told.append(
            "This picture is not from the data set: after preparation it is reconstructed with "
            f"{_times(model, unsilenced.error)}."
        )
    return " ".join(told)


def _weaknesses(model: Autoencoder) -> str:
    """Say what comes back best and worst of what it never saw, and that fine grain is not all it loses."""
    times = {name: _times(model, told["error"]) for name, told in model.card["bad_at"].items()}
    by_error = sorted(times, key=lambda name: float(model.card["bad_at"][name]["error"]))
    return (
        f"It learned from garments only. Of the kinds that it never saw, “{by_error[0]}” are reconstructed "
        f"best, with "
        f"{times[by_error[0]]}, and “{by_error[-1]}” worst, with {times[by_error[-1]]}. Fine texture is not "
        f"all it loses: “{_SAME_GRAIN}” have the garments’ own texture and come back with "
        f"{times[_SAME_GRAIN]}, “{_NO_GRAIN}” have none and come back with {times[_NO_GRAIN]}."
    )


def _times(model: Autoencoder, error: float) -> str:
    return f"{format_number(model.times_usual(error), 3)} times the test images’ error"


def show_card(model: Autoencoder) -> None:
    """Fold the card away until somebody asks for it."""
    part = folded("Card: how it was trained, how well it does, and where it fails", "ae_card")
    if not part.is_open:
        return
    card = model.card
    with part.slot:
        facts = [Fact("Task", card["task"], card["data"]), Fact("Trained on", card["trained_on"])]
        show_facts(facts, _weaknesses(model))
        left, right = st.columns(2, gap="medium")
        left.html(_compared(card))
        settings = card["in_training"] | card["recipe"]
        rows = [[name.replace("_", " "), str(value)] for name, value in settings.items()]
        left.html(table(["Setting", "Value"], rows, "The recipe it was trained with", words=[1]))
        right.html(_kinds(card))


def _compared(card: Mapping[str, Any]) -> str:
    """The autoencoder between the two simpler ways."""
    ways = card["compared"] | {
        "this autoencoder": {
            "code": prod(card["code"]),
            "parameters": card["parameters"],
            "error": card["test"]["error"],
        }
    }
    rows = [
        [name, f"{told['code']:,}", f"{told['parameters']:,}", format_number(told["error"], 3)]
        for name, told in sorted(ways.items(), key=lambda way: -way[1]["error"])
    ]
    caption = (
        f"Mean squared error on {card['test']['images']:,} test images; all learned from training images"
    )
    return table(["Method", "Numbers in the code", "Parameters", "Error"], rows, caption)


def _kinds(card: Mapping[str, Any]) -> str:
    """Errors of each class, and of what it was not trained for."""
    classes = zip(LABELS, card["test"]["per_class"], strict=True)
    others = ((name, told["error"]) for name, told in card["bad_at"].items())
    rows = [[name, format_number(error, 3)] for name, error in (*classes, *others)]
    return table(
        ["Kind of picture", "Error"],
        rows,
        "Mean squared error by kind: the ten classes, then kinds that it never saw",
    )
