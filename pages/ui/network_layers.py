"""What each layer makes and costs, as a table."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cnnviz.figures import format_number
from cnnviz.network.classifier import Answer
from pages.ui import network_loaders
from pages.ui.frame import Fact, folded, show_facts
from pages.ui.tables import table


def show_layers(chosen: int) -> None:
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
    part = folded("Layer by layer: sizes, parameters, multiplications", "costs")
    if not part.is_open:
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
    part.place.html(table(heads, lines, "Every layer for one picture of 28 × 28", chosen=chosen, words=[2]))


@dataclass
class Archive:
    """What the network made of the latest picture; the file is only made when somebody asks for it."""

    answer: Answer | None = None

    def npz(self) -> bytes:
        """Give the input and every layer's output by its name."""
        return network_loaders.classifier().archive(self.answer) if self.answer else b""


def offer_archive(archive: Archive) -> None:
    """Show a button that saves all that `archive` holds when it is pressed."""
    st.download_button(
        "Save all layers .npz",
        archive.npz,
        "cnnviz-network.npz",
        "application/octet-stream",
        on_click="ignore",
        key="npz",
    )
