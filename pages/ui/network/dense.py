"""Beside the last layers: what each position of the last maps adds to a logit, and a table of all shares."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz.figures import format_number, range_text, shade
from cnnviz.network.evidence import evidence
from cnnviz.numbers import percent, percents
from cnnviz.operators import sigmoid, softmax, softmax_trace
from pages.ui.classifier import current
from pages.ui.classifier.view import View
from pages.ui.figures.maps import Map, show_maps
from pages.ui.figures.tables import table


def show_evidence(view: View) -> None:
    """What each position of the last maps adds to a class's logit, over all maps."""
    found = evidence(view.model.network, view.prediction.activations, view.label)
    name = current.labels()[view.label]
    total = found.of_pixels
    shown = shade(total, "signed")
    view.latest.numbers, view.latest.shown = found.products, shown
    show_maps(
        [
            Map(
                shown,
                f"What each position of the last maps adds to the logit of {name}; {range_text(shown)}",
                f"Evidence for {name}: what each position of the last maps adds",
                f"The products of all maps, added up at each of {total.shape[0]} × {total.shape[1]} "
                f"positions: {format_number(total.sum())} in all. With the bias of "
                f"{format_number(found.bias)} that is the logit (score), {format_number(found.logit)}.",
                values=np.round(total, 2),
            )
        ],
        key="evidence",
        size=250,
    )


def show_softmax(view: View) -> None:
    """How scores become shares, all in one table, and what the sigmoid would say."""
    logits, temperature = view.prediction.logits, view.spot.temperature
    trace = softmax_trace(logits, temperature, view.label)
    shares, each = softmax(logits, temperature=temperature), sigmoid(logits)
    columns = zip(current.labels(), logits, trace.powers, percents(shares), percents(each), strict=True)
    rows = [
        [name, format_number(score), format_number(power), share, alone]
        for name, score, power, share, alone in columns
    ]
    rows.append(["Sum", "", format_number(trace.total), percent(1), percent(float(each.sum()))])
    heads = ["Class", "logit z", "e^((z − largest) / temperature)", "softmax", "sigmoid"]
    st.html(table(heads, rows, "From logits to probabilities", chosen=view.label))
    st.caption(
        "Softmax makes the classes compete: its probabilities add up to 100 %. The sigmoid, 1 / (1 + "
        "e^−z), treats each class by itself, so its values need not add up to 100 %. A low temperature "
        "makes softmax more confident, a high one less; the order never changes. The bars beside all maps "
        "are at temperature 1."
    )
