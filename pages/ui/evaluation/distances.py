"""How unlike the training images the learner's picture is, among the distances of pictures of many kinds."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import format_number
from cnnviz.figures.curves import bars
from cnnviz.models.model import Prediction
from cnnviz.network.evaluation import EDGES, along, median_distance, share_beyond
from cnnviz.network.familiarity import WARN_FROM, Familiarity
from cnnviz.numbers import percent
from pages.ui.classifier import current
from pages.ui.classifier.input import input_map, pick_input, pick_source, show_gallery
from pages.ui.classifier.prediction import how_far, show_prediction
from pages.ui.figures.maps import show_maps
from pages.ui.figures.tables import table

_TICKS = (5, 10, 20, 50, 100)
_NOT_MEASURED = (
    "How far pictures lie from the training images was not measured of your network. "
    "Choose one that ships to see it."
)


def show_distances() -> None:
    """Show the learner's picture, its distance among those of others, and what the network says of it."""
    steps = st.container(key="strip")
    left, middle, right = st.columns([2.4, 5, 2.8], gap="medium")
    model = current.model()
    with left:
        source = pick_source()
        given = pick_input(source, steps)
        show_gallery(given)
        show_maps([input_map(given, given.alt)], key="input", size=150)
    prediction = model.predict(given.image)
    with middle:
        if model.familiarity is None or model.card is None:
            st.info(_NOT_MEASURED)
        else:
            st.html(_rows(prediction, model.familiarity))
            with st.expander("As a table"):
                st.html(_table(prediction, model.card["familiarity"]))
    with right:
        show_prediction(given, prediction)


def _kinds() -> dict[str, NDArray[np.int64]]:
    """The kinds of picture, the familiar ones first."""
    first = ("training images", "test images")
    distances = current.evaluation().distances
    return {name: distances[name] for name in first} | {
        name: counts for name, counts in distances.items() if name not in first
    }


def _rows(prediction: Prediction, familiarity: Familiarity) -> str:
    """A histogram for each kind over one axis, with the picture and the warning drawn through all."""
    here, line = along(current.known(prediction.distance)), along(familiarity.line)
    rows = "".join(
        f'<div class="kind"><p>{escape(name)} <small>({counts.sum():,})</small></p>'
        f'<div class="hills" aria-hidden="true">{_hills(counts)}</div></div>'
        for name, counts in _kinds().items()
    )
    ticks = "".join(f'<span style="left:{100 * along(tick):.2f}%">{tick}</span>' for tick in _TICKS)
    said = _said(prediction)
    return (
        f'<div class="distances" role="group" aria-label="{escape(said)}"><p class="here">{escape(said)}</p>'
        f'<div class="rows"><div class="lines" aria-hidden="true"><s style="left:{100 * line:.2f}%"></s>'
        f'<b style="left:{100 * here:.2f}%"></b></div>{rows}'
        f'<div class="ticks" aria-hidden="true">{ticks}</div></div></div>'
        '<p class="words">Horizontal: the distance from the training images, doubling at equal steps (a '
        "logarithmic scale). Vertical: how many pictures of a kind lie there, each row on its own scale. "
        f"Solid line: your picture. Dashed: from here on, beyond {escape(percent(WARN_FROM, 0))} of the "
        "training images, the network’s prediction comes with a warning.</p>"
    )


def _hills(counts: NDArray[np.int64]) -> str:
    drawn = bars([along(edge) for edge in EDGES], counts, counts.max())
    return "".join(
        f'<i style="left:{left:.2%};width:{width:.2%};height:{height:.1%}"></i>'
        for left, width, height in drawn
        if height
    )


def _said(prediction: Prediction) -> str:
    distance = format_number(current.known(prediction.distance), 3)
    return f"Your picture lies at distance {distance}, {how_far(prediction)}."


def _warned(rule: Mapping[str, Any]) -> dict[str, float]:
    """Give the share of each kind that was measured to lie beyond the line."""
    measured = {name: float(hit["warned"]) for name, hit in rule["hits"].items()}
    own = {"training images": 1 - WARN_FROM, "test images": float(rule["false_alarms_on_test_images"])}
    return own | measured


def _table(prediction: Prediction, rule: Mapping[str, Any]) -> str:
    """For each kind, how many lie farther than the picture as far as the bins tell, and beyond the line."""
    warned = _warned(rule)
    rows = [
        [
            name,
            f"{counts.sum():,}",
            format_number(median_distance(counts), 3),
            percent(share_beyond(counts, current.known(prediction.distance))),
            percent(warned[name]),
        ]
        for name, counts in _kinds().items()
    ]
    heads = ["Pictures", "Number", "Median distance", "Beyond yours", "Beyond the line"]
    return table(
        heads,
        rows,
        "Distances from the training images; all but the last column is read from the bins of the figure",
    )
