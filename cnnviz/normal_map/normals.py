"""Heights to slopes, slopes to vectors of length 1, and these to colours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.kernels import sobel
from cnnviz.operators import conv2d
from cnnviz.operators.padding import BorderMode

Green = Literal["opengl", "directx"]
"""Where a large green points: up in the picture, or down."""
GREENS: Final[tuple[Green, ...]] = get_args(Green)

#: What a Sobel sum is where heights rise by 1 from each pixel to the next.
RAMP: Final = float(np.abs(sobel()).sum())


def span_of(heights: Floats, is_matrix: bool) -> float:
    """Give the difference of heights that counts as all: 255 of a photo, what there is of a matrix.

    Examples
    --------
    >>> span_of(np.array([[2, 5], [3, 4]]), is_matrix=True), span_of(np.ones((2, 2)), is_matrix=True)
    (3.0, 1.0)
    """
    return float(np.ptp(heights)) or 1.0 if is_matrix else 255.0


@dataclass(frozen=True)
class NormalMap:
    """The vectors that stand upright on a surface, and their colours.

    Attributes
    ----------
    heights : (H, W)
        The picture's brightness.
    strength : float
        How many pixels high the surface is where the heights reach over all of `span`.
    span : float
        See `span_of`.
    mode : str
        What the pixels beyond the border show.
    green : str
        One of `GREENS`.

    Examples
    --------
    >>> flat = NormalMap(np.full((3, 3), 7), strength=20)
    >>> flat.colours[1, 1].tolist()
    [128, 128, 255]
    """

    heights: Floats
    strength: float
    span: float = 255.0
    mode: BorderMode = "nearest"
    green: Green = "opengl"

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """The Sobel sums (2, H, W): positive where it gets brighter to the right, and downwards."""
        heights = np.asarray(self.heights, np.float64)
        kernels = (sobel(edges).astype(np.float64) for edges in ("vertical", "horizontal"))
        return np.stack([conv2d(heights, kernel, padding="same", mode=self.mode) for kernel in kernels])

    @property
    def scale(self) -> float:
        """What a Sobel sum is multiplied by to be a slope: pixels of height for each pixel."""
        return self.strength / (RAMP * self.span)

    @cached_property
    def lengths(self) -> NDArray[np.float64]:
        """The lengths (H, W) of the vectors before they are divided by them."""
        x, y = self._sideways()
        return np.sqrt(x * x + y * y + 1)

    @cached_property
    def vectors(self) -> NDArray[np.float64]:
        """The vectors (3, H, W) of length 1: to the right, up in the picture, and towards the viewer."""
        x, y = self._sideways()
        return np.stack([x / self.lengths, y / self.lengths, 1 / self.lengths])

    @cached_property
    def colours(self) -> NDArray[np.uint8]:
        """The vectors as colours (H, W, 3): −1 is 0, 0 is 128, 1 is 255."""
        turned = np.array([1, 1 if self.green == "opengl" else -1, 1])[:, None, None]
        levels = np.floor(127.5 * (turned * self.vectors + 1) + 0.5)
        return np.ascontiguousarray(levels.astype(np.uint8).transpose(1, 2, 0))

    def _sideways(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give what points away from where it rises: to the right, and up."""
        across, down = self.sums
        return -self.scale * across, self.scale * down
