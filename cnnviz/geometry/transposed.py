"""The size of what a transposed convolution makes, and how often each of its outputs is added to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import whole
from cnnviz.errors import ShapeError


@dataclass(frozen=True)
class TransposedSize:
    """The numbers in (n − 1)·s + f − 2p + e along one axis, and what it gives.

    Attributes
    ----------
    input, kernel, stride, padding, output_padding, dilation : int
        Inputs, taps of the kernel, outputs from one stamp of the kernel to the next, outputs cut off at each
        end, outputs added at the end, and outputs from one tap to the next.
    size : int
        How many outputs there are.
    """

    input: int
    kernel: int
    stride: int
    padding: int
    output_padding: int
    dilation: int
    size: int

    def formula(self) -> str:
        """The formula as a line of text, such as ``(3 − 1)·2 + 3 − 2·0 = 7``."""
        span = self.kernel if self.dilation == 1 else f"({self.dilation}·({self.kernel} − 1) + 1)"
        more = f" + {self.output_padding}" if self.output_padding else ""
        return f"({self.input} − 1)·{self.stride} + {span} − 2·{self.padding}{more} = {self.size}"


def transposed_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, output_padding: int = 0, dilation: int = 1
) -> TransposedSize:
    """Count what a transposed convolution makes along one axis: (n − 1)·s + f − 2p + e.

    It is the way back of `output_size`, which gives the same for up to `stride` sizes. `output_padding`
    chooses among these; `OutputSize.unused` of the way there is the one that leads back.

    Parameters
    ----------
    size, kernel, stride, padding, dilation : int
        As of the convolution whose way back this is; its size is the one that came out there.
    output_padding : int
        Outputs added at the end; less than the stride or less than the dilation, as in PyTorch.

    Raises
    ------
    ShapeError
        If a number makes no sense, or nothing is left.

    Examples
    --------
    >>> transposed_output_size(3, kernel=3, stride=2).formula()
    '(3 − 1)·2 + 3 − 2·0 = 7'
    >>> transposed_output_size(4, kernel=3, stride=2, padding=1, output_padding=1).formula()
    '(4 − 1)·2 + 3 − 2·1 + 1 = 8'
    """
    size, kernel, stride = whole(size, "the size"), whole(kernel, "the kernel"), whole(stride, "the stride")
    dilation, padding = whole(dilation, "the dilation"), whole(padding, "the padding", 0)
    output_padding = whole(output_padding, "the output padding", 0)
    most = max(stride, dilation) - 1
    if output_padding > most:
        fitting = f"0 to {most}" if most else "0"
        raise ShapeError(
            f"an output padding of {output_padding} is not below the stride {stride} or the dilation "
            f"{dilation}; it only chooses among sizes that one convolution makes equal, so use {fitting}"
        )
    before_cut = (size - 1) * stride + dilation * (kernel - 1) + 1 + output_padding
    if before_cut <= 2 * padding:
        raise ShapeError(
            f"a padding of {padding} cuts {2 * padding} off the {before_cut} outputs, so nothing is left; "
            f"use a padding of at most {(before_cut - 1) // 2}"
        )
    return TransposedSize(size, kernel, stride, padding, output_padding, dilation, before_cut - 2 * padding)


def overlaps(made: TransposedSize) -> NDArray[np.intp]:
    """Count for each output along one axis how many inputs it collects from.

    Uneven counts make checkerboards. They are even, but for the ends, where the stride divides the kernel.

    Examples
    --------
    >>> overlaps(transposed_output_size(3, kernel=3, stride=2)).tolist()
    [1, 1, 2, 1, 2, 1, 1]
    >>> overlaps(transposed_output_size(3, kernel=2, stride=2)).tolist()
    [1, 1, 1, 1, 1, 1]
    """
    stamps = np.arange(made.input) * made.stride - made.padding
    places = np.add.outer(stamps, np.arange(made.kernel) * made.dilation)
    return np.bincount(places[(places >= 0) & (places < made.size)], minlength=made.size)
