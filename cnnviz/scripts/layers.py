"""Scripts for one layer of the trained network, from what the layer before it made."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent
from types import MappingProxyType
from typing import Final

from cnnviz.errors import CnnvizError
from cnnviz.network.layers import Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU
from cnnviz.network.sequential import Sequential
from cnnviz.network.summary import summarise
from cnnviz.scripts.script import LAYERS_FILE, PRINT, TORCH, WEIGHTS_FILE, Script, call, joined, lines

#: The layers in NumPy, as functions of one picture's maps (C, H, W); ``place`` counts layers from 0.
FUNCTIONS: Final = MappingProxyType(
    {
        "conv": dedent("""\
            def conv(maps, place, stride=1, padding=0):
                kernels, bias = weights[f"{place}.weight"], weights[f"{place}.bias"]
                padded = np.pad(maps, ((0, 0), (padding, padding), (padding, padding)))
                windows = sliding_window_view(padded, kernels.shape[2:], axis=(1, 2))[:, ::stride, ::stride]
                return np.einsum("cyxij,fcij->fyx", windows, kernels) + bias[:, None, None]"""),
        "relu": dedent("""\
            def relu(maps):
                return np.maximum(maps, 0)"""),
        "max_pool": dedent("""\
            def max_pool(maps, size, stride):
                windows = sliding_window_view(maps, (size, size), axis=(1, 2))[:, ::stride, ::stride]
                return windows.max(axis=(3, 4))"""),
        "dense": dedent("""\
            def dense(values, place):
                return weights[f"{place}.weight"] @ values + weights[f"{place}.bias"]"""),
        "softmax": dedent("""\
            def softmax(scores):
                powers = np.exp(scores - scores.max())  # less the largest, or powers could overflow
                return powers / powers.sum()"""),
    }
)
#: How a NumPy script begins that uses some of these functions.
NUMPY: Final = "import numpy as np\nfrom numpy.lib.stride_tricks import sliding_window_view"
WEIGHTS: Final = f'weights = dict(np.load("{WEIGHTS_FILE}"))'
TENSORS: Final = (
    f'weights = {{name: torch.tensor(array) for name, array in np.load("{WEIGHTS_FILE}").items()}}'
)
_DEFAULTS: Final[dict[str, object]] = {"stride": 1, "padding": 0}


def in_numpy(layer: Layer, place: int, given: str) -> str:
    """Write the call that computes a layer, with `FUNCTIONS`, from what is called ``given``.

    Raises
    ------
    CnnvizError
        If it is a layer that no network which ships with the app has.

    Examples
    --------
    >>> in_numpy(Conv2d(1, 8, padding=1), 0, "maps")
    'conv(maps, 0, padding=1)'
    """
    match layer:
        case Conv2d():
            options: dict[str, object] = {"stride": layer.stride, "padding": layer.padding}
            return call("conv", given, str(place), defaults=_DEFAULTS, **options)
        case ReLU():
            return call("relu", given)
        case MaxPool2d():
            return call("max_pool", given, size=layer.kernel_size, stride=layer.stride)
        case Flatten():
            return f"{given}.reshape(-1)"
        case Linear():
            return call("dense", given, str(place))
    raise _unknown(layer)


def in_torch(layer: Layer, place: int, given: str) -> str:
    """Write the call that computes a layer in PyTorch, for a batch; see `in_numpy`.

    Examples
    --------
    >>> in_torch(Linear(8, 2), 3, "values")
    'F.linear(values, weights["3.weight"], weights["3.bias"])'
    """
    weights = f'weights["{place}.weight"]', f'weights["{place}.bias"]'
    match layer:
        case Conv2d():
            options: dict[str, object] = {"stride": layer.stride, "padding": layer.padding}
            return call("F.conv2d", given, *weights, defaults=_DEFAULTS, **options)
        case ReLU():
            return call("F.relu", given)
        case MaxPool2d():
            return call("F.max_pool2d", given, kernel_size=layer.kernel_size, stride=layer.stride)
        case Flatten():
            return f"{given}.flatten(1)"
        case Linear():
            return call("F.linear", given, *weights)
    raise _unknown(layer)


def _unknown(layer: Layer) -> CnnvizError:
    """The error that says there are no lines for this layer."""
    return CnnvizError(
        f"there is no script for a {type(layer).__name__} layer; "
        "use Conv2d, ReLU, MaxPool2d, Flatten and Linear, of which the shipped network is made"
    )


def layer_script(
    network: Sequential,
    names: Sequence[str],
    place: int,
    shape: tuple[int, int, int] = (1, 28, 28),
    temperature: float = 1.0,
) -> Script:
    """Write one layer of a network, or the softmax after the last one.

    Parameters
    ----------
    network : Sequential
        Made of convolutions, ReLU, max pooling, flatten and dense layers.
    names : sequence of str
        The layers' names in the file of what they made, see `Classifier.archive`.
    place : int
        Which layer, from 0; as many as there are layers for the softmax.
    shape : (C, H, W)
        Of the network's input.
    temperature : float
        What the scores are divided by before a softmax.

    Returns
    -------
    Script
        ``answer`` is what the layer made: maps (C, H, W), or a vector. The rounding is that of float32.
    """
    before = names[place - 1] if place else "input"
    given = [shape, *(row.shape for row in summarise(network, shape))][place]
    what = "maps" if len(given) == 3 else "values"
    read = f'{what} = np.load("{LAYERS_FILE}")["{before}"]'
    read += f"{'[None]' if place == 0 else ''}  # {' × '.join(map(str, given))}"
    layer = network.layers[place] if place < len(network.layers) else None
    if layer is None:
        divided = what if temperature == 1 else f"{what} / {temperature}"
        by_numpy, by_torch = f"softmax({divided})", f"F.softmax({divided}, dim=1)"
    else:
        by_numpy, by_torch = in_numpy(layer, place, what), in_torch(layer, place, what)
    function = FUNCTIONS.get(by_numpy.partition("(")[0], "")
    weighted = layer is not None and bool(layer.parameters)
    batch = f"{what} = torch.tensor({what})[None]  # a batch of one"
    return Script(
        joined(
            NUMPY if "sliding_window_view" in function else "import numpy as np",
            lines(WEIGHTS if weighted else "", read),
            function and f"\n{function}\n",
            lines(f"answer = {by_numpy}", PRINT),
        ),
        joined(
            TORCH,
            lines(TENSORS if weighted else "", read, batch),
            lines(f"answer = {by_torch}[0]", PRINT),
        ),
        (LAYERS_FILE, WEIGHTS_FILE) if weighted else (LAYERS_FILE,),
    )
