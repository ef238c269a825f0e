"""What each layer makes and costs, as a table."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.figures import format_number
from cnnviz.network.classifier import Answer, Classifier
from pages.ui import network_loaders
from pages.ui.frame import Fact, show_facts
from pages.ui.tables import table


def show_layers(chosen: int | None) -> None:
    """Show sums over all layers, and fold the table of layers away."""
    names, rows = network_loaders.classifier().layer_names, network_loaders.layers()
    parameters, multiplications = (
        sum(column) for column in zip(*((r.parameters, r.multiplications) for r in rows), strict=True)
    )
    show_facts(
        [
            Fact("Output", f"{rows[-1].shape[0]} probabilities"),
            Fact("Parameters", format_number(parameters), "weights and biases"),
            Fact("Multiplications", format_number(multiplications), "for one picture"),
        ]
    )
    folded = st.expander("Layer by layer: sizes, parameters, multiplications", on_change="rerun", key="costs")
    if not folded.open:
        return
    lines = [
        [
            name,
            " × ".join(map(str, row.shape)),
            row.formula,
            format_number(row.parameters),
            format_number(row.multiplications),
            f"{row.field} × {row.field}" if row.field else "all",
        ]
        for name, row in zip(names, rows, strict=True)
    ]
    heads = ["Layer", "Output", "Size", "Parameters", "Multiplications", "A unit sees"]
    folded.html(table(heads, lines, "Every layer for one picture of 28 × 28", chosen=chosen, words=[2]))


def offer_archive(classifier: Classifier, answer: Answer, name: str) -> None:
    """Show a button for every number of every layer in one file."""
    st.download_button(
        "All maps (.npz)",
        partial(classifier.archive, answer),
        f"{name}-activations.npz",
        "application/octet-stream",
        on_click="ignore",
        key="npz",
        icon="⬇️",
    )
