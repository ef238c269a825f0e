"""The model card: how the network was made, how good it is, and where it fails; all of it from data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from cnnviz.network.report import precision_of, worst_confusions
from cnnviz.numbers import percent
from pages.ui.classifier import current
from pages.ui.figures.tables import table
from pages.ui.shell.frame import folded


def show_card(card: Mapping[str, Any] | None) -> None:
    """Fold the model card away until somebody asks for it; a network of the learner's own has none."""
    if card is None:
        st.html('<p class="words">Your network has no model card: nobody measured where it fails.</p>')
        return
    part = folded("Model card: how it was trained, and where it fails", "card")
    if not part.is_open:
        return
    with part.slot:
        left, right = st.columns([1, 1.6])
        with left:
            st.markdown(
                f"**Task:** {card['task']}.  \n**Data:** {card['data']}.  \n"
                f"**Trained on:** {card['trained_on']}; {card['parameters']:,} parameters."
            )
            st.markdown(f"**Weaknesses:** {_bad_at(card['test'])}")
            if "facts" in card:
                st.markdown(f"**Twice:** {_duplicates(card['facts'])}")
            if "drawn" in card:
                st.markdown(f"**Drawn on the pad:** {_drawn(card['drawn'])}")
            st.html(_classes(card["test"]))
        with right:
            st.html(_confusion(card["test"]))
            st.html(_changes(card["bad_at"], card["test"]["accuracy"]))
            st.html(_familiarity(card["familiarity"]))
            st.html(_recipe(card))


def _bad_at(test: Mapping[str, Any]) -> str:
    labels, noun = current.labels(), current.model().about.noun
    mistakes = "; ".join(
        f"{labels[true]} classified as {labels[said]}, {count} times"
        for true, said, count in worst_confusions(test["confusion"])
    )
    weakest = min(range(len(labels)), key=lambda i: float(test["per_class"][i]))
    return (
        f"{labels[weakest]}: it recognises only {percent(test['per_class'][weakest])} of them. Its most "
        f"frequent mistakes: {mistakes}. Pictures with a busy background, several {noun}s, what the table of "
        f"changes shows, and anything outside its {len(labels)} classes."
    )


def _duplicates(facts: Mapping[str, Any]) -> str:
    counted, images = facts["duplicates"], sum(source["images"] for source in facts["sources"].values())
    return (
        f"of {images:,} images in {len(facts['sources'])} packages {counted['between']:,} are in both, byte "
        f"for byte, and {counted['near']} pairs are nearly the same. What is there once was split into "
        f"{facts['training_images']:,} to train on and {facts['test_images']:,} to test with; "
        f"{facts['in_both']} are in both parts."
    )


def _drawn(drawn: Mapping[str, Any]) -> str:
    return (
        f"of {drawn['drawings']} drawings {drawn['right']} are read right and {drawn['warned']} more are "
        f"warned of; {drawn['false_alarms']} that are read right are warned of too. Nobody drew them: "
        f"{len(drawn['hands'])} hands are written down as paths, with pen, finger and mouse, thick, thin, "
        "small and off-centre. Real hands vary more."
    )


def _classes(test: Mapping[str, Any]) -> str:
    said = precision_of(test["confusion"])
    rows = [
        [label, percent(test["per_class"][i]), percent(float(said[i]))]
        for i, label in enumerate(current.labels())
    ]
    return table(["Class", "Recall", "Precision"], rows, f"Each class, on {test['images']:,} test images")


def _confusion(test: Mapping[str, Any]) -> str:
    rows = [[current.labels()[i], *map(str, counts)] for i, counts in enumerate(test["confusion"])]
    diagonal = [(i, i + 1) for i in range(len(current.labels()))]
    caption = (
        "Confusion matrix: one row for each true class, one column for each predicted class; "
        "correct predictions are framed"
    )
    return table(["", *current.labels()], rows, caption, marked=diagonal)


def _changes(bad_at: Mapping[str, float], unchanged: float) -> str:
    rows = [["unchanged", percent(unchanged)], *([name, percent(share)] for name, share in bad_at.items())]
    return table(
        ["Test images", "Accuracy"],
        rows,
        "What it was not trained for: changes that would hardly trouble a person",
    )


def _familiarity(rule: Mapping[str, Any]) -> str:
    rows = [[kind, f"{hit['images']:,}", percent(hit["warned"])] for kind, hit in rule["hits"].items()]
    rows.append(["test images (false alarms)", "", percent(rule["false_alarms_on_test_images"])])
    return table(
        ["Kind of picture", "Images", "Warned"], rows, f"Unlike the training images? {rule['rule']}."
    )


def _recipe(card: Mapping[str, Any]) -> str:
    settings = card["in_training"] | card["recipe"]
    rows = [
        [name.replace("_", " "), str(value)]
        for name, value in settings.items()
        if name != "shift"  # augmentation tells of it
    ]
    return table(["Setting", "Value"], rows, "The recipe it was trained with", words=[1])
