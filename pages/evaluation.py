"""Evaluation: how good the network is, which mistakes it makes, and whether its confidence is justified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from cnnviz.numbers import percent
from pages.ui.classifier import current
from pages.ui.classifier.choosing import pick_model
from pages.ui.evaluation.code import show_evaluation_code
from pages.ui.evaluation.confident import show_confident
from pages.ui.evaluation.distances import show_distances
from pages.ui.evaluation.matrix import show_confusion
from pages.ui.evaluation.reliability import show_calibration
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.inputs.controls import pick_segment
from pages.ui.session import state
from pages.ui.shell.frame import lesson, use_style
from pages.ui.shell.slips import show_slips

VIEWS = {
    "confusion": "What it confuses",
    "sure": "Confident mistakes",
    "calibration": "Is its confidence justified?",
    "unlike": "How unusual is my picture?",
}


_NOT_MEASURED = (
    "Your network was loaded without images that it never saw, so nothing can be counted here. "
    "Train one on the page Train: that is measured on its held-out images."
)


@state.fragment
def page() -> None:
    """The figures that hold for all, and one of the views."""
    whole = st.container(key="evaluation")
    with whole:
        with st.container(key="drawer", horizontal=True):  # on a page that is presented
            view = pick_segment("Look at", VIEWS, "look", label_visibility="collapsed")
            is_there = pick_model(whole, "content")
        if not is_there:
            return
        test = current.model().test
        if view == "unlike":
            show_distances()
        elif test is None:
            st.info(_NOT_MEASURED)
        elif view == "confusion":
            matrix, beside = st.columns([1.5, 1], gap="medium")
            with beside:
                _show_figures(test)
            is_seen = show_confusion(test, matrix, beside)
            show_evaluation_code(test, is_seen)
        elif view == "sure":
            show_confident()
        else:
            show_calibration(current.model().card)
    show_slips("evaluation")


def _show_figures(test: Mapping[str, Any]) -> None:
    mistakes = len(current.evaluation().mistakes.labels)
    low, high = map(percent, test["interval"])
    show_facts(
        [
            Fact("Accuracy", percent(test["accuracy"]), f"95 % interval {low} to {high}"),
            Fact("Mistakes", f"{mistakes:,}", f"of {test['images']:,} test images"),
        ]
    )


lesson("Evaluation", "How good is the network on images it was never shown?")
use_style("network")
use_style("evaluation")
page()
