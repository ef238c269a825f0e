"""How bright a surface is in the light of a lamp that hangs over it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

#: What a place on a picture is counted in, on each axis.
PARTS = 1000


class Light(NamedTuple):
    """Where a lamp hangs, as an address and the browser have it.

    Attributes
    ----------
    down, right : int
        In thousandths of the picture's height and width, from its upper left corner.
    height : int
        Above the picture, in hundredths of its longer side.
    """

    down: int
    right: int
    height: int

    def place(self, size: tuple[int, int]) -> tuple[float, float, float]:
        """Give row, column and height in pixels of a picture; whole numbers are middles of pixels."""
        rows, columns = size
        row, column = self.down * rows / PARTS - 0.5, self.right * columns / PARTS - 0.5
        return row, column, self.height * max(size) / 100


def lit(vectors: NDArray[np.float64], light: Light) -> NDArray[np.float64]:
    """Give how bright each pixel is (H, W), 0 to 1: the cosine between its vector and the way to the lamp.

    Where a surface turns away from the lamp it is dark. It casts no shadows, and its own height does not
    bring it nearer.

    Parameters
    ----------
    vectors : (3, H, W)
        Of length 1; see `NormalMap.vectors`.

    Examples
    --------
    >>> upright = np.array([0.0, 0.0, 1.0])[:, None, None]
    >>> lit(upright, Light(500, 500, 100)).item()
    1.0
    """
    rows, columns = vectors.shape[1:]
    row, column, height = light.place((rows, columns))
    right, up = column - np.arange(columns), np.arange(rows)[:, None] - row
    distance = np.sqrt(right * right + up * up + height * height)
    x, y, z = vectors
    return np.asarray(np.maximum(0, (x * right + y * up + z * height) / distance))
