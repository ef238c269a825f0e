"""What a linked view tells of its output, for lessons."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pages.ui.linked.pins import At
from pages.ui.session.told import tell


def tell_output(output: NDArray[np.floating], at: At) -> None:
    """Tell of an output, (H, W) or (n, H, W), and of the number that is looked at.

    Told as ``output``: ``at``, ``row`` and ``column`` of the number that is looked at; ``max``, ``min``,
    ``rows``, ``columns``, ``size``.
    """
    planes = output.reshape(-1, *output.shape[-2:])
    plane, row, column = at
    tell(
        output={
            "at": round(float(planes[plane, row, column]), 4),
            "row": row,
            "column": column,
            "max": round(float(planes.max()), 4),
            "min": round(float(planes.min()), 4),
            "rows": planes.shape[1],
            "columns": planes.shape[2],
            "size": planes.shape[1] * planes.shape[2],
        }
    )
