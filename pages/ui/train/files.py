"""The weights as a file, out and in, and the code that computes with them."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from cnnviz import images
from cnnviz.errors import CnnvizError, WeightsError
from cnnviz.live import Bench, layer_names, resume
from cnnviz.scripts import INPUT_FILE, LIVE_FILE, network_script
from pages.ui.classifier.input import Input
from pages.ui.figures.sentences import sentence
from pages.ui.session import keeping, sent, state
from pages.ui.shell.code import Companion, show_script
from pages.ui.shell.frame import folded
from pages.ui.train.lost import forget as forget_lost
from pages.ui.train.setting import set_design

_FILE: Final = "t_file"
_PROBLEM: Final = "weights_problem"


def offer_weights(bench: Bench) -> None:
    """Offer the weights of the current run, once there is something to lose in it."""
    st.download_button(
        "Save",
        bench.weights,
        LIVE_FILE,
        "application/octet-stream",
        on_click="ignore",
        key="t_save",
        disabled=bench.run.untouched and not bench.going,
        help="The layers and weights as a file (.npz), which “Load weights …” takes in again. Without it the "
        "server keeps your run for an hour.",
    )


def show_files(bench: Bench, given: Input) -> None:
    """Take weights in, and show the code if it is unfolded."""
    with st.popover("Load weights …"):
        _take_weights(bench)
    part = folded("Code", "t_code")
    if not part.is_open:
        return
    network, about = bench.run.network, bench.run.design.sheet.about
    files = {
        INPUT_FILE: Companion("Save the input (.npy)", partial(images.npy, given.image)),
        LIVE_FILE: Companion("Save the weights (.npz)", bench.weights),
    }
    with part.slot:
        script = network_script(network, layer_names(network), about.labels, LIVE_FILE)
        show_script(script, files, "t_network_code")


def _take_weights(bench: Bench) -> None:
    st.file_uploader(
        "A network that was saved here (.npz)", "npz", key=_FILE, on_change=partial(_load, bench)
    )
    problem = keeping.kept(_PROBLEM)
    if problem:
        st.error(problem)
    st.caption(
        "Its layers and its data are loaded with it; learning rate, batch, optimiser and seed stay those of "
        "the current run. If the current run has been trained, it becomes A.",
        width=290,
    )


def _load(bench: Bench) -> None:
    """Go on from a file's weights; if it is no such file, keep the run there is and the sentence."""
    keeping.keep(_PROBLEM, None)
    state.ask_for_page()  # a turn of the training may be about to run alone
    try:
        file = sent.newest(_FILE)
    except CnnvizError as error:
        keeping.keep(_PROBLEM, sentence(error))
        return
    if file is None:  # it was taken away again
        return
    try:
        run = resume(file.getvalue(), bench.run.design, bench.images)
    except WeightsError as error:
        keeping.keep(_PROBLEM, sentence(WeightsError(f"“{file.name}”: {error}")))
        return
    forget_lost()
    bench.take(run, keep=not bench.run.untouched)
    set_design(run.design)
