"""Scripts for a stack of convolutions and pools."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.operators import ACTIVATIONS
from cnnviz.scripts.literals import array, picture
from cnnviz.scripts.script import PRINT, TORCH, Script, joined, lines
from cnnviz.stack.layers import Conv, Pool, Stack

_CONV: Final = """\
def conv2d(maps, kernels, bias, stride, padding):
    maps = np.pad(maps, ((0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(maps, kernels.shape[2:], axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return np.einsum("cyxij,fcij->fyx", windows, kernels, optimize=True) + bias[:, None, None]"""
_WINDOWS: Final = """\
def windows(maps, size, stride):
    return np.lib.stride_tricks.sliding_window_view(maps, (size, size), axis=(1, 2))[:, ::stride, ::stride]"""
_NUMPY_POOLS: Final = {"max": "max", "min": "min", "average": "mean", "sum": "sum"}
_TORCH_POOLS: Final = {
    "max": "F.max_pool2d(maps, {})",
    "min": "-F.max_pool2d(-maps, {})",
    "average": "F.avg_pool2d(maps, {})",
    "sum": "F.avg_pool2d(maps, {}, divisor_override=1)",
}


def stack_script(image: NDArray[Any], stack: Stack) -> Script:
    """Write what a stack makes of a picture (H, W), in float64.

    Returns
    -------
    Script
        ``output`` has the maps of the last layer, (F, H', W').
    """
    read, files = picture(image)
    curves = {layer.activation for layer in stack if isinstance(layer, Conv) and not layer.is_linear}
    has_convs = any(isinstance(layer, Conv) for layer in stack)
    has_pools = any(isinstance(layer, Pool) for layer in stack)
    helpers = [
        _CONV if has_convs else "",
        _WINDOWS if has_pools else "",
        *(ACTIVATIONS[key].numpy for key in sorted(curves)),
    ]
    needs = lines("import math" if "gelu" in curves else "", "import numpy as np")
    written = [lines(f"# layer {number}", _weights(layer)) for number, layer in enumerate(stack, 1)]
    by_numpy = [lines(start, _in_numpy(layer)) for start, layer in zip(written, stack, strict=True)]
    by_torch = [lines(start, _in_torch(layer)) for start, layer in zip(written, stack, strict=True)]
    begin = "maps = image.astype(np.float64)[None]  # one channel"
    batch = "maps = torch.tensor(image).double()[None, None]  # a batch of one picture with one channel"
    return Script(
        joined(
            needs, read, "\n\n".join(filter(None, helpers)), begin, *by_numpy, lines("output = maps", PRINT)
        ),
        joined(TORCH, read, batch, *by_torch, lines("output = maps[0]", PRINT)),
        files,
    )


def _weights(layer: Conv | Pool) -> str:
    if isinstance(layer, Pool):
        return ""
    return lines(f"kernels = {array(layer.filters)}", f"bias = {array(np.array(layer.biases))}")


def _in_numpy(layer: Conv | Pool) -> str:
    if isinstance(layer, Pool):
        return f"maps = windows(maps, {layer.size}, {layer.stride}).{_NUMPY_POOLS[layer.kind]}(axis=(3, 4))"
    made = f"conv2d(maps, kernels, bias, {layer.stride}, {layer.padding})"
    return f"maps = {made if layer.is_linear else f'{layer.activation}({made})'}"


def _in_torch(layer: Conv | Pool) -> str:
    if isinstance(layer, Pool):
        return f"maps = {_TORCH_POOLS[layer.kind].format(f'{layer.size}, stride={layer.stride}')}"
    sizes = f"stride={layer.stride}, padding={layer.padding}"
    made = f"F.conv2d(maps, torch.tensor(kernels), torch.tensor(bias), {sizes})"
    return f"maps = {made if layer.is_linear else f'F.{layer.activation}({made})'}"
