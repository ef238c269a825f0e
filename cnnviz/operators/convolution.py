"""Convolution as every framework computes it: slide, multiply, sum (strictly: cross-correlation)."""

from __future__ import annotations

from numpy.typing import ArrayLike

from cnnviz.arguments import Floats, Pair
from cnnviz.geometry.padding import Padding
from cnnviz.operators.convolution_setup import ConvolutionSetup, set_up
from cnnviz.operators.fast import correlate
from cnnviz.operators.padding import BorderMode


def conv2d(
    input: ArrayLike,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    groups: int = 1,
    mode: BorderMode = "constant",
) -> Floats:
    """Slide kernels over maps: at each position multiply element by element, add up, add the bias.

    Parameters
    ----------
    input : array_like, shape (H, W), (C, H, W) or (N, C, H, W)
        Grey image, maps, or a batch of them; finite. float64 is computed in float64, all else in float32.
    weight : array_like, shape (k, l) or (F, C/groups, k, l)
        One kernel, or F of them, each as deep as the channels it sees.
    bias : array_like, shape (F,), optional
        Added to each filter's map.
    stride : int or (rows, columns)
        Pixels from one window to the next.
    padding : int, (rows, columns), ((top, bottom), (left, right)) or a name
        Pixels added around the input, see `cnnviz.geometry.resolve_padding`.
    dilation : int or (rows, columns)
        Pixels from one tap of the kernel to the next.
    groups : int
        Parts the channels are split into; each filter sees one part only.
    mode : {"constant", "nearest", "mirror", "reflect", "wrap"}
        What the padded pixels show, see `cnnviz.operators.padding.source_indices`.

    Returns
    -------
    ndarray, shape (H', W') for a grey image under one (k, l) kernel, else (F, H', W') or (N, F, H', W')
        H' = (H + top + bottom − dilation·(k − 1) − 1) // stride + 1, and so for W'.

    Raises
    ------
    KernelError, ShapeError
        With a sentence on what doesn't fit and what would.

    Examples
    --------
    An X is looked for in a binary image; the centre of the output holds the best match.

    >>> image = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]]
    >>> conv2d(image, [[1, 0, 1], [0, 1, 0], [1, 0, 1]])
    array([[4., 3., 4.],
           [2., 4., 3.],
           [2., 3., 4.]], dtype=float32)
    """
    setup = set_up(input, weight, bias, stride, padding, dilation, groups, mode)
    return setup.as_given(convolve(setup))


def convolve(setup: ConvolutionSetup) -> Floats:
    """Compute a convolution that was checked: correlation and bias, (N, F, H', W')."""
    output = correlate(setup)
    if setup.bias is not None:
        output += setup.bias[:, None, None]
    return output
