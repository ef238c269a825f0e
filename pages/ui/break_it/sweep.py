"""All steps of a change of the input, sent to the browser at once: pictures, shares and curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.attribution.tipping import spans
from cnnviz.figures import Shade
from cnnviz.images import digest
from cnnviz.models.model import as_image
from cnnviz.numbers import format_number, percents
from pages.ui.classifier import current
from pages.ui.classifier.drawn import picture
from pages.ui.classifier.prediction import judged
from pages.ui.session.component import register
from pages.ui.session.payload import pack

_component = register("sweep")


@dataclass(frozen=True)
class Strip:
    """A picture for each step, or one for all: one under the other as a shade, (n·H, W), or (n·H, W, 3)."""

    label: str
    alt: str
    shown: Shade | NDArray[np.uint8]
    notes: tuple[str, ...] = ()


def strip_of(images: NDArray[np.float32]) -> Shade | NDArray[np.uint8]:
    """Inputs (N, C, rows, columns) of 0–1 one under the other, in grey or in their colours."""
    return picture(as_image(np.concatenate(images, axis=1)))


@dataclass(frozen=True)
class Sweep:
    """A change by several amounts.

    Attributes
    ----------
    label, unit : str
        What is changed, and what the amounts count.
    amounts : sequence of float
        Increasing.
    before : (classes,)
        Shares of the picture as it was.
    shares : (steps, classes)
    strips : sequence of Strip
    label_of : int or None
        The picture's true class.
    marks : tuple of (int, str)
        Steps to point at, and what they are.
    """

    label: str
    unit: str
    amounts: Sequence[float]
    before: NDArray[np.float32]
    shares: NDArray[np.float32]
    strips: Sequence[Strip]
    label_of: int | None
    marks: tuple[tuple[int, str], ...] = ()

    def along(self) -> str:
        """Say which class is predicted where."""
        labels = current.labels()
        return "; ".join(
            f"{labels[span.label]} {self._reach(span.first, span.last)}" for span in spans(self.shares)
        )

    def _reach(self, first: int, last: int) -> str:
        low, high = (format_number(self.amounts[step]) for step in (first, last))
        return f"at {low}" if first == last else f"from {low} to {high}"


def show_sweep(sweep: Sweep, step: int, *, key: str, on_move: Callable[[int], None]) -> None:
    """Draw a sweep.

    Parameters
    ----------
    step
        Which is looked at first.
    key
        The component's name, which must stay the same from run to run.
    on_move
        Takes the step that was moved to: a reaction, see `reports.expect`.
    """
    steps, classes = sweep.shares.shape
    _, rows, columns = current.model().about.shape
    blocks: dict[str, NDArray[np.generic]] = {"shares": sweep.shares.astype(np.float32)}
    for i, strip in enumerate(sweep.strips):
        if isinstance(strip.shown, Shade):
            blocks[f"pixels{i}"] = strip.shown.index.reshape(-1, rows, columns)
            blocks[f"palette{i}"] = strip.shown.palette
        else:
            blocks[f"pixels{i}"] = strip.shown.reshape(-1, rows, columns, 3)
    name = digest(sweep.shares.astype(np.float32))
    header = {
        "id": f"{sweep.label} {name}",
        "step": step,
        "label": sweep.label,
        "unit": sweep.unit,
        "amounts": list(sweep.amounts),
        "texts": [format_number(amount) for amount in sweep.amounts],
        "names": current.labels(),
        "before": sweep.before.tolist(),
        "before_texts": percents(sweep.before),
        "share_texts": [percents(row) for row in sweep.shares],
        "told": [_told(sweep, i) for i in range(steps)],
        "alt": f"Probability of each of {classes} classes over {sweep.label}. "
        f"The prediction: {sweep.along()}.",
        "marks": [{"step": at, "label": text} for at, text in sweep.marks],
        "pictures": [{"label": s.label, "alt": s.alt, "notes": s.notes} for s in sweep.strips],
    }

    def take(sent: object) -> None:
        moved = _valid(sent, header["id"], steps)
        if moved is not None:
            on_move(moved)

    _component(key=key, data=pack(header, blocks), react={"step": take})


def _valid(sent: object, name: object, steps: int) -> int | None:
    """Read what the browser sent, or None if it is no step of this sweep."""
    match sent:
        case [str(of), int(step)] if of == name and 0 <= step < steps:
            return step
    return None


def _told(sweep: Sweep, step: int) -> str:
    was, now = int(sweep.before.argmax()), int(sweep.shares[step].argmax())
    share = percents(sweep.shares[step])[now]
    change = "is the same" if was == now else f"was {current.labels()[was]}"
    truth = "" if sweep.label_of is None else f" {judged(now, sweep.label_of)}."
    return f"{current.labels()[now]}, {share}: the prediction {change}.{truth}"
