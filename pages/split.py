"""Split: what comes of scaling the data before some of it is kept back for the test."""

from __future__ import annotations

import streamlit as st

from cnnviz.scripts import split_script
from pages.ui.figures.facts import show_facts
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.worked import show_worked
from pages.ui.session import state
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import folded, lesson
from pages.ui.shell.slips import show_slips
from pages.ui.split.setting import REACTIONS, chosen
from pages.ui.split.view import split_facts, split_work

_WORDS = "A test is to be like new data. So mean and standard deviation come from the training alone."


@state.fragment
def page() -> None:
    """The numbers in both ways, what that comes to, and the code."""
    rows = st.container(key="split_rows")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        predict = pick_toggle("Predict first", "predict")
        code = folded("Code", "code")
        show_slips("split")
    split = chosen()
    with rows:
        show_worked(split_work(split), predict, REACTIONS)
        if split.fault is not None:
            st.error(sentence(split.fault))
        elif not predict:
            show_facts(split_facts(split), _WORDS)
    if code.is_open and split.scaling is not None:
        with code.slot:
            show_script(split_script(split.scaling), {}, "code")


lesson("Split", "Scale the data before it is split, and the test leaks into the training.")
page()
