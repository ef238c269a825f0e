"""Accuracy and loss of a run as curves, beside those of the run that was kept, as one piece of HTML.

Each plot is a picture, see `figures.plots`. It knows no theme, so its colours are seen on light and on dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.figures.curves import path, round_end
from cnnviz.live import Run
from cnnviz.numbers import format_number, percent
from pages.ui.figures.plots import picture

_WIDTH, _HEIGHT = 400, 120
#: Plots are stretched to the room there is, lines keep their width.
_STYLE: Final = "<style>path{fill:none;vector-effect:non-scaling-stroke}</style>"
#: A larger loss is drawn at the border; guessing has 2.3.
_MOST_LOSS: Final = 5.0
#: How each kind of line is drawn.
_LINES: Final = {
    "now": 'stroke="#3f80c0" stroke-width="2.5"',
    "kept": 'stroke="#c77700" stroke-width="2" stroke-dasharray="7 4"',
    "batch": 'stroke="#888" stroke-width="1"',
    "grid": 'stroke="#888" stroke-width="1" opacity="0.4"',
}


@dataclass(frozen=True)
class Curve:
    """A curve to draw: its values, and how its line is drawn."""

    kind: str
    x: ArrayLike
    y: ArrayLike


def curves(run: Run, kept: Run | None) -> str:
    """Write both plots with their legend."""
    both = [("now", run)] + ([("kept", kept)] if kept else [])
    end = round_end(max(1000, *(each.images for _, each in both)))
    shares = [Curve(kind, *_marks(each, "accuracy")) for kind, each in both]
    losses = [Curve("batch", *run.history.curve())] + [
        Curve(kind, *_marks(each, "loss")) for kind, each in both
    ]
    top = round_end(max(float(np.clip(line.y, 1, _MOST_LOSS).max(initial=1)) for line in losses))
    return (
        f'<div class="plots">{_plot(_told_accuracy(run, kept), shares, (end, 1.0), percent(1), "0")}'
        f"{_plot(_told_loss(run), losses, (end, top), format_number(top, 3), '0')}</div>"
    )


def _marks(run: Run, field: Literal["accuracy", "loss"]) -> tuple[list[int], list[float]]:
    return [mark.images for mark in run.history.marks], [getattr(mark, field) for mark in run.history.marks]


def _told_accuracy(run: Run, kept: Run | None) -> str:
    now = percent(run.history.marks[-1].accuracy) if run.history.marks else "not known yet"
    told = f"Accuracy on {len(run.subset.held_out):,} held-out images: {now}"
    if kept and kept.history.marks:
        told += f"; A: {percent(kept.history.marks[-1].accuracy)}"
    return told


def _told_loss(run: Run) -> str:
    if not run.history.marks:
        return "Loss (nats): not known yet"
    batches = format_number(run.history.recent_loss, 3) if run.history.losses else "–"
    return (
        f"Loss (nats): held-out {format_number(run.history.marks[-1].loss, 3)}, "
        f"running mean of the batches {batches}"
    )


def _plot(title: str, lines: list[Curve], ends: tuple[float, float], top: str, bottom: str) -> str:
    middle = _HEIGHT // 2
    grid = f"M0,0H{_WIDTH}M0,{middle}H{_WIDTH}M0,{_HEIGHT}H{_WIDTH}"
    drawn = _line("grid", grid) + "".join(
        _line(line.kind, path(line.x, line.y, ends, (_WIDTH, _HEIGHT))) for line in lines
    )
    source = picture(_STYLE + drawn, _WIDTH, _HEIGHT, 'preserveAspectRatio="none"')
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<div class="axes"><span class="top">{escape(top)}</span><span class="bottom">{bottom}</span>'
        f'<img src="{source}" decoding="sync" '
        f'alt="{escape(title)}, as a curve over the images seen"></div>'
        f'<div class="across"><span>0</span><span>{format_number(ends[0])} images seen</span></div></figure>'
    )


def _line(kind: str, drawn: str) -> str:
    return f'<path {_LINES[kind]} d="{drawn}"/>'
