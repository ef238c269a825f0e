"""Scripts for a layer over several channels: in full, depthwise then pointwise, or one filter as a matrix."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.channels.layer import ChannelLayer
from cnnviz.errors import ShapeError
from cnnviz.operators.matrix import MOST_ENTRIES
from cnnviz.scripts.literals import array, given
from cnnviz.scripts.operations import operation_script
from cnnviz.scripts.script import PRINT, TORCH, Script, joined, lines


def channels_script(image: NDArray[Any], layer: ChannelLayer, chosen: int = 0) -> Script:
    """Write what a layer makes of an image (C, H, W): all its maps, or as a matrix the map of one filter.

    Parameters
    ----------
    image : (C, H, W) float32 or float64
    layer : ChannelLayer
    chosen : int
        The filter that is written as a matrix.

    Returns
    -------
    Script
        ``output`` has the shape (A, H', W') of the filters that are on; of a matrix (H', W').

    Raises
    ------
    ShapeError
        If all filters are off, the kernel does not fit, or the matrix is too large.
    """
    weights, biases = layer.weights()
    stride, padding = layer.stride, layer.padding
    full = operation_script("conv2d", image, weights, biases, stride=stride, padding=padding)
    if layer.way == "full":
        return full
    read, files = given("image", image)
    if layer.way == "matrix":
        entries = np.prod(image.shape) * image.shape[1] * image.shape[2]
        if entries > MOST_ENTRIES:
            raise ShapeError(f"a matrix of about {entries:,} entries is not written out; type small matrices")
        kernel = f"kernel = {array(np.asarray(layer.sheets(chosen), image.dtype))}"
        parts = [read, kernel, f"bias, stride, padding = {layer.bias(chosen):.10g}, {stride}, {padding}"]
        by_numpy, by_torch = _MATRIX_NUMPY, _MATRIX_TORCH
    else:
        depthwise = f"depthwise = {array(np.asarray(layer.filters[0], image.dtype))}  # a kernel a channel"
        pointwise = f"pointwise = {array(np.asarray(layer.pointwise(), image.dtype))}  # filters × channels"
        bias = f"bias = {array(np.asarray(biases, image.dtype))}"
        parts = [read, depthwise, pointwise, bias]
        by_numpy, by_torch = _separable_numpy(layer), _separable_torch(layer)
    return Script(
        joined("import numpy as np", *parts, lines(by_numpy, PRINT)),
        joined(TORCH, *parts, lines(by_torch, PRINT)),
        files,
    )


_MATRIX_NUMPY = """\
channels, height, width = image.shape
taps = kernel.shape[-1]
rows = (height + 2 * padding - taps) // stride + 1
columns = (width + 2 * padding - taps) // stride + 1
matrix = np.zeros((rows, columns, channels, height, width), image.dtype)
for y, x, c, i, j in np.ndindex(rows, columns, channels, taps, taps):
    down, across = y * stride + i - padding, x * stride + j - padding
    if 0 <= down < height and 0 <= across < width:
        matrix[y, x, c, down, across] = kernel[c, i, j]  # each weight again and again
matrix = matrix.reshape(rows * columns, image.size)
output = (matrix @ image.ravel() + bias).reshape(rows, columns)"""

_MATRIX_TORCH = """\
image, weight = torch.tensor(image), torch.tensor(kernel)[None]
each_pixel = torch.eye(image.numel(), dtype=image.dtype).reshape(-1, *image.shape)
columns = F.conv2d(each_pixel, weight, stride=stride, padding=padding)  # what each pixel gives
matrix = columns.flatten(1).T
output = (matrix @ image.flatten() + bias).reshape(columns.shape[2:])"""


def _separable_numpy(layer: ChannelLayer) -> str:
    pad, step, taps = layer.padding, layer.stride, layer.taps
    return lines(
        f"maps = np.pad(image, ((0, 0), ({pad}, {pad}), ({pad}, {pad})))" if pad else "maps = image",
        f"windows = np.lib.stride_tricks.sliding_window_view(maps, ({taps}, {taps}), axis=(1, 2))",
        f"windows = windows[:, ::{step}, ::{step}]" if step > 1 else "",
        'between = np.einsum("cyxij,cij->cyx", windows, depthwise)  # each channel by itself',
        'output = np.einsum("cyx,fc->fyx", between, pointwise) + bias[:, None, None]  # 1×1: mixed',
    )


def _separable_torch(layer: ChannelLayer) -> str:
    options = f"stride={layer.stride}, padding={layer.padding}, groups={layer.depth}"
    return lines(
        "maps = torch.tensor(image)[None]  # a batch of one",
        f"between = F.conv2d(maps, torch.tensor(depthwise)[:, None], {options})",
        "output = F.conv2d(between, torch.tensor(pointwise)[:, :, None, None], torch.tensor(bias))[0]",
    )
