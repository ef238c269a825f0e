"""What a learner does to the run: start, pause, step, reset, begin anew, keep one to compare with."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.live import Bench, Design, differences, told
from pages.ui.figures.tables import table
from pages.ui.session import state
from pages.ui.train.setting import set_design


def show_buttons(bench: Bench) -> None:
    """Show what is done to the current run."""
    over = bool(bench.run.stopped)
    label, act = ("Pause", bench.stop) if bench.going else ("▶ Start", bench.go)
    st.button(label, on_click=act, key="t_go", disabled=over, width=110)  # one button, which keeps the focus
    st.button("One batch", on_click=bench.step, key="t_step", disabled=over)
    epoch = len(bench.run.taught)
    st.button("One epoch", on_click=bench.go, args=(epoch,), key="t_epoch", disabled=over)
    st.button("↺ Reset", on_click=bench.reset, key="t_reset", help="Back to the initial weights of this run.")


def show_changes(bench: Bench, design: Design) -> None:
    """If the controls are at another design than the current run, say so and let the learner decide."""
    if bench.run.design == design:
        return
    changes = "; ".join(f"{name} {now} → {then}" for name, now, then in differences(bench.run.design, design))
    replaced = " It replaces the current A." if bench.kept else ""
    with st.container(key="changes", border=True):
        st.html(f"<p><b>For a new run:</b> {changes}. The current run continues with its own design.</p>")
        with st.container(horizontal=True, gap="small"):
            st.button(
                "New run, keep this one as A",
                on_click=partial(_begin, bench, design, keep=True),
                key="t_keep",
                help=f"Both curves are shown in one plot.{replaced}",
            )
            st.button("New run, drop this one", on_click=partial(_begin, bench, design), key="t_drop_run")
            if st.button("Undo the changes", on_click=set_design, args=(bench.run.design,), key="t_undo"):
                st.rerun()  # the controls lie outside this part of the page


def _begin(bench: Bench, design: Design, keep: bool = False) -> None:
    if design.data != bench.run.design.data:
        state.ask_for_page()  # the picture that it looks at is chosen outside this part of the page
    bench.begin(design, keep)


def show_kept(bench: Bench) -> None:
    """Show what distinguishes the run that was kept from the current one."""
    if bench.kept is None:
        return
    first, second = bench.kept.design, bench.run.design
    rows = differences(first, second) or [(name, text, text) for name, text in told(first).items()]
    same = "A and the current run have the same design" if first == second else "How they differ"
    st.html(table(["Choice", "A", "Current run"], rows, same, words=(1, 2)))
    st.button("Forget A", on_click=bench.forget, key="t_forget")
