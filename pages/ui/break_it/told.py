"""What Break it tells lessons of a changed picture; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pages.ui.classifier.told import best_of
from pages.ui.session.told import tell


def tell_changed(
    before: NDArray[np.float32], after: NDArray[np.float32], amount: float, labels: Sequence[str]
) -> None:
    """Tell what the network says of the picture, and of what became of it."""
    tell(says=best_of(before, labels), changed={**best_of(after, labels), "amount": amount})
