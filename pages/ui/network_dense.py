"""From the last maps to a class's score, and from scores to probabilities."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import Scale, format_number, range_text, shade, shared_limits
from cnnviz.network.classifier import LABELS
from cnnviz.network.evidence import Evidence, evidence
from cnnviz.numbers import percent
from cnnviz.operators import sigmoid, softmax, softmax_trace
from pages.ui.maps import Map, show_maps
from pages.ui.network_answer import bars
from pages.ui.network_view import View
from pages.ui.tables import table


def _label(view: View) -> int:
    return int(view.answer.logits.argmax()) if view.spot.label is None else view.spot.label


def _evidence(view: View) -> Evidence:
    return evidence(view.classifier.network, view.answer.activations, _label(view))


def show_evidence(view: View) -> None:
    """What each place of the last maps adds to a class's score."""
    found, name = _evidence(view), LABELS[_label(view)]
    total = found.of_pixels
    shown = shade(total, "signed")
    view.latest.numbers, view.latest.shown = found.products, shown
    show_maps(
        [
            Map(
                shown,
                f"What each place of the last maps adds to the score of {name}; {range_text(shown)}",
                f"Evidence for {name}",
                f"The products of all maps added up at each of {total.shape[0]} × {total.shape[1]} places: "
                f"{format_number(total.sum())} in all. With the bias of {format_number(found.bias)} that is "
                f"the score, {format_number(found.logit)}.",
                values=np.round(total, 2),
            )
        ],
        key="places",
        size=250,
    )


def show_products(view: View) -> None:
    """Which weights of a class met which pixels, and what came of it."""
    found, name = _evidence(view), LABELS[_label(view)]
    parts = found.of_maps
    last = view.classifier.layer_names[-3]
    rows: list[tuple[str, NDArray[np.floating], Scale]] = [
        (f"What flatten was given: {last}", found.activations, "clipped"),
        (f"The weights of {name}, laid back over the maps", found.weights, "signed"),
        (
            "One times the other, orange for the class, blue against it; below, their sum",
            found.products,
            "signed",
        ),
    ]
    show_maps(
        [
            Map(
                shade(one, scale, limits),
                f"{title}, map {i}",
                f"map {i}" if row == 0 else "",
                format_number(parts[i], 2) if row == 2 else "",
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
    st.write(f"**{name}**: {found.sentence()}")


def show_shares(view: View) -> None:
    """The probabilities at the temperature of choice."""
    shares = softmax(view.answer.logits, temperature=view.spot.temperature)
    view.latest.numbers, view.latest.shown = shares, shade(shares[None], "clipped", (0, 1))
    st.html(bars(shares, f"Softmax at temperature {format_number(view.spot.temperature)}"))


def show_softmax(view: View) -> None:
    """How scores become shares, and what the sigmoid would say."""
    logits, temperature, label = view.answer.logits, view.spot.temperature, _label(view)
    trace = softmax_trace(logits, temperature, label)
    shares, each = softmax(logits, temperature=temperature), sigmoid(logits)
    columns = zip(LABELS, logits, trace.powers, shares.tolist(), each.tolist(), strict=True)
    rows = [
        [name, format_number(score), format_number(power), percent(share), percent(alone)]
        for name, score, power, share, alone in columns
    ]
    rows.append(
        ["Sum", "", format_number(trace.total), percent(float(shares.sum())), percent(float(each.sum()))]
    )
    heads = ["Class", "score s", "e^((s − largest) / temperature)", "softmax", "sigmoid"]
    st.html(table(heads, rows, "From scores to probabilities", chosen=label))
    st.write(f"**{LABELS[label]}**: {trace.sentence()}")
    st.caption(
        "Softmax lets the classes compete for one whole: its shares add up to 100 %. The sigmoid asks each "
        "class by itself, 1 / (1 + e^−s), so its values need not add up to anything. A low temperature makes "
        "softmax bold, a high one timid; the order never changes. The bars above are at temperature 1."
    )
