"""Reading the curves of recorded runs, and saying of which kind each is."""

from __future__ import annotations

from html import escape
from typing import Final, cast

import streamlit as st

from cnnviz.live import Bench, differences
from cnnviz.live.design import Design
from cnnviz.live.recorded import KINDS, Kind, Recorded, recorded, says
from pages.ui.figures.tables import table
from pages.ui.inputs.controls import pick_segment
from pages.ui.session import state
from pages.ui.train.curves import show_recorded
from pages.ui.train.told import tell_recorded
from pages.ui.train.turns import ask_for_the_next

_LEGEND: Final = (
    '<p class="lines"><i class="training"></i>&nbsp;training <i class="now"></i>&nbsp;held-out '
    '<i class="gap"></i>&nbsp;gap</p>'
)


def show_reading(bench: Bench) -> None:
    """The curves of a run, four kinds to choose from, and what is said of the choice."""
    _read()
    ask_for_the_next(bench)


@state.fragment
def _read() -> None:
    runs = recorded()
    name = pick_segment("Recorded run", {name: f"Run {name}" for name in runs}, "t_read")
    run = runs[name]
    with st.container(key="read_plot"):
        show_recorded(run.marks)
    st.html(_LEGEND)
    kinds = {"": "?", **{f"{name}_{kind}": title for kind, title in KINDS.items()}}
    picked = pick_segment("Which kind is it?", kinds, "t_kind", is_changing=True)
    tell_recorded(run, picked.partition("_")[2])
    if picked:
        _show_answer(run, cast(Kind, picked.partition("_")[2]))


def _show_answer(run: Recorded, picked: Kind) -> None:
    is_right = picked == run.kind
    sign = "✓" if is_right else "≠"
    looks = "is-right" if is_right else "is-wrong"
    st.html(
        f'<p class="answer {looks}" role="status"><b aria-hidden="true">{sign}</b> '
        f"{escape(says(run, picked))}</p>"
    )
    if not is_right:
        return
    rows = [(title, now) for title, _, now in differences(Design(), run.design)]
    if rows:
        caption = "How it differs from the design that this page begins with"
        st.html(table(["Choice", "This run"], rows, caption, words=(1,)))
