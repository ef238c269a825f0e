"""Train: a small network learns while one watches its filters, its maps, its errors and its gradients."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import streamlit as st

from pages.ui.inputs.controls import pick_segment
from pages.ui.shell.frame import lesson, use_style
from pages.ui.shell.slips import show_slips
from pages.ui.train.bench import current_bench
from pages.ui.train.data import pick_data
from pages.ui.train.reading import show_reading
from pages.ui.train.running import show_run
from pages.ui.train.sweeping import show_sweep

#: What each view is called.
VIEWS: Final = MappingProxyType({"run": "One run", "sweep": "Sweep", "read": "Read curves"})
_SHOW: Final = MappingProxyType({"run": show_run, "sweep": show_sweep})


def page() -> None:
    """One run, or one of the other views of what training is."""
    bench = current_bench()
    with st.container(horizontal=True, gap="small", key="views"):
        view = pick_segment("View", VIEWS, "t_view", label_visibility="collapsed")
        data = "" if view == "read" else pick_data()
    if bench.going and bench.is_sweeping != (view == "sweep"):
        bench.stop()
    if view == "read":
        show_reading(bench)
    else:
        _SHOW[view](bench, data)
    show_slips("train")


lesson("Train", "A small network learns as you watch: change its design, start and pause it, look inside.")
use_style("network")
use_style("train")
page()
