"""Networks in ONNX files: a chain of nodes, each translated to the layer that torch would call it.

The package ``onnx`` only parses the file; without it such files are refused with a sentence.
"""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError, WeightsError
from cnnviz.models.loading.archives import File
from cnnviz.models.loading.described import Described, finite
from cnnviz.models.loading.limits import (
    MOST_LAYERS,
    MOST_ONNX_BYTES,
    MOST_ONNX_PARTS,
    MOST_PARAMETERS,
)
from cnnviz.models.loading.onnx_nodes import NODES
from cnnviz.models.loading.wire import has_more_parts
from cnnviz.network.archive import exceeds
from cnnviz.typed.signs import quoted

_MOST_AXES: Final = 8
_BROKEN: Final = "this is no complete ONNX file; export the network again"


def read_onnx(data: bytes) -> File:
    """Read an ONNX file.

    Raises
    ------
    WeightsError
        If the package is missing, or the file is too large, damaged, refers to other files, or holds
        something else than a chain of the layers that are here.
    """
    if len(data) > MOST_ONNX_BYTES:
        raise WeightsError(
            f"an ONNX file of at most {MOST_ONNX_BYTES // 10**6} MB is read; this one is larger"
        )
    try:
        import onnx
    except ImportError:
        raise WeightsError(
            "this server can't read ONNX files: the package onnx is not installed. Install it with "
            "“pip install -r requirements-onnx.txt”, or export from PyTorch by the script that “Code” shows"
        ) from None
    try:
        if has_more_parts(data, onnx.ModelProto.DESCRIPTOR, MOST_ONNX_PARTS):
            raise WeightsError(
                f"an ONNX file of at most {MOST_ONNX_PARTS:,} parts is read; this one has more: load a "
                "smaller network"
            )
        graph = onnx.ModelProto.FromString(data).graph
        return _Chain(graph).file()
    except CnnvizError:
        raise
    except Exception as error:  # a reader may fail on untrusted bytes with any class of error
        raise WeightsError(_BROKEN) from error


class _Chain:
    """A graph as a chain of nodes, from the one input to the output."""

    def __init__(self, graph: Any) -> None:
        self.constants = {tensor.name: tensor for tensor in graph.initializer}
        self.graph = graph
        for node in graph.node:
            if node.op_type == "Constant":
                value = next((a.t for a in node.attribute if a.name == "value"), None)
                if value is not None:
                    self.constants[node.output[0]] = value

    def file(self) -> File:
        nodes = [node for node in self.graph.node if node.op_type != "Constant"]
        inputs = [one for one in self.graph.input if one.name not in self.constants]
        if len(nodes) > 2 * MOST_LAYERS:
            raise WeightsError(f"the network has over {2 * MOST_LAYERS} nodes, more than are shown")
        if len(inputs) != 1 or len(self.graph.output) != 1 or not nodes:
            raise WeightsError(
                f"the file's graph has {len(inputs)} inputs and {len(self.graph.output)} outputs; a chain of "
                "layers with one of each can be shown"
            )
        layers: list[Described] = []
        reached = inputs[0].name
        for node in _fused(nodes):
            given = [name for name in node.input if name and name not in self.constants]
            number = len(layers) + 1
            if given != [reached] or not node.output:
                raise Described(number, node.op_type).refuse(
                    "is not given what the layer before it made, and nothing else; only chains of layers, "
                    "without branches and skips, can be shown"
                )
            layers.append(self._translated(number, node))
            reached = node.output[0]
        if reached != self.graph.output[0].name:
            raise WeightsError("the graph's output is not what its last node makes; export the network again")
        return File(tuple(_merged(layers)), "ONNX", shape=_shape(inputs[0]))

    def _translated(self, number: int, node: Any) -> Described:
        settings = {attribute.name: _value(attribute) for attribute in node.attribute}
        arrays = [self._array(name) if name in self.constants else None for name in node.input]
        bare = Described(number, node.op_type, called=f"{node.op_type} {node.name}".strip())
        if node.domain not in ("", "ai.onnx") or node.op_type not in NODES:
            raise bare.refuse(f"is of a kind that is not here; there are {', '.join(NODES)}")
        kind, own, parts = NODES[node.op_type](bare, settings, arrays)
        return Described(
            number, kind, own, {name: finite(value, str(bare)) for name, value in parts.items()}, bare.called
        )

    def _array(self, name: str) -> NDArray[Any]:
        """Decode a constant, whose size is checked before."""
        import onnx
        from onnx import numpy_helper

        tensor = self.constants[name]
        if tensor.data_location == onnx.TensorProto.EXTERNAL or tensor.external_data:
            raise WeightsError(
                f"the weights “{quoted(name)}” lie in another file, which is not read; save the model as one "
                "file"
            )
        if len(tensor.dims) > _MOST_AXES:
            raise WeightsError(
                f"the weights “{quoted(name)}” have {len(tensor.dims):,} axes; layers here have at most 4"
            )
        if min(tensor.dims, default=0) < 0 or exceeds(tensor.dims, MOST_PARAMETERS):
            raise WeightsError(
                f"the weights “{quoted(name)}” are more than {MOST_PARAMETERS:,} numbers, the most shown here"
            )
        values = np.asarray(numpy_helper.to_array(tensor))
        if values.size != prod(tensor.dims):
            raise WeightsError(_BROKEN)
        return values


def _fused(nodes: list[Any]) -> list[Any]:
    """Take x · sigmoid(x), as exporters write SiLU, as one node."""
    found: list[Any] = []
    for node in nodes:
        before = found[-1] if found else None
        if (
            node.op_type == "Mul"
            and before is not None
            and before.op_type == "Sigmoid"
            and sorted(node.input) == sorted([before.input[0], before.output[0]])
        ):
            merged = type(node)()
            merged.op_type = "Swish"
            merged.input.append(before.input[0])
            merged.output.append(node.output[0])
            found[-1] = merged
        else:
            found.append(node)
    return found


def _merged(layers: list[Described]) -> list[Described]:
    """Take a product and the sum behind it, which is a dense layer, as one; number all anew."""
    found: list[Described] = []
    for layer in layers:
        if layer.kind == "Add":
            before = found[-1] if found else None
            if before is None or before.called.split()[0] != "MatMul" or "bias" in before.arrays:
                raise layer.refuse("adds to what is no product of a dense layer; that can't be shown")
            found[-1] = replace(before, arrays={**before.arrays, **layer.arrays})
        else:
            flat = layer.kind == "BatchNorm2d" and any(one.kind in ("Flatten", "Linear") for one in found)
            found.append(replace(layer, number=len(found) + 1, kind="BatchNorm1d" if flat else layer.kind))
    return found


def _shape(value: Any) -> tuple[int, int, int] | None:
    sizes = [one.dim_value for one in value.type.tensor_type.shape.dim]
    return (sizes[1], sizes[2], sizes[3]) if len(sizes) == 4 and min(sizes[1:]) > 0 else None


def _value(attribute: Any) -> Any:
    """What an attribute holds, if that is a number, a text or a list of whole numbers."""
    kind = attribute.type
    if kind == attribute.FLOAT:
        return float(str(np.float32(attribute.f)))  # 0.01, not 0.009999999776
    if kind == attribute.INT:
        return int(attribute.i)
    if kind == attribute.STRING:
        return attribute.s.decode("utf-8", "replace")
    if kind == attribute.INTS:
        return [int(i) for i in attribute.ints[:8]]
    return None
