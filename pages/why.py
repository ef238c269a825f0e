"""Why: maps of the evidence for the network's prediction, and the prediction traced back to pixels."""

from __future__ import annotations

import streamlit as st

from pages.ui.classifier import current
from pages.ui.classifier.choosing import pick_model
from pages.ui.classifier.input import pick_input, pick_source, show_gallery
from pages.ui.classifier.told import tell_prediction
from pages.ui.inputs.pictures import Picture
from pages.ui.session import state
from pages.ui.shell.frame import folded_on_a_phone, lesson, use_style
from pages.ui.why.case import pick_case
from pages.ui.why.slots import Slots
from pages.ui.why.views import show_map, show_trace


def page() -> None:
    """What changes seldom, and slots for the rest."""
    steps = st.container(key="strip")
    with st.container(key="why"):
        left, stage = st.columns([2.4, 9.3], gap="medium")
    with left:
        if not pick_model(stage):
            return
        source = pick_source()
        pick, outputs = st.container(), st.container()
    below = folded_on_a_phone("How the logit comes about", "trace", "via", "predict")
    detail = folded_on_a_phone("Back to the picture, step by step", "detail", "stop", "via")
    explain(source, Slots(steps, pick, outputs, stage.container(), below, detail))


@state.fragment
def explain(source: Picture | None, slots: Slots) -> None:
    """Why the network predicts what it does: the evidence as a map, then the path back as arithmetic."""
    with slots.pick:
        given = pick_input(source, slots.steps)
        show_gallery(given)
    with slots.outputs:
        case = pick_case(current.model(), given)
    if case is None:
        return
    tell_prediction(case.prediction, case.model.labels)
    show_map(case, slots)
    show_trace(case, slots)


lesson("Why", "Which pixels speak for the prediction, and how its number comes about.")
use_style("network")
use_style("why")
page()
