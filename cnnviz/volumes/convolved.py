"""A volume, a kernel, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.operators import AxesTrace, ConvTrace, conv2d_trace, conv3d, conv3d_trace

Volume = NDArray[np.float64]


@dataclass(frozen=True)
class Convolved:
    """A volume under a kernel.

    Attributes
    ----------
    values : ndarray, (D, H, W)
    kernel : ndarray, (h, k, l)
    padding, stride : int
        Equal along all axes; zeros are added.

    Examples
    --------
    >>> Convolved(np.ones((4, 4, 4)), np.ones((3, 3, 3))).output.shape
    (2, 2, 2)
    """

    values: Volume
    kernel: Volume
    padding: int = 0
    stride: int = 1

    @property
    def options(self) -> dict[str, Any]:
        """The operation's options by their names."""
        return {"stride": self.stride, "padding": self.padding}

    @cached_property
    def output(self) -> Volume:
        """What `cnnviz.operators.conv3d` gives, (D', H', W')."""
        return np.asarray(conv3d(self.values, self.kernel, **self.options), np.float64)

    def trace(self, at: tuple[int, int, int]) -> AxesTrace:
        """Say how one output is computed."""
        return conv3d_trace(self.values, self.kernel, **self.options, at=at, output=self.output)

    def as_channels(self, at: tuple[int, int, int]) -> ConvTrace:
        """Say the same, with the slices under the kernel as channels, as predictions are judged."""
        slice_, row, column = at
        slices = np.pad(self.values, ((self.padding, self.padding), (0, 0), (0, 0)))
        first = slice_ * self.stride
        window = slices[first : first + len(self.kernel)]
        return conv2d_trace(window, self.kernel[None], None, self.stride, self.padding, at=(0, row, column))
