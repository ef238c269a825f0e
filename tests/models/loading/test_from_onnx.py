"""A network in an ONNX file. Graphs are built here as exporters do: torch's own needs more packages."""

import contextlib
import sys
from types import SimpleNamespace

import numpy as np
import onnx
import pytest
import torch
from torch import nn

from cnnviz.errors import WeightsError
from cnnviz.models.loading.limits import MOST_ONNX_BYTES, MOST_ONNX_PARTS
from cnnviz.models.loading.read import open_network, read
from cnnviz.models.loading.wire import has_more_parts
from tests.models.loading.exported import logits_of, random_network
from tests.models.loading.test_from_torch import rounding

helper, to_tensor = onnx.helper, onnx.numpy_helper.from_array


class Writer:
    """A chain of nodes."""

    def __init__(self):
        self.nodes, self.weights, self.last = [], [], "input"

    def add(self, kind, *arrays, behind=True, **attributes):
        names = []
        for array in arrays:
            names.append(f"w{len(self.weights)}")
            array = array.detach().numpy() if isinstance(array, torch.Tensor) else array
            self.weights.append(to_tensor(np.ascontiguousarray(array), names[-1]))
        given = [self.last, *names] if behind else [*names, self.last]
        self.last = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, given, [self.last], **attributes))

    def model(self, shape):
        value = helper.make_tensor_value_info
        graph = helper.make_graph(
            self.nodes,
            "net",
            [value("input", onnx.TensorProto.FLOAT, ["batch", *shape])],
            [value(self.last, onnx.TensorProto.FLOAT, ["batch", "classes"])],
            self.weights,
        )
        return helper.make_model(graph)


def written(network, shape, dense="Gemm", flat="Flatten"):
    """Write a network of PyTorch as its own exporter does."""
    out = Writer()
    for m in network:
        match m:
            case nn.Conv2d():
                bias = [] if m.bias is None else [m.bias]
                out.add(
                    "Conv",
                    m.weight,
                    *bias,
                    kernel_shape=m.kernel_size,
                    strides=m.stride,
                    pads=m.padding * 2,
                    dilations=m.dilation,
                    group=m.groups,
                )
            case nn.BatchNorm2d() | nn.BatchNorm1d():
                out.add("BatchNormalization", m.weight, m.bias, m.running_mean, m.running_var, epsilon=m.eps)
            case nn.MaxPool2d() | nn.AvgPool2d():
                kind = "MaxPool" if isinstance(m, nn.MaxPool2d) else "AveragePool"
                out.add(kind, kernel_shape=[m.kernel_size] * 2, strides=[m.stride] * 2, pads=[0] * 4)
            case nn.AdaptiveAvgPool2d():
                out.add("GlobalAveragePool")
            case nn.Flatten():
                out.add(*(["Flatten"] if flat == "Flatten" else ["Reshape", np.array([0, -1])]))
            case nn.Linear():
                if dense == "Gemm":
                    out.add("Gemm", m.weight, m.bias, transB=1)
                else:
                    out.add("MatMul", m.weight.T)
                    out.add("Add", m.bias, behind=dense == "MatMul, Add")
            case nn.SiLU():
                before = out.last
                out.add("Sigmoid")
                out.nodes.append(helper.make_node("Mul", [before, out.last], ["product" + before]))
                out.last = "product" + before
            case nn.Dropout() | nn.Dropout2d():
                out.add("Identity")
            case nn.Softmax():
                out.add("Softmax", axis=1)
            case _:
                words = {"ReLU": "Relu", "LeakyReLU": "LeakyRelu", "ELU": "Elu", "GELU": "Gelu"}
                more = {"alpha": 0.01} if isinstance(m, nn.LeakyReLU) else {}
                name = type(m).__name__
                out.add(words.get(name, name), **more)
    return out.model(shape)


@pytest.mark.parametrize("seed", range(10))
def test_a_random_network_has_the_same_scores(seed):
    network, shape = random_network(seed)
    dense = ("Gemm", "MatMul, Add", "MatMul, Add turned round")[seed % 3]
    model = written(network, shape, dense, ("Flatten", "Reshape")[seed % 2])
    onnx.checker.check_model(model)
    built = open_network(read(model.SerializeToString()))
    assert built.shape == shape
    x = torch.randn(16, *shape)
    np.testing.assert_allclose(
        built.network(x.numpy()), logits_of(network, x), rtol=0, atol=rounding(network, x)
    )


def small():
    """A model of one convolution and one dense layer."""
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(72, 3))
    return written(network, (1, 8, 8))


def elsewhere(model):
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = onnx.TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="/etc/passwd")


def huge(model):
    model.graph.initializer[0].dims[:] = [2**40, 2**40]


def crowded(model):
    model.graph.initializer[0].dims[:] = [1] * 1000


def negative(model):
    model.graph.initializer[0].dims[:] = [-2, 1, 3, 3]


