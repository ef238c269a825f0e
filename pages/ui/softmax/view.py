"""The view of the page on softmax: the browser answers at once, and Python keeps what was set."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.models.garments import LABELS
from pages.ui.classifier import shipped
from pages.ui.classifier.input import Input
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


def show_view(logits: Logits, given: Input) -> None:
    """Draw it; it offers the logits that the trained network gives the picture."""
    of_network = shipped.classifier().predict(given.image).logits
    options = {
        "most": LARGEST,
        "temperatures": (COLDEST, HOTTEST),
        "longest": LONGEST_NAME,
        "classes": MOST_CLASSES,
        "first": {"classes": classes(*FIRST)},
        "below": {"classes": classes(*BELOW)},
        "network": {
            "title": f"Of the picture below. {given.alt}",
            "classes": classes(LABELS, _decimal(of_network)),
            "right": given.label or 0,
        },
    }
    tell(HUB, logits.fields(), options)
    _view(key="softmax_bars", data={"hub": HUB})


def _decimal(values: NDArray[np.float32]) -> list[float]:
    """Give the shortest decimals that mean these float32, as they stand in an address."""
    return [float(str(np.clip(value, -LARGEST, LARGEST))) for value in values]
