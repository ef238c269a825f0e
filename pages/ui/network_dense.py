"""From the last maps to a class's score, and from scores to probabilities."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz.figures import Scale, format_number, shade, shared_limits
from cnnviz.network.classifier import LABELS, Answer, Classifier
from cnnviz.network.evidence import evidence
from cnnviz.operators import sigmoid, softmax, softmax_trace
from pages.ui.maps import Map, show_maps
from pages.ui.network_answer import percent
from pages.ui.tables import table

_FIRST_OF_ALL = "best"


def pick_class(answer: Answer) -> int:
    """Show the choice of a class; at first it is the one with the highest score."""
    options = [_FIRST_OF_ALL, *LABELS]
    best = int(answer.logits.argmax())
    chosen = st.selectbox(
        "Class",
        options,
        format_func=lambda name: f"the best one ({LABELS[best]})" if name == _FIRST_OF_ALL else name,
        key="class",
        bind="query-params",
        width=240,
    )
    return best if chosen == _FIRST_OF_ALL else LABELS.index(chosen)


def show_dense(classifier: Classifier, answer: Answer, line: DeltaGenerator) -> None:
    """Show which weights of a class met which pixels, and what came of it; the control goes into `line`."""
    with line:
        label = pick_class(answer)
    found = evidence(classifier.network, answer.activations, label)
    last = classifier.layer_names[-3]
    parts = found.of_maps
    rows: tuple[tuple[str, NDArray[np.floating], Scale], ...] = (
        (f"{last}: what the dense layer was given", found.activations, "clipped"),
        (f"the weights of {LABELS[label]}, laid back over the maps", found.weights, "signed"),
        (
            "one times the other: orange speaks for the class, blue against it; below, their sum",
            found.products,
            "signed",
        ),
    )
    story, sums = st.columns([1.9, 1], gap="medium")
    with story:
        show_maps(
            [
                Map(
                    shade(one, scale, limits),
                    f"map {i}, {title}",
                    f"map {i}" if row == 0 else "",
                    format_number(parts[i], 3) if row == 2 else "",
                    row=f"{title} ({format_number(limits[0], 3)} … {format_number(limits[1], 3)})",
                )
                for row, (title, maps, scale) in enumerate(rows)
                for limits in [shared_limits(maps, scale)]
                for i, one in enumerate(maps)
            ],
            key="evidence",
            layout="mosaic",
            size=46,
        )
        st.write(f"**{LABELS[label]}**: {found.sentence()}")
    with sums:
        total = found.of_pixels
        shown = shade(total, "signed")
        show_maps(
            [
                Map(
                    shown,
                    f"What each place of the last maps adds to the score of {LABELS[label]}",
                    f"Evidence for {LABELS[label]}",
                    f"All maps added up, for each of {total.shape[0]} × {total.shape[1]} places: "
                    f"{format_number(total.sum())} in all. With the bias of {format_number(found.bias)} "
                    "that is the score.",
                    values=np.round(total, 2),
                )
            ],
            key="places",
            size=230,
        )


def show_softmax(answer: Answer, line: DeltaGenerator) -> None:
    """Show how scores become shares, at a temperature of choice, and what the sigmoid would say.

    The controls go into `line`.
    """
    with line:
        label = pick_class(answer)
        with st.container(width=320):
            temperature = st.slider(
                "Temperature", 0.1, 10.0, 1.0, 0.1, key="temperature", bind="query-params"
            )
    trace = softmax_trace(answer.logits, temperature, label)
    shares = softmax(answer.logits, temperature=temperature)
    each = sigmoid(answer.logits)
    rows = [
        [
            name,
            *(format_number(value) for value in numbers),
            percent(float(shares[i])),
            percent(float(each[i])),
        ]
        for i, (name, *numbers) in enumerate(
            zip(LABELS, answer.logits, answer.logits / np.float32(temperature), trace.powers, strict=True)
        )
    ]
    rows.append(
        ["Sum", "", "", format_number(trace.total), percent(float(shares.sum())), percent(float(each.sum()))]
    )
    heads = ["Class", "score (logit)", "score / temperature", "e^(… − the largest)", "softmax", "sigmoid"]
    st.html(table(heads, rows, "From scores to probabilities", chosen=label))
    st.write(f"**{LABELS[label]}**: {trace.sentence()}")
    st.caption(
        "Softmax lets the classes compete for one whole: its shares add up to 100 %. The sigmoid asks each "
        "class by itself, 1 / (1 + e^−score), so its values need not add up to anything. A low temperature "
        "makes softmax bold, a high one timid; the order never changes. The bars above are at temperature 1."
    )
