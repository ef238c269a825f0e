"""One run: the controls, what is done to it, and what comes of it while one watches."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.live import IN_SIGHT, Bench, Design, Place
from pages.ui.classifier.input import Input
from pages.ui.session import state
from pages.ui.train.bench import claim_again, stay_current
from pages.ui.train.designing import pick_design
from pages.ui.train.files import show_files
from pages.ui.train.looks import pick_convolution, pick_picture, show_looks
from pages.ui.train.lost import show_lost
from pages.ui.train.onward import take_away
from pages.ui.train.own_set import offer_to_add, show_own_set
from pages.ui.train.progress import show_gradients, show_progress
from pages.ui.train.steering import show_buttons, show_changes, show_kept
from pages.ui.train.told import tell_run
from pages.ui.train.turns import ask_for_the_next
from pages.ui.train.weight import follow, pick_weight, show_weight


def show_run(bench: Bench, data: str) -> None:
    """The controls, the run, and what can be taken home."""
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 3.1], gap="medium")
    with controls:
        design = pick_design(bench, data)
        given = pick_picture(bench.run, partial(offer_to_add, design=bench.run.design))
        place = pick_weight(bench.run)
    with stage:
        steer(bench, design, given, place)
    show_files(bench, given)


@state.fragment
def steer(bench: Bench, design: Design, given: Input, place: Place | None) -> None:
    """What a learner does to the run."""
    stay_current(bench)
    follow(bench.run, place)
    show_lost(bench, claim_again)
    show_changes(bench, design)
    with st.container(horizontal=True, gap="small", key="steering"):
        show_buttons(bench)
        take_away(bench)
        convolution = pick_convolution(bench.run)
    watch(bench, given, convolution)
    show_kept(bench)
    st.html(f'<p class="words">{IN_SIGHT} {bench.run.design.sheet.judged_by}</p>')


@state.fragment
def watch(bench: Bench, given: Input, convolution: int) -> None:
    """A turn of the training, and what came of it; the browser asks for the next one."""
    stay_current(bench)
    went = bench.going

    def draw() -> None:
        left, right = st.columns([1.15, 1], gap="medium")
        with left:
            show_progress(bench)
            show_weight(bench.run)
        with right:
            show_looks(bench.run, given, convolution)
            show_gradients(bench.run, bench.kept)
            show_own_set(bench.run)

    bench.turn(draw)
    tell_run(bench)
    ask_for_the_next(bench)
    if went and not bench.going:
        st.rerun()  # the button says Start again
