"""What each layer makes and costs: the one that is looked at, and all as a table."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cnnviz.figures import format_number
from cnnviz.models.model import Prediction
from cnnviz.numbers import percents
from cnnviz.operators import softmax
from pages.ui.classifier import current
from pages.ui.classifier.spot import Spot
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.figures.tables import table
from pages.ui.shell.downloads import existing
from pages.ui.shell.frame import folded


def show_layer(spot: Spot, prediction: Prediction) -> None:
    """Show the size, range and cost of the layer that is looked at, or of the softmax after the last one."""
    summaries = current.layers()
    origin = ends = ""
    if spot.name == current.SOFTMAX:
        values = softmax(prediction.logits, temperature=spot.temperature)
        size, formula = summaries[-1].shape, "one for each class"
        cost, work = 0, "it only raises e to each logit and divides by the sum of these powers"
        origin = f"at temperature {format_number(spot.temperature)}"
        shares = percents(values)
        ends = f"{shares[values.argmin()]} … {shares[values.argmax()]}"
        if spot.temperature != 1:
            work = (
                "it only divides each logit by the temperature, raises e to it, and divides by the sum of "
                "these powers"
            )
    else:
        row, values = summaries[spot.layer], prediction.activations[spot.layer]
        size, formula, cost, work = row.shape, row.formula, row.multiplications, row.work
    show_facts(
        [
            Fact("Output", " × ".join(map(str, size)), formula),
            Fact(
                "Values",
                ends or f"{format_number(values.min(), 3)} … {format_number(values.max(), 3)}",
                f"of all {len(values)} maps" if values.ndim == 3 else origin,
            ),
            Fact("Multiplications", format_number(cost), work),
        ]
    )


def show_layers(chosen: int) -> None:
    """Show sums over all layers, and fold the table of layers away."""
    names, rows = current.model().layer_names, current.layers()
    parameters, multiplications = (
        sum(column) for column in zip(*((r.parameters, r.multiplications) for r in rows), strict=True)
    )
    show_facts(
        [
            Fact("Whole network", f"{len(current.labels())} probabilities", "of one picture"),
            Fact("Parameters", format_number(parameters), "weights and biases of all layers"),
            Fact("All multiplications", format_number(multiplications), "for one picture"),
        ]
    )
    part = folded("Layer by layer: sizes, parameters, multiplications", "costs")
    if not part.is_open:
        return
    _, rows_of_input, columns_of_input = current.model().about.shape
    lines = [
        [
            name,
            " × ".join(map(str, row.shape)),
            row.formula,
            format_number(row.parameters),
            format_number(row.multiplications),
            row.receptive_field(rows_of_input),
        ]
        for name, row in zip(names, rows, strict=True)
    ]
    heads = ["Layer", "Output", "Size", "Parameters", "Multiplications", "Receptive field"]
    caption = f"Every layer for one picture of {rows_of_input} × {columns_of_input}"
    part.slot.html(table(heads, lines, caption, chosen=chosen, words=[2]))


@dataclass
class Archive:
    """What the network made of the latest picture; the file is only made when somebody asks for it."""

    prediction: Prediction | None = None

    def npz(self) -> bytes:
        """Give the input and every layer's output by its name."""
        return current.model().archive(existing(self.prediction))


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
