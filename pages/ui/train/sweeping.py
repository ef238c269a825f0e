"""A sweep while one watches: each size trained with several seeds, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Final

import numpy as np
import streamlit as st

from cnnviz.figures.curves import path
from cnnviz.live import CHANCE, Bench, Sweep, Swept, said, swept
from cnnviz.live.plans import PLANS, Kind
from cnnviz.numbers import format_number, percent
from pages.ui.figures.tables import table
from pages.ui.inputs.controls import pick_segment
from pages.ui.session import state
from pages.ui.train.bench import claim_again, stay_current
from pages.ui.train.curves import SIZE, draw
from pages.ui.train.lost import show_lost
from pages.ui.train.told import tell_sweep
from pages.ui.train.turns import ask_for_the_next

#: The lowest accuracy of each plot; what lies below is drawn at the border.
_LOWEST: Final[dict[Kind, float]] = {"filters": 0.5, "images": 0.5, "untrained": 0.0}
_HIGHEST: Final[dict[Kind, float]] = {"filters": 1.0, "images": 1.0, "untrained": 0.3}


@state.fragment
def show_sweep(bench: Bench, data: str) -> None:
    """Choose what is swept, and what is done to the sweep."""
    stay_current(bench)
    show_lost(bench, claim_again)
    with st.container(horizontal=True, gap="small", key="steering"):
        kind: Kind = pick_segment(
            "Sweep", {key: plan.title for key, plan in PLANS.items()}, "t_sweep", label_visibility="collapsed"
        )
        if bench.is_sweeping and bench.sweep_of(kind, data) is None:
            bench.stop()
        label = "Pause" if bench.is_sweeping else "▶ Start"
        st.button(
            label,
            on_click=bench.stop if bench.is_sweeping else bench.go_sweeping,
            args=() if bench.is_sweeping else (kind, data),
            key="t_go",
            width=110,
        )
    _watch(bench, kind, data)


@state.fragment
def _watch(bench: Bench, kind: Kind, data: str) -> None:
    stay_current(bench)
    went = bench.is_sweeping

    def show() -> None:
        _show(bench.sweep_of(kind, data) or bench.new_sweep(kind, data))

    bench.turn(show)
    ask_for_the_next(bench)
    if went and not bench.is_sweeping:
        st.rerun()  # the button says Start again


def _show(sweep: Sweep) -> None:
    found = swept(sweep)
    tell_sweep(found)
    st.html(f'<p class="status">{_status(sweep)}</p>')
    with st.container(key="sweep_plot"):
        draw("sweep", [_plot(sweep, found)])
    st.html(f'<p class="lines">{_legend(sweep)}</p><p class="told">{escape(said(sweep))}</p>')
    if found:
        seeds = [f"seed {seed}" for seed in sweep.plan.seeds] if sweep.plan.batches else ["held out"]
        head = [sweep.plan.title if sweep.plan.batches else "Seed", "parameters", *seeds]
        rows = [_row(sweep, one) for one in found]
        if sweep.plan.batches:
            head += ["mean", "spread, points", "training, mean"]
        st.html(table(head, rows, "Held-out accuracy of each network"))


def _legend(sweep: Sweep) -> str:
    if not sweep.plan.batches:
        return '<i class="seed"></i>&nbsp;an untrained network <i class="kept"></i>&nbsp;chance'
    return (
        '<i class="seed"></i>&nbsp;a seed, held out <i class="now"></i>&nbsp;their mean '
        f'<i class="training"></i>&nbsp;training, mean; each network learns from {sweep.plan.batches} batches'
    )


def _row(sweep: Sweep, one: Swept) -> list[str]:
    missing = len(sweep.plan.seeds) - len(one.accuracies)
    row = [f"{one.value:,}", f"{one.parameters:,}", *map(percent, one.accuracies), *["–"] * missing]
    if sweep.plan.batches:
        row += [percent(one.mean), format_number(100 * one.spread, 2), percent(one.training)]
    return row


def _status(sweep: Sweep) -> str:
    total = len(sweep.plan.values) * len(sweep.plan.seeds)
    told = f"<b>{len(sweep.marks)}</b> of {total} networks"
    if sweep.now is None or not sweep.plan.batches:
        return told
    value, seed = sweep.now
    now = f"{sweep.plan.title.lower()}: {value:,}"
    return f"{told} · now {now}, seed {seed} · {percent(sweep.done)} of all batches"


def _plot(sweep: Sweep, found: Sequence[Swept]) -> dict[str, Any]:
    low, high = _LOWEST[sweep.kind], _HIGHEST[sweep.kind]
    width, height = SIZE
    columns = list(sweep.plan.values)

    def drawn(x: Sequence[float], y: Sequence[float]) -> str:
        return path(x, np.asarray(y) - low, (len(columns), high - low), SIZE)

    lines = [("grid", f"M0,0H{width}M0,{height // 2}H{width}M0,{height}H{width}")]
    middle = [columns.index(one.value) + 0.5 for one in found]
    if sweep.kind == "untrained":
        lines.append(("kept", drawn([0, len(columns)], [CHANCE, CHANCE])))
    else:
        lines.append(("training", drawn(middle, [one.training for one in found])))
        lines.append(("now", drawn(middle, [one.mean for one in found])))
    for x, one in zip(middle, found, strict=True):
        lines.append(("spread", drawn([x, x], [min(one.accuracies), max(one.accuracies)])))
        lines += [("seed", f"{drawn([x], [share])}h0") for share in one.accuracies]
    known = {one.value: f"{one.parameters:,}" for one in found} if sweep.kind == "filters" else {}
    return {
        "title": _TITLES[sweep.kind],
        "up": [percent(high), percent(low)],
        "along": [f"{value:,}{' · ' + known[value] if value in known else ''}" for value in columns],
        "isColumns": True,
        "lines": [{"kind": kind, "path": shape} for kind, shape in lines if shape],
        "isEmpty": not found,
    }


_TITLES: Final[dict[Kind, str]] = {
    "filters": "Held-out accuracy by filters and parameters",
    "images": "Accuracy by training images",
    "untrained": "Held-out accuracy of ten untrained networks, by seed",
}
