"""A series, a kernel, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from cnnviz.geometry.sides import resolve_sides
from cnnviz.operators import AxesTrace, ConvTrace, conv1d, conv1d_trace, conv2d_trace
from cnnviz.series.matching import find_peaks
from cnnviz.series.text import Series

#: The paddings on offer, by their names in `cnnviz.geometry.resolve_sides`.
PADDINGS: Final[Mapping[str, str]] = {
    "valid": "valid",
    "same": "same",
    "full": "full",
    "causal": "causal",
}


@dataclass(frozen=True)
class Filtered:
    """A series under a kernel.

    Attributes
    ----------
    values : ndarray, (L,)
    kernel : ndarray, (k,)
    padding : str
        One of `PADDINGS`; zeros are added.
    stride, dilation : int

    Examples
    --------
    >>> step = np.array([2.0, 2, 2, 8, 8, 8])
    >>> Filtered(step, np.array([-1.0, 1])).output.tolist()
    [0.0, 0.0, 6.0, 0.0, 0.0]
    """

    values: Series
    kernel: Series
    padding: str = "valid"
    stride: int = 1
    dilation: int = 1

    @property
    def options(self) -> dict[str, Any]:
        """The operation's options by their names."""
        return {"stride": self.stride, "padding": self.padding, "dilation": self.dilation}

    @cached_property
    def output(self) -> Series:
        """What `cnnviz.operators.conv1d` gives, (L',).

        Raises
        ------
        ShapeError
            If the kernel does not fit, or the padding is "same" with a stride above 1.
        """
        return np.asarray(conv1d(self.values, self.kernel, **self.options), np.float64)

    @property
    def span(self) -> int:
        """How many positions a window spans."""
        return self.dilation * (self.kernel.size - 1) + 1

    @property
    def sides(self) -> tuple[int, int]:
        """How many zeros are added before and after."""
        taps = ([self.kernel.size], [self.dilation], [self.stride], [self.values.size])
        return resolve_sides(self.padding, *taps, "positions")[0]

    def place(self, at: int) -> float:
        """Say below which position of the series an output is drawn.

        That is the middle of its window; where it is causal the window's end, the newest number it has seen.
        """
        first = at * self.stride - self.sides[0]
        return first + (self.span - 1) / (1 if self.padding == "causal" else 2)

    def trace(self, at: int) -> AxesTrace:
        """Say how one output is computed."""
        return conv1d_trace(self.values, self.kernel, **self.options, at=(at,), output=self.output)

    def as_row(self, at: int) -> ConvTrace:
        """Say the same of the series as a picture of one row, as predictions are judged."""
        stride, padding, dilation = (1, self.stride), ((0, 0), self.sides), (1, self.dilation)
        row, kernel = self.values[None], self.kernel[None]
        return conv2d_trace(row, kernel, None, stride, padding, dilation, at=(0, at))

    def peaks(self) -> list[int]:
        """Find the outputs that peak, half a window apart; see `find_peaks`."""
        return find_peaks(self.output, self.span // (2 * self.stride))
