"""What a layer is called in words, and in the few letters that fit where it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cnnviz.architectures.graph import Node
from cnnviz.numbers import format_number
from cnnviz.operators import ACTIVATIONS

_SHORT: Final = {
    "max": "max",
    "avg": "avg",
    "dense": "fc",
    "mean": "gap",
    "response": "lrn",
    "add": "+",
    "concat": "cat",
}
_LEGEND: Final = {
    "max": "max pooling",
    "avg": "average pooling",
    "mean": "global average pooling",
    "response": "local response normalisation",
    "dense": "dense layer",
    "add": "addition, of a skip",
    "concat": "concatenation, of branches",
}
_PLAIN: Final = {
    "mean": "Global average pooling",
    "response": "Local response normalisation",
    "add": "Addition: the skip is added",
    "concat": "Concatenation: maps are stacked",
}


def legend(nodes: Iterable[Node]) -> str:
    """Say what the short names stand for that occur among layers.

    >>> from cnnviz.architectures import NETWORKS
    >>> legend(NETWORKS["lenet5"].nodes())
    'avg: average pooling · fc: dense layer · 5×5: convolution with such a kernel'
    """
    kinds = {node.kind: short(node) for node in nodes}
    told = [f"{_SHORT[kind]}: {name}" for kind, name in _LEGEND.items() if kind in kinds]
    return " · ".join(
        [*told, *([f"{kinds['conv']}: convolution with such a kernel"] if "conv" in kinds else [])]
    )


def short(node: Node) -> str:
    """Name a layer in at most five letters.

    >>> from cnnviz.architectures import NETWORKS
    >>> [short(node) for node in NETWORKS["lenet5"].nodes()][:2]
    ['5×5', 'avg']
    """
    if node.kind == "conv" and node.layer is not None:
        return "×".join(map(str, node.layer.kernel))
    return _SHORT[node.kind]


def title(node: Node) -> str:
    """Say what a layer is, with its numbers.

    >>> from cnnviz.architectures import NETWORKS
    >>> title(NETWORKS["resnet18"].nodes()[0])
    '7 × 7 convolution, 64 filters, stride 2, padding 3, batch norm, ReLU'
    """
    layer = node.layer
    if layer is None:
        parts = [_PLAIN[node.kind]]
    elif node.kind == "dense":
        parts = [f"Dense layer, {format_number(layer.units)} units"]
    else:
        kernel = " × ".join(map(str, layer.kernel))
        if node.kind == "conv":
            parts = [f"{kernel} convolution, {format_number(layer.units)} filters"]
        else:
            parts = [f"{kernel} {'max' if node.kind == 'max' else 'average'} pooling"]
        parts += [f"stride {layer.stride[0]}"] if layer.stride[0] > 1 or node.kind != "conv" else []
        parts += [f"padding {_padding(layer.padding)}"] if _padding(layer.padding) != "0" else []
        parts += [f"{layer.groups} groups"] if layer.groups > 1 else []
        parts += ["windows rounded up"] if node.remainder == "pad" else []
    parts += ["batch norm"] if node.norm else []
    parts += [ACTIVATIONS[node.activation].title] if node.activation else []
    return ", ".join(parts)


def _padding(padding: object) -> str:
    """Write a padding: one number, or rows × columns.

    >>> _padding((0, 3)), _padding((1, 1)), _padding(1)
    ('0 × 3', '1', '1')
    """
    match padding:
        case (rows, columns) if rows != columns:
            return f"{rows} × {columns}"
        case (rows, _):
            return str(rows)
    return str(padding)
