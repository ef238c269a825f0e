"""What the page tells lessons of the logits and of what becomes of them."""

from __future__ import annotations

import numpy as np

from pages.ui.session.told import tell
from pages.ui.softmax.logits import Logits


def tell_logits(logits: Logits) -> None:
    """Tell of all classes; the loss is 0 where each class is a question of its own."""
    values = np.array(logits.values)
    tell(
        scores=values,
        classes=list(logits.names),
        shares=logits.probabilities.round(3),
        winner=int(values.argmax()),
        loss=round(logits.loss or 0.0, 3),
    )
