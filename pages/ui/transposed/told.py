"""What the page on transposed convolutions tells lessons; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from contextlib import suppress

import numpy as np

from cnnviz.errors import CnnvizError
from cnnviz.transposing import Transposing
from pages.ui.session.told import tell


def tell_stamped(made: Transposing) -> None:
    """Tell of the numbers that come out, row after row; of none where nothing does."""
    tell(stamped=np.zeros(1), sides={"into": made.values.shape[1], "out": 0, "kernel": made.kernel.shape[1]})
    with suppress(CnnvizError):
        output = made.output
        tell(stamped=output.ravel().round(4))
        tell(sides={"into": made.values.shape[1], "out": output.shape[1], "kernel": made.kernel.shape[1]})
