"""Accuracy and loss of a run as curves, beside those of the run that was kept, as one piece of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.figures.curves import path, round_end
from cnnviz.live import Run
from cnnviz.live.design import CLASSES
from cnnviz.numbers import format_number, percent

_WIDTH, _HEIGHT = 400, 130
#: A loss beyond this many times guessing's is drawn at the border.
_MOST_LOSS: Final = 2 * float(np.log(CLASSES))


@dataclass(frozen=True)
class Curve:
    """A curve to draw: its values, and the class its line has in the style sheet."""

    kind: str
    x: ArrayLike
    y: ArrayLike


def curves(run: Run, kept: Run | None) -> str:
    """Write both plots with their legend."""
    both = [("now", run)] + ([("kept", kept)] if kept else [])
    end = round_end(max(1000, *(each.images for _, each in both)))
    shares = [Curve(kind, *_marks(each, 1)) for kind, each in both]
    losses = [Curve("batch", *run.history.curve())] + [Curve(kind, *_marks(each, 2)) for kind, each in both]
    top = min(_MOST_LOSS, round_end(max(1.0, *(float(np.max(c.y, initial=0)) for c in losses))))
    return (
        f'<div class="plots">{_plot(_told_accuracy(run, kept), shares, (end, 1.0), percent(1), "0")}'
        f"{_plot(_told_loss(run), losses, (end, top), format_number(top, 3), '0')}</div>"
    )


def _marks(run: Run, field: int) -> tuple[list[float], list[float]]:
    return [mark[0] for mark in run.history.marks], [mark[field] for mark in run.history.marks]


def _told_accuracy(run: Run, kept: Run | None) -> str:
    now = percent(run.history.marks[-1].accuracy) if run.history.marks else "not known yet"
    told = f"Accuracy on {len(run.subset.held_out):,} held-out images: {now}"
    if kept and kept.history.marks:
        told += f"; A: {percent(kept.history.marks[-1].accuracy)}"
    return told


def _told_loss(run: Run) -> str:
    if not run.history.marks:
        return "Loss (nats): not known yet"
    return (
        f"Loss (nats): held-out {format_number(run.history.marks[-1].loss, 3)}, "
        f"batches {format_number(run.history.recent_loss, 3)}"
    )


def _plot(title: str, lines: list[Curve], ends: tuple[float, float], top: str, bottom: str) -> str:
    drawn = "".join(
        f'<path class="{line.kind}" d="{path(line.x, line.y, ends, (_WIDTH, _HEIGHT))}"/>' for line in lines
    )
    middle = _HEIGHT // 2
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<div class="axes"><span class="top">{escape(top)}</span><span class="bottom">{bottom}</span>'
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(title)}, as a curve over the images seen">'
        f'<path class="grid" d="M0,0H{_WIDTH}M0,{middle}H{_WIDTH}M0,{_HEIGHT}H{_WIDTH}"/>{drawn}</svg></div>'
        f'<div class="across"><span>0</span><span>{format_number(ends[0])} images seen</span></div></figure>'
    )
