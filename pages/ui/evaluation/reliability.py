"""The calibration curve, which tells whether the network’s confidence is justified."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import numpy as np
import streamlit as st

from cnnviz.network.calibration import Tally, expected_error
from cnnviz.network.report import shares_with_intervals
from cnnviz.numbers import percent
from pages.ui.classifier import current
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.figures.tables import table
from pages.ui.inputs.controls import pick_segment

_BINS = {"5": "5", "10": "10", "20": "20"}


def show_calibration(card: Mapping[str, Any] | None) -> None:
    """Show the reliability diagram with as many bins as wanted, its one figure, and what it tells."""
    shown, numbers = st.columns([1.25, 1], gap="medium")
    with numbers:
        bins = pick_segment("Bins", _BINS, "bins", first="10")
        predictions = current.evaluation().confidence.coarser(int(bins))
        show_facts(*_facts(predictions))
        st.html(_table(predictions))
    with shown:
        st.html(_diagram(predictions))
    st.html(f'<p class="words">{escape(_why(card))}</p>')


def _facts(predictions: Tally) -> tuple[list[Fact], str]:
    right, confidence = predictions.overall
    error = expected_error(predictions)
    facts = [
        Fact("Expected calibration error", percent(error, 2), f"in {len(predictions.counts)} bins"),
        Fact("Accuracy", percent(right), "on average"),
        Fact("Confidence", percent(confidence), "on average"),
    ]
    side = (
        "underconfident: it is correct more often than it claims" if right > confidence else "overconfident"
    )
    words = f"On the diagonal, confidence equals accuracy. Overall this network is {side}."
    return facts, words


def _why(card: Mapping[str, Any] | None) -> str:
    smoothing = float(card["recipe"].get("label_smoothing", 0)) if card else 0.0
    smoothed = (
        f"It was trained with label smoothing {smoothing:g}, which discourages extreme confidence. "
        if smoothing
        else ""
    )
    return (
        f"{smoothed}The calibration error weights each bin’s gap by the number of predictions in it, and "
        "depends on the number of bins: try it."
    )


def _diagram(predictions: Tally) -> str:
    """A bar for each bin, as high as its accuracy, with its interval, on the line of an honest network."""
    ends = shares_with_intervals(predictions.right, predictions.counts)
    width = 100 / len(ends)
    most = predictions.counts.max()
    bars, counts = [], []
    for i, (count, confidence, (share, low, high)) in enumerate(
        zip(predictions.counts, predictions.mean_confidence, ends, strict=True)
    ):
        high_as = f"height:{100 * count / most:.2f}%"
        counts.append(f'<span style="width:{width:.3f}%"><i style="{high_as}"></i><b>{count:,}</b></span>')
        if count:
            bars.append(
                f'<i style="left:{i * width:.3f}%;width:{width:.3f}%;height:{100 * share:.2f}%"></i>'
                f'<b style="left:{100 * confidence:.2f}%;bottom:{100 * low:.2f}%;'
                f'height:{100 * (high - low):.2f}%"></b>'
                f'<s style="left:{100 * confidence:.2f}%;bottom:{100 * share:.2f}%"></s>'
            )
    scale = "".join(f'<span style="{{side}}:{tick}%">{tick} %</span>' for tick in range(0, 101, 20))
    many = " many" if len(ends) > 10 else ""
    alt = f"Reliability diagram in {len(ends)} bins; its numbers are in the table beside it."
    return (
        f'<div class="reliability{many}"><div class="up">{scale.replace("{side}", "bottom")}</div>'
        f'<div class="plane" role="img" aria-label="{escape(alt)}">{"".join(bars)}</div>'
        f'<div class="along">{scale.replace("{side}", "left")}</div>'
        f'<div class="counts">{"".join(counts)}</div>'
        '<p class="words">Horizontal: the network’s confidence. Vertical: the share of these '
        "predictions that are correct; the dot, with its 95 % interval, stands at the "
        "bin’s average confidence. Below: the number of predictions in each bin.</p></div>"
    )


def _table(predictions: Tally) -> str:
    edges = predictions.edges
    rows = [
        [
            f"to {percent(edges[i + 1], 0)}",
            f"{predictions.counts[i]:,}",
            percent(predictions.mean_confidence[i]),
            percent(share),
            f"{percent(low)} to {percent(high)}",
        ]
        for i, (share, low, high) in enumerate(shares_with_intervals(predictions.right, predictions.counts))
        if not np.isnan(share)
    ]
    heads = ["Confidence", "Predictions", "Average confidence", "Accuracy", "95 % interval"]
    return table(heads, rows, "Predictions by confidence; empty bins are left out")
