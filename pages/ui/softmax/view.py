"""The view of the page on softmax: the browser answers at once, and Python keeps what was set."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pages.ui.classifier import current
from pages.ui.classifier.input import Input
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.view import tell
from pages.ui.session.component import register
from pages.ui.softmax.logits import (
    BELOW,
    COLDEST,
    FIRST,
    HOTTEST,
    LARGEST,
    LONGEST_NAME,
    MOST_CLASSES,
    Logits,
    classes,
)

HUB = "softmax"
_view = register("softmax")


def show_view(logits: Logits, given: Input) -> Laboratory:
    """Draw it, and give what is saved as a page; it offers the logits that the network gives the picture."""
    shown = Laboratory(HUB, "Softmax", [], logits.fields(), _options(given))
    tell(HUB, shown.fields, shown.options)
    _view(key="softmax_bars", data={"hub": HUB})
    return shown


def _options(given: Input) -> dict[str, object]:
    """What the view offers."""
    names, of_network = _largest(current.model().predict(given.image).logits, given.label)
    return {
        "most": LARGEST,
        "temperatures": (COLDEST, HOTTEST),
        "longest": LONGEST_NAME,
        "classes": MOST_CLASSES,
        "first": {"classes": classes(*FIRST)},
        "below": {"classes": classes(*BELOW)},
        "network": {
            "title": f"Of the picture below. {given.alt}",
            "classes": classes(names, _decimal(of_network)),
            "right": 0 if given.label is None else names.index(_short(given.label)),
        },
    }


def _largest(logits: NDArray[np.float32], label: int | None) -> tuple[list[str], NDArray[np.float32]]:
    """The classes' names and logits; of more than the view holds the largest, the right one among them."""
    order = np.argsort(-logits, kind="stable")[:MOST_CLASSES]
    if label is not None and label not in order:
        order[-1] = label
    kept = np.sort(order)
    return [_short(int(at)) for at in kept], logits[kept]


def _short(label: int) -> str:
    return current.labels()[label][:LONGEST_NAME].strip()


def _decimal(values: NDArray[np.float32]) -> list[float]:
    """Give the shortest decimals that mean these float32, as they stand in an address."""
    return [float(str(np.clip(value, -LARGEST, LARGEST))) for value in values]
