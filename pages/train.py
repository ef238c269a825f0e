"""Train: a small network learns while one watches its filters, its maps, its errors and its gradients."""

from __future__ import annotations

import streamlit as st

from cnnviz.live import IN_SIGHT, JUDGED_BY, Bench, Design
from pages.ui.classifier.input import Input, pick_input, pick_source
from pages.ui.session import state
from pages.ui.shell.frame import lesson, use_style
from pages.ui.shell.slips import show_slips
from pages.ui.train.bench import claim_again, current_bench, stay_current
from pages.ui.train.designing import pick_design
from pages.ui.train.files import offer_weights, show_files
from pages.ui.train.looks import pick_convolution, show_looks
from pages.ui.train.lost import show_lost
from pages.ui.train.onward import offer_network
from pages.ui.train.progress import show_gradients, show_progress
from pages.ui.train.steering import show_buttons, show_changes, show_kept
from pages.ui.train.turns import ask_for_the_next


def page() -> None:
    """The controls, the run, and what can be taken home."""
    bench = current_bench()
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 3.1], gap="medium")
    with controls:
        design = pick_design(bench)
        with st.popover("The picture it looks at", width="stretch"):
            steps = st.container()
            source = pick_source()
            given = pick_input(source, steps)
        if source is not None and source.missing:
            st.info(source.missing)  # where it is seen while that is closed
    with stage:
        steer(bench, design, given)
    show_files(bench, given)
    show_slips("train")


@state.fragment
def steer(bench: Bench, design: Design, given: Input) -> None:
    """What a learner does to the run."""
    stay_current(bench)
    show_lost(bench, claim_again)
    show_changes(bench, design)
    with st.container(horizontal=True, gap="small", key="steering"):
        show_buttons(bench)
        offer_weights(bench)
        offer_network(bench)
        convolution = pick_convolution(bench.run)
    watch(bench, given, convolution)
    show_kept(bench)
    st.html(f'<p class="words">{IN_SIGHT} {JUDGED_BY}</p>')


@state.fragment
def watch(bench: Bench, given: Input, convolution: int) -> None:
    """A turn of the training, and what came of it; the browser asks for the next one."""
    stay_current(bench)
    went = bench.going

    def draw() -> None:
        left, right = st.columns([1.15, 1], gap="medium")
        with left:
            show_progress(bench)
        with right:
            show_looks(bench.run, given, convolution)
            show_gradients(bench.run, bench.kept)

    bench.turn(draw)
    ask_for_the_next(bench)
    if went and not bench.going:
        st.rerun()  # the button says Start again


lesson("Train", "A small network learns as you watch: change its design, start and pause it, look inside.")
use_style("network")
use_style("train")
page()