def short(model):
    model.graph.initializer[0].raw_data = b"1234"


def of_text(model):
    model.graph.initializer[0].CopyFrom(helper.make_tensor("w0", onnx.TensorProto.STRING, [2], [b"a", b"b"]))


def not_finite(model):
    model.graph.initializer[0].CopyFrom(to_tensor(np.full((2, 1, 3, 3), np.nan, np.float32), "w0"))


def branch(model):
    model.graph.node[1].input[0] = "input"


def skip(model):
    model.graph.node.insert(2, helper.make_node("Add", ["n0", "n1"], ["sum"]))
    model.graph.node[3].input[0] = "sum"


def foreign(model):
    model.graph.node[1].domain = "com.example"


def of_another_kind(model):
    model.graph.node[1].op_type = "Sin"


def long(model):
    model.graph.node.extend([helper.make_node("Relu", ["n3"], ["n3"])] * 300)


def lopsided(model):
    next(a for a in model.graph.node[0].attribute if a.name == "pads").ints[:] = [0, 0, 1, 1]


def two_inputs(model):
    model.graph.input.append(model.graph.input[0])


def groups(model):
    next(a for a in model.graph.node[0].attribute if a.name == "group").i = 2**40


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (elsewhere, "lie in another file, which is not read"),
        (huge, "more than 1,000,000 numbers"),
        (crowded, "have 1,000 axes; layers here have at most 4"),
        (negative, "more than 1,000,000 numbers"),
        (short, "no complete ONNX file"),
        (of_text, "does not hold plain numbers|no complete ONNX file|no kernels"),
        (not_finite, "not finite"),
        (branch, r"layer 2 \(Relu\) is not given what the layer before it made"),
        (skip, r"layer 3 \(Add\) is not given what the layer before it made, and nothing else"),
        (foreign, r"layer 2 \(Relu\) is of a kind that is not here"),
        (of_another_kind, r"layer 2 \(Sin\) is of a kind that is not here; there are Conv"),
        (long, "over 200 nodes"),
        (lopsided, r"layer 1 \(Conv\) has another padding at its start"),
        (two_inputs, "2 inputs"),
        (groups, r"layer 1 \(Conv\) has no kernels of two dimensions|a whole number"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(change, sentence):
    model = small()
    change(model)
    with pytest.raises(WeightsError, match=sentence):
        open_network(read(model.SerializeToString()))


def test_a_file_that_is_too_large_is_not_parsed(monkeypatch):
    monkeypatch.setattr(onnx, "ModelProto", None)
    with pytest.raises(WeightsError, match="at most 10 MB"):
        read(b"\x08" + bytes(MOST_ONNX_BYTES))


def part(number, content):
    """A part of a message, as Protocol Buffers writes it."""
    length, written_length = len(content), b""
    while length > 127:
        written_length, length = written_length + bytes([length & 127 | 128]), length >> 7
    return bytes([number << 3 | 2]) + written_length + bytes([length]) + content


MANY = MOST_ONNX_PARTS + 1
CROWDED = {
    "nodes": part(7, b"\x0a\0" * MANY),
    "weights": part(7, b"\x2a\0" * MANY),
    "settings of a node": part(7, part(1, b"\x2a\0" * MANY)),
    "axes of weights": part(7, part(5, b"\x08\1" * MANY)),
    "nodes behind nodes": part(7, part(1, part(5, part(6, b"\x0a\0" * MANY)))),
    "versions": part(8, b"") * MANY,
}


@pytest.mark.parametrize("crowd", CROWDED.values(), ids=CROWDED)
def test_a_file_of_very_many_parts_is_not_parsed(crowd, monkeypatch):
    monkeypatch.setattr(onnx, "ModelProto", SimpleNamespace(DESCRIPTOR=onnx.ModelProto.DESCRIPTOR))
    with pytest.raises(WeightsError, match=f"at most {MOST_ONNX_PARTS:,} parts"):
        read(b"\x08\x0a" + crowd)


def parts_of(message):
    """How many parts a message has, with those of the messages in it."""
    count = 0
    for field, value in message.ListFields():
        values = value if field.is_repeated else [value]
        count += 1 if field.is_packed else len(values)
        count += sum(map(parts_of, values)) if field.message_type else 0
    return count


def test_parts_are_counted_as_they_are_read():
    model = small()
    data, kind, count = model.SerializeToString(), onnx.ModelProto.DESCRIPTOR, parts_of(model)
    assert not has_more_parts(data, kind, count)
    assert has_more_parts(data, kind, count - 1)
    assert count < MOST_ONNX_PARTS / 100
    for end in range(1, len(data), 7):
        with contextlib.suppress(ValueError):
            assert not has_more_parts(data[:end], kind, count)


def test_without_the_package_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(WeightsError, match=r"pip install -r requirements-onnx\.txt"):
        read(small().SerializeToString())
