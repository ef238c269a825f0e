"""Nodes of an ONNX graph, and the layer that torch would call each: one a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from numpy.typing import NDArray

from cnnviz.models.loading.described import Described
from cnnviz.models.loading.limits import MOST_PARAMETERS

Settings = dict[str, Any]
Arrays = dict[str, NDArray[Any]]
Given = list[NDArray[Any] | None]
Translated = tuple[str, Settings, Arrays]
Translate = Callable[[Described, Settings, Given], Translated]


def _parts(layer: Described, arrays: Given, *names: str) -> Arrays:
    """Take the constants behind the data by name."""
    found = {name: value for name, value in zip(names, arrays[1:], strict=False) if value is not None}
    if "weight" in names and "weight" not in found:
        raise layer.refuse("comes without its weights; export the network again")
    return found


def _padding(layer: Described, given: Settings) -> int | list[int]:
    """Torch's padding from the pixels at the start and the end of each axis."""
    pads = given.get("pads") or [0, 0, 0, 0]
    if (
        given.get("auto_pad", "NOTSET") not in ("NOTSET", "", "VALID")
        or len(pads) != 4
        or pads[:2] != pads[2:]
    ):
        raise layer.refuse("has another padding at its start than at its end; layers here have the same")
    return pads[:2]


def _conv(layer: Described, given: Settings, arrays: Given) -> Translated:
    parts = _parts(layer, arrays, "weight", "bias")
    weight, groups = parts["weight"], given.get("group", 1)
    if weight.ndim != 4 or not isinstance(groups, int) or not 1 <= groups <= MOST_PARAMETERS:
        raise layer.refuse("has no kernels of two dimensions; only Conv2d can be shown")
    own = {
        "in_channels": weight.shape[1] * groups,
        "out_channels": weight.shape[0],
        "kernel_size": list(weight.shape[2:]),
        "stride": given.get("strides", 1),
        "padding": _padding(layer, given),
        "dilation": given.get("dilations", 1),
        "groups": groups,
    }
    return "Conv2d", own, parts


def _pool(kind: str) -> Translate:
    def translate(layer: Described, given: Settings, arrays: Given) -> Translated:
        own = {
            "kernel_size": given.get("kernel_shape"),
            "stride": given.get("strides", 1),
            "padding": _padding(layer, given),
            "dilation": given.get("dilations", 1),
            "ceil_mode": bool(given.get("ceil_mode", 0)),
        }
        return kind, own, {}

    return translate


def _gemm(layer: Described, given: Settings, arrays: Given) -> Translated:
    parts = _parts(layer, arrays, "weight", "bias")
    if (given.get("alpha", 1), given.get("beta", 1), given.get("transA", 0)) != (1, 1, 0):
        raise layer.refuse("scales its products, which dense layers here do not")
    return _linear(layer, parts, transposed=given.get("transB", 0) != 1)


def _linear(layer: Described, parts: Arrays, *, transposed: bool) -> Translated:
    weight = parts["weight"]
    if weight.ndim != 2:
        raise layer.refuse("multiplies with no matrix; only dense layers can be shown")
    parts["weight"] = weight.T if transposed else weight
    if "bias" in parts:
        parts["bias"] = parts["bias"].reshape(-1)
    out, into = parts["weight"].shape
    return "Linear", {"in_features": into, "out_features": out}, parts


def _add(layer: Described, given: Settings, arrays: Given) -> Translated:
    bias = next((value for value in arrays if value is not None), None)
    if bias is None:
        raise layer.refuse("adds what is no constant; only the bias of a dense layer can be added")
    return "Add", {}, {"bias": bias.reshape(-1)}


def _norm(layer: Described, given: Settings, arrays: Given) -> Translated:
    parts = _parts(layer, arrays, "weight", "bias", "running_mean", "running_var")
    own = {"num_features": parts["weight"].size, "eps": given.get("epsilon", 1e-5)}
    return "BatchNorm2d", own, parts


def _flatten(layer: Described, given: Settings, arrays: Given) -> Translated:
    return "Flatten", {"start_dim": given.get("axis", 1)}, {}


def _reshape(layer: Described, given: Settings, arrays: Given) -> Translated:
    wanted = arrays[1] if len(arrays) > 1 else None
    if (
        wanted is None
        or wanted.dtype.kind != "i"
        or wanted.size != 2
        or wanted.reshape(-1)[0] not in (-1, 0, 1)
    ):
        raise layer.refuse(
            "gives maps another shape than that of numbers in a row; only Flatten can be shown"
        )
    return "Flatten", {}, {}


def _plain(kind: str, **names: str) -> Translate:
    def translate(layer: Described, given: Settings, arrays: Given) -> Translated:
        return kind, {torch: given[name] for name, torch in names.items() if name in given}, {}

    return translate


NODES: Final[dict[str, Translate]] = {
    "Conv": _conv,
    "MaxPool": _pool("MaxPool2d"),
    "AveragePool": _pool("AvgPool2d"),
    "GlobalAveragePool": lambda layer, given, arrays: ("AdaptiveAvgPool2d", {"output_size": 1}, {}),
    "GlobalMaxPool": lambda layer, given, arrays: ("AdaptiveMaxPool2d", {"output_size": 1}, {}),
    "BatchNormalization": _norm,
    "Gemm": _gemm,
    "MatMul": lambda layer, given, arrays: _linear(layer, _parts(layer, arrays, "weight"), transposed=True),
    "Add": _add,
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Relu": _plain("ReLU"),
    "Sigmoid": _plain("Sigmoid"),
    "Tanh": _plain("Tanh"),
    "Gelu": _plain("GELU", approximate="approximate"),
    "Softplus": _plain("Softplus"),
    "Elu": _plain("ELU", alpha="alpha"),
    "LeakyRelu": _plain("LeakyReLU", alpha="negative_slope"),
    "Swish": _plain("SiLU", alpha="beta"),
    "Dropout": _plain("Dropout"),
    "Identity": _plain("Identity"),
    "Softmax": _plain("Softmax"),
    "LogSoftmax": _plain("LogSoftmax"),
}
"""For each kind of node the layer that torch calls it, its settings and its arrays by torch's names."""
