"""A network's input as it is drawn: in grey, or in its colours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Shade, image_rgb, shade


def picture(image: NDArray[np.float32]) -> Shade | NDArray[np.uint8]:
    """A picture of 0–1 as it is drawn: (rows, columns) in grey, (3, rows, columns) in its colours."""
    return shade(image, "raw", (0, 1)) if image.ndim == 2 else image_rgb(255 * image)
