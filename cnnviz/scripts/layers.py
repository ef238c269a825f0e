"""Scripts for one layer of the trained network, from what the layer before it made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cnnviz.errors import CnnvizError
from cnnviz.network.layers import (
    ActivationLayer,
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    Dropout,
    Flatten,
    Layer,
    Linear,
    MaxPool2d,
)
from cnnviz.network.sequential import Sequential
from cnnviz.network.summary import summarise
from cnnviz.scripts.functions import FUNCTIONS
from cnnviz.scripts.script import LAYERS_FILE, PRINT, TORCH, WEIGHTS_FILE, Script, call, joined, lines

#: How a NumPy script begins that uses some of these functions.
NUMPY: Final = "import numpy as np\nfrom numpy.lib.stride_tricks import sliding_window_view"
WEIGHTS: Final = f'weights = dict(np.load("{WEIGHTS_FILE}"))'
TENSORS: Final = (
    f'weights = {{name: torch.tensor(array) for name, array in np.load("{WEIGHTS_FILE}").items()}}'
)
_DEFAULTS: Final[dict[str, object]] = {"stride": 1, "padding": 0}


def in_numpy(layer: Layer, layer_index: int, given: str) -> str:
    """Write the call that computes a layer, with `FUNCTIONS`, from what is called ``given``.

    Raises
    ------
    CnnvizError
        If it is a layer of another kind than networks of the app have.

    Examples
    --------
    >>> in_numpy(Conv2d(1, 8, padding=1), 0, "maps")
    'conv(maps, 0, padding=1)'
    """
    match layer:
        case Conv2d():
            options: dict[str, object] = {"stride": layer.stride, "padding": layer.padding}
            return call("conv", given, str(layer_index), defaults=_DEFAULTS, **options)
        case ActivationLayer():
            return call(layer.activation.key, given)
        case MaxPool2d() | AvgPool2d():
            kind = "max_pool" if isinstance(layer, MaxPool2d) else "avg_pool"
            return call(kind, given, size=layer.kernel_size, stride=layer.stride)
        case BatchNorm2d():
            return call("batch_norm", given, str(layer_index), eps=layer.eps)
        case Dropout():
            return given
        case Flatten():
            return f"{given}.reshape(-1)"
        case Linear():
            return call("dense", given, str(layer_index))
    raise _unknown(layer)


def in_torch(layer: Layer, layer_index: int, given: str) -> str:
    """Write the call that computes a layer in PyTorch, for a batch; see `in_numpy`.

    Examples
    --------
    >>> in_torch(Linear(8, 2), 3, "values")
    'F.linear(values, weights["3.weight"], weights["3.bias"])'
    """
    weights = f'weights["{layer_index}.weight"]', f'weights["{layer_index}.bias"]'
    match layer:
        case Conv2d():
            options: dict[str, object] = {"stride": layer.stride, "padding": layer.padding}
            return call("F.conv2d", given, *weights, defaults=_DEFAULTS, **options)
        case ActivationLayer():
            return call(f"F.{layer.activation.key}", given)
        case MaxPool2d() | AvgPool2d():
            kind = "max" if isinstance(layer, MaxPool2d) else "avg"
            return call(f"F.{kind}_pool2d", given, kernel_size=layer.kernel_size, stride=layer.stride)
        case BatchNorm2d():
            names = "running_mean", "running_var", "weight", "bias"
            held = [f'weights["{layer_index}.{name}"]' for name in names]
            return call("F.batch_norm", given, *held, eps=layer.eps)
        case Dropout():
            return given
        case Flatten():
            return f"{given}.flatten(1)"
        case Linear():
            return call("F.linear", given, *weights)
    raise _unknown(layer)


def _unknown(layer: Layer) -> CnnvizError:
    """The error that says there are no lines for this layer."""
    return CnnvizError(
        f"there is no script for a {type(layer).__name__} layer; "
        "use convolutions, activations, pooling, batch norm, dropout, flatten and dense layers"
    )


def layer_script(
    network: Sequential,
    names: Sequence[str],
    layer_index: int,
    shape: tuple[int, int, int] = (1, 28, 28),
    temperature: float = 1.0,
) -> Script:
    """Write one layer of a network, or the softmax after the last one.

    Parameters
    ----------
    network : Sequential
        Of any layers but upsampling.
    names : sequence of str
        The layers' names in the file of what they made, see `Model.archive`.
    layer_index : int
        Which layer, from 0; as many as there are layers for the softmax.
    shape : (C, H, W)
        Of the network's input.
    temperature : float
        What the scores are divided by before a softmax.

    Returns
    -------
    Script
        ``output`` is what the layer made: maps (C, H, W), or a vector. The rounding is that of float32.
    """
    before = names[layer_index - 1] if layer_index else "input"
    given = [shape, *(row.shape for row in summarise(network, shape))][layer_index]
    what = "maps" if len(given) == 3 else "values"
    read = f'{what} = np.load("{LAYERS_FILE}")["{before}"]'
    read += f"{'[None]' if layer_index == 0 and shape[0] == 1 else ''}  # {' × '.join(map(str, given))}"
    layer = network.layers[layer_index] if layer_index < len(network.layers) else None
    if layer is None:
        divided = what if temperature == 1 else f"{what} / {temperature}"
        by_numpy, by_torch = f"softmax({divided})", f"F.softmax({divided}, dim=1)"
    else:
        by_numpy, by_torch = in_numpy(layer, layer_index, what), in_torch(layer, layer_index, what)
    function = FUNCTIONS.get(by_numpy.partition("(")[0], "")
    weighted = layer is not None and bool(layer.parameters)
    batch = f"{what} = torch.tensor({what})[None]  # a batch of one"
    return Script(
        joined(
            lines(
                "import math" if "math." in function else "",
                NUMPY if "sliding_window_view" in function else "import numpy as np",
            ),
            lines(WEIGHTS if weighted else "", read),
            function and f"\n{function}\n",
            lines(f"output = {by_numpy}", PRINT),
        ),
        joined(
            TORCH,
            lines(TENSORS if weighted else "", read, batch),
            lines(f"output = {by_torch}[0]", PRINT),
        ),
        (LAYERS_FILE, WEIGHTS_FILE) if weighted else (LAYERS_FILE,),
    )
