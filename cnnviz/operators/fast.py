"""Which way of computing a convolution is the fastest, as measured by `benchmarks/convolution.py`."""

from __future__ import annotations

from math import prod

import numpy as np

from cnnviz.arguments import Floats
from cnnviz.operators.bands import by_bands
from cnnviz.operators.columns import by_columns
from cnnviz.operators.convolution_setup import ConvolutionSetup
from cnnviz.operators.separable import by_two_passes, factors

LARGE = 10_000_000
"""Multiplications from which strips beat columns for kernels of 5×5 and more: 7×7 on 452×452 pixels.

In float64 on 512×512 pixels 5×5 took 4.9 ms in columns and 5.7 in strips, 7×7 8.8 and 6.8, 15×15 31 and 16.
"""
LARGE_FOR_FEW_TAPS = 50_000_000
"""The same for smaller kernels, whose columns are short: 3×3 on 2357×2357 pixels."""


def correlate(setup: ConvolutionSetup) -> Floats:
    """Compute a convolution without its bias.

    Several filters that look at the same channels share one matrix product. A filter on its own (one per
    group) goes over a large image in strips; in two passes, if it is a column times a row and the input is
    float32.

    In float64 every product is of a value and a weight as they were given, never of a kernel's factors,
    which are quotients and therefore rounded. So where no sum is rounded (`cnnviz.operators.exact`), columns,
    strips and any other order of adding up give the same bits.

    Parameters
    ----------
    setup : ConvolutionSetup
        The convolution; its input is finite.

    Returns
    -------
    ndarray, shape (N, F, H', W')
        In the input's float type. The error is that of adding up in it: for float32 about 1e-7 of the sum of
        the products' sizes.
    """
    output = np.empty(setup.output_shape, setup.input.dtype)
    alone, taps = len(setup.weight) == setup.groups, setup.weight[0].size
    large = LARGE if taps >= 25 else LARGE_FOR_FEW_TAPS
    if not alone or taps * prod(setup.output_shape[2:]) < large:
        by_columns(setup, output)
        return output
    depth = setup.weight.shape[1]
    for image, result in zip(setup.input, output, strict=True):
        for number, kernel in enumerate(setup.weight):
            one_filter(image[number * depth : (number + 1) * depth], kernel, setup, result[number])
    return output


def one_filter(maps: Floats, kernel: Floats, setup: ConvolutionSetup, output: Floats) -> None:
    """Correlate maps with one filter, strip by strip; a float32 one in two passes if it allows that.

    Parameters
    ----------
    maps : ndarray, shape (C, H, W)
        The channels that the filter sees, finite.
    kernel : ndarray, shape (C, k, l)
        The filter.
    setup : ConvolutionSetup
        Stride, padding, dilation and border mode.
    output : ndarray, shape (H', W')
        Is overwritten with the result.
    """
    split = factors(kernel[0]) if len(kernel) == 1 and kernel.dtype == np.float32 else None
    if split is None:
        by_bands(maps, kernel, setup, output)
    else:
        by_two_passes(maps[0], *split, setup, output)
