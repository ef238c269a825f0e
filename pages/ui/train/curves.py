"""Accuracy and loss of a run as curves, the gap between them, and beside them those of the run kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.figures.curves import between, path, round_end
from cnnviz.live import CHANCE, Mark, Run
from cnnviz.numbers import format_number, percent
from pages.ui.session.component import register

_component = register("curves")
#: Width and height of a drawing, in its own units.
SIZE: Final = (400, 120)
#: A larger loss is drawn at the border; guessing has 2.3.
_MOST_LOSS: Final = 5.0
#: The mark at a curve's end: a curve of one point is nothing but this.
_ENDS: Final = {"now": "now-end", "training": "training-end", "kept": "kept-end", "batch": "batch-end"}
_Field = Literal["accuracy", "training", "loss"]


@dataclass(frozen=True)
class Curve:
    """A curve to draw: its values, and which kind of line it is."""

    kind: str
    x: ArrayLike
    y: ArrayLike


def show_curves(run: Run, kept: Run | None) -> None:
    """Draw both plots, which have their size before there is anything to draw."""
    marks, others = run.history.marks, kept.history.marks if kept else []
    end = round_end(max(1000, run.images, kept.images if kept else 0))
    before = [_of(others, "kept-training", "training"), _of(others, "kept", "accuracy")]
    shares = [*before, _of(marks, "training", "training"), _of(marks, "now", "accuracy")]
    losses = [
        Curve("batch", *run.history.curve()),
        _of(others, "kept", "loss"),
        _of(marks, "now", "loss"),
    ]
    top = round_end(max(float(np.clip(line.y, 1, _MOST_LOSS).max(initial=1)) for line in losses))
    plots = [
        plot(told_accuracy(run), shares, (end, 1.0), percent(1), gap_of(marks, end)),
        plot(_told_loss(run), losses, (end, top), format_number(top, 3)),
    ]
    draw("curves", plots)


def show_recorded(marks: Sequence[Mark]) -> None:
    """Draw the accuracies of a run that was recorded, which its title does not tell."""
    end = round_end(max(1000, marks[-1].images))
    lines = [_of(marks, "training", "training"), _of(marks, "now", "accuracy")]
    draw(
        "recorded",
        [
            plot(
                "Accuracy of training and of held-out images",
                lines,
                (end, 1.0),
                percent(1),
                gap_of(marks, end),
            )
        ],
    )


def draw(key: str, plots: list[dict[str, object]]) -> None:
    """Send plots to the browser."""
    empty = "No point yet: the curve grows here as the network learns."
    _component(key=key, data={"plots": plots, "width": SIZE[0], "height": SIZE[1], "empty": empty})


def _of(marks: Sequence[Mark], kind: str, field: _Field) -> Curve:
    return Curve(kind, [mark.images for mark in marks], [getattr(mark, field) for mark in marks])


def gap_of(marks: Sequence[Mark], end: float) -> str:
    """The area between what is known by heart and what is not, of an accuracy plot with this right end."""
    seen, held, known = (
        [getattr(mark, name) for mark in marks] for name in ("images", "accuracy", "training")
    )
    return between(seen, held, known, (end, 1.0), SIZE) if len(marks) > 1 else ""


def told_accuracy(run: Run) -> str:
    """Say both accuracies and the gap; of the untrained network alone, what chance gives."""
    if not run.history.marks:
        return "Accuracy: not known yet"
    last = run.history.marks[-1]
    if last.images == 0 and not run.snapshot().loaded:
        return f"Untrained: held out {percent(last.accuracy)}; chance is {percent(CHANCE)}"
    return (
        f"Accuracy: training {percent(last.training)}, held out {percent(last.accuracy)}; "
        f"gap {format_number(100 * last.gap, 3)} points"
    )


def _told_loss(run: Run) -> str:
    if not run.history.marks:
        return "Loss (nats): not known yet"
    batches = format_number(run.history.recent_loss, 3) if run.history.losses else "–"
    return (
        f"Loss (nats): held-out {format_number(run.history.marks[-1].loss, 3)}, "
        f"running mean of the batches {batches}"
    )


def plot(
    title: str, lines: list[Curve], ends: tuple[float, float], top: str, gap: str = ""
) -> dict[str, object]:
    """What the component draws: a title, the ends of its axes, and its lines, the last on top."""
    width, height = SIZE
    middle = height // 2
    drawn = [("gap", gap), ("grid", f"M0,0H{width}M0,{middle}H{width}M0,{height}H{width}")]
    for line in lines:
        x, y = np.asarray(line.x), np.asarray(line.y)
        drawn.append((line.kind, path(x, y, ends, SIZE)))
        if line.kind in _ENDS and len(x):
            drawn.append((_ENDS[line.kind], f"{path(x[-1:], y[-1:], ends, SIZE)}h0"))
    return {
        "title": title,
        "up": [top, "0"],
        "along": ["0", f"{format_number(ends[0])} images seen"],
        "lines": [{"kind": kind, "path": shape} for kind, shape in drawn if shape],
        "isEmpty": not any(len(np.asarray(line.x)) for line in lines),
    }
