"""Accuracy and loss of a run as curves, beside those of the run that was kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.figures.curves import path, round_end
from cnnviz.live import Run
from cnnviz.numbers import format_number, percent
from pages.ui.session.component import register

_component = register("curves")
_WIDTH, _HEIGHT = 400, 120
#: A larger loss is drawn at the border; guessing has 2.3.
_MOST_LOSS: Final = 5.0
#: The mark at a curve's end: a curve of one point is nothing but this.
_ENDS: Final = {"now": "now-end", "kept": "kept-end", "batch": "batch-end"}


@dataclass(frozen=True)
class Curve:
    """A curve to draw: its values, and which kind of line it is."""

    kind: str
    x: ArrayLike
    y: ArrayLike


def show_curves(run: Run, kept: Run | None) -> None:
    """Draw both plots, which have their size before there is anything to draw."""
    both = [("now", run)] + ([("kept", kept)] if kept else [])
    end = round_end(max(1000, *(each.images for _, each in both)))
    shares = [Curve(kind, *_marks(each, "accuracy")) for kind, each in both]
    losses = [Curve("batch", *run.history.curve())] + [
        Curve(kind, *_marks(each, "loss")) for kind, each in both
    ]
    top = round_end(max(float(np.clip(line.y, 1, _MOST_LOSS).max(initial=1)) for line in losses))
    plots = [
        _plot(_told_accuracy(run, kept), shares, (end, 1.0), percent(1)),
        _plot(_told_loss(run), losses, (end, top), format_number(top, 3)),
    ]
    empty = "No point yet: the curve grows here as the network learns."
    _component(key="curves", data={"plots": plots, "width": _WIDTH, "height": _HEIGHT, "empty": empty})


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


def _plot(title: str, lines: list[Curve], ends: tuple[float, float], top: str) -> dict[str, object]:
    size, middle = (_WIDTH, _HEIGHT), _HEIGHT // 2
    drawn = [("grid", f"M0,0H{_WIDTH}M0,{middle}H{_WIDTH}M0,{_HEIGHT}H{_WIDTH}")]
    for line in lines:
        x, y = np.asarray(line.x), np.asarray(line.y)
        drawn.append((line.kind, path(x, y, ends, size)))
        if line.kind in _ENDS and len(x):
            drawn.append((_ENDS[line.kind], f"{path(x[-1:], y[-1:], ends, size)}h0"))
    return {
        "title": title,
        "up": [top, "0"],
        "along": ["0", f"{format_number(ends[0])} images seen"],
        "lines": [{"kind": kind, "path": shape} for kind, shape in drawn if shape],
        "isEmpty": not any(len(np.asarray(line.x)) for line in lines),
    }
