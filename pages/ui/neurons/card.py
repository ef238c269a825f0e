"""The model card of the page's networks, all of it from data."""

from __future__ import annotations

import streamlit as st

from cnnviz.neurons.shipped import NAMES
from cnnviz.numbers import percent
from pages.ui.figures.tables import table
from pages.ui.neurons.shipped import TITLES, shipped
from pages.ui.shell.frame import folded


def show_card() -> None:
    """Fold the card away until somebody asks for it."""
    part = folded("Model card: how these networks were trained", "neurons_card")
    if not part.is_open:
        return
    card = shipped().card
    with part.slot:
        st.markdown(
            f"**Task:** {card['task']}.  \n**Data:** {card['data']}.  \n**Trained on:** {card['trained_on']}."
        )
        rows = []
        for name in NAMES:
            facts = card["networks"][name]
            low, high = (percent(end) for end in facts["test"]["interval"])
            accuracy = percent(facts["test"]["accuracy"])
            rows.append([TITLES[name], f"{facts['parameters']:,}", accuracy, f"{low} to {high}"])
        images = f"{card['networks'][NAMES[0]]['test']['images']:,} test images"
        st.html(
            table(
                ["Network", "Parameters", "Accuracy", "95 % interval"],
                rows,
                f"Measured on {images}, as shipped",
            )
        )
        settings = list(card["networks"][NAMES[0]]["recipe"])
        recipes = [
            [TITLES[name], *(str(card["networks"][name]["recipe"][setting]) for setting in settings)]
            for name in NAMES
        ]
        st.html(table(["Recipe", *settings], recipes, "Gradient descent without augmentation"))
