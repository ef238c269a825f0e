"""Where a run stands: in numbers, in curves, and how large each layer's gradient is."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from cnnviz.errors import CnnvizError
from cnnviz.figures.curves import log_share
from cnnviz.live import CHANCE, Bench, Run, Snapshot, advice, compare, layer_names
from cnnviz.numbers import format_number, percent
from pages.ui.train.curves import show_curves

#: The ends of the gradients' bars.
_LEAST, _MOST = 1e-9, 1.0
#: What stands for a number that there is not yet.
_NONE: Final = "–"
_KEPT: Final = ' <i class="kept-training"></i>&nbsp;A, training <i class="kept"></i>&nbsp;A, held-out'
_LEGEND: Final = (
    '<p class="lines"><i class="training"></i>&nbsp;training <i class="now"></i>&nbsp;held-out '
    '<i class="gap"></i>&nbsp;gap <i class="batch"></i>&nbsp;batches'
)


def show_progress(bench: Bench) -> None:
    """Show numbers and curves in few elements: many would cost more, several times a second."""
    run, now = bench.run, bench.run.snapshot()
    kept = _KEPT if bench.kept else ""
    st.html(f"{_status(now)}{_warning(run, now)}")
    show_curves(run, bench.kept)
    st.html(f"{_LEGEND}{kept}</p>{_told(run)}{_comparison(bench)}")


def _status(now: Snapshot) -> str:
    accuracy = (
        ""
        if now.accuracy is None
        else f" · <b>{percent(now.accuracy)}</b> correct after {now.judged:,} images"
    )
    batches = "1 batch" if now.steps == 1 else f"{now.steps:,} batches"
    seen = f"Epoch {now.epochs:.2f} · {batches} · {now.images:,} images"
    return f'<p class="status">{seen}{accuracy}</p>'


def _warning(run: Run, now: Snapshot) -> str:
    told = now.stopped or advice(run.design, now)
    return f'<p class="warning"><span aria-hidden="true">⚠</span> {escape(told)}</p>' if told else ""


def _told(run: Run) -> str:
    """Of how many images the accuracies are, and what the untrained network had."""
    judged = min(len(run.taught), len(run.subset.held_out))
    told = (
        f"Judged by {len(run.subset.held_out):,} held-out images and {judged:,} of the {len(run.taught):,} "
        "training images."
    )
    if run.history.marks and not run.snapshot().loaded:
        first = percent(run.history.marks[0].accuracy)
        told += (
            f" The first point is the untrained network’s: {first} of the held-out images. One such network "
            f"is better or worse than chance by luck; over many seeds the mean is {percent(CHANCE)}."
        )
    return f'<p class="told">{told}</p>'


def _comparison(bench: Bench) -> str:
    if bench.kept is None:
        return ""
    try:
        told = compare(bench.kept, bench.run).sentence(("A", "the current run"))
        gaps = [format_number(100 * run.history.marks[-1].gap, 3) for run in (bench.kept, bench.run)]
        told += f" The gap is {gaps[0]} points in A and {gaps[1]} in the current run."
    except CnnvizError as error:
        told = f"A is kept: {error}."
    return f'<p class="told">{escape(told)}</p>'


def show_gradients(run: Run, kept: Run | None) -> None:
    """Show the root mean square of each layer's gradient as a bar with its number, beside it A's."""
    before = _gradients(kept) if kept else {}
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td><i style="width:{log_share(size, _LEAST, _MOST):.1%}"></i></td>'
        f"<td>{_size(size, run)}</td>{_of_kept(before, name, kept)}</tr>"
        for name, size in _gradients(run).items()
    )
    ends = f"{format_number(_LEAST)} … {format_number(_MOST)}"
    st.html(
        f'<table class="bars gradients"><caption>Gradient of each layer’s weights, root mean square, as a '
        f"running mean over batches; bars are logarithmic, {ends}</caption>{rows}</table>"
        f"{_vanishing(run.snapshot())}"
    )


def _gradients(run: Run) -> dict[str, float]:
    """The sizes by the layers' names."""
    names = layer_names(run.network)
    return {names[int(name.split(".")[0])]: size for name, size in run.snapshot().gradients.items()}


def _size(size: float, run: Run) -> str:
    """Write a gradient's size; before the first batch there is none."""
    return format_number(size, 2) if run.snapshot().steps else _NONE


def _of_kept(before: dict[str, float], name: str, kept: Run | None) -> str:
    if kept is None:
        return ""
    return f"<td>A: {_size(before[name], kept) if name in before else _NONE}</td>"


def _vanishing(now: Snapshot) -> str:
    sizes = list(now.gradients.values())
    if not now.steps or not sizes[-1]:
        return ""
    ratio = format_number(sizes[0] / sizes[-1], 2)
    return f'<p class="told">The first layer’s gradient is <b>{ratio}</b> times the last one’s.</p>'
