"""Scripts that hold a network's layers as a table: one counts them by hand, one builds them in PyTorch."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.architectures import Node, Row
from cnnviz.operators import ACTIVATIONS
from cnnviz.scripts.script import Script, joined, lines

_HEAD = "# name: (kind, inputs, numbers)"
_NUMPY = """
shapes, parameters = {"input": INPUT}, []
for name, (kind, inputs, n) in LAYERS.items():
    given = [shapes[one] for one in inputs]
    channels, learnt, shape = given[0][0], 0, given[0]
    if kind in ("conv", "max", "avg"):
        sides = [size + 2 * p - k for size, k, p in zip(shape[1:], n["kernel"], n["padding"])]
        up = n["stride"] - 1 if n.get("ceil") else 0  # a window that hangs over the end counts
        shape = (n.get("filters", channels), *[(side + up) // n["stride"] + 1 for side in sides])
    if kind == "conv":
        weights = channels // n["groups"] * n["kernel"][0] * n["kernel"][1]
        learnt = n["filters"] * (weights + n["bias"] + 2 * n["norm"])  # a batch norm learns two numbers a map
    elif kind == "dense":
        shape, learnt = (n["units"],), n["units"] * (np.prod(shape) + 1)
    elif kind == "mean":
        shape = (channels, 1, 1)
    elif kind == "concat":
        shape = (sum(one[0] for one in given), *shape[1:])
    shapes[name] = shape
    parameters.append(learnt)
    print(name, shape, learnt)

output = np.array(parameters)
print(output.sum())
""".strip()
_TORCH = '''
def build(kind, n, shape):
    """Make a layer for an input of this shape, with its batch norm and its activation."""
    if kind == "conv":
        sizes = shape[0], n["filters"], n["kernel"], n["stride"], n["padding"]
        layer = [nn.Conv2d(*sizes, groups=n["groups"], bias=n["bias"], device="meta")]
        layer += [nn.BatchNorm2d(n["filters"], device="meta")] if n["norm"] else []
    elif kind == "max":
        layer = [nn.MaxPool2d(n["kernel"], n["stride"], n["padding"], ceil_mode=n["ceil"])]
    elif kind == "avg":
        layer = [nn.AvgPool2d(n["kernel"], n["stride"], n["padding"], ceil_mode=n["ceil"])]
    elif kind == "mean":
        layer = [nn.AdaptiveAvgPool2d(1)]
    elif kind == "response":
        layer = [nn.LocalResponseNorm(5, alpha=1e-4, beta=0.75, k=2)]
    elif kind == "dense":
        layer = [nn.Flatten(), nn.Linear(math.prod(shape), n["units"], device="meta")]
    else:
        layer = []  # a join learns nothing
    layer += [getattr(nn, n["activation"])()] if n["activation"] else []
    return nn.Sequential(*layer).eval()  # one picture is no batch to train on


network = nn.ModuleDict()
made = {"input": torch.empty(1, *INPUT, device="meta")}  # shapes without numbers
for name, (kind, inputs, n) in LAYERS.items():
    given = [made[one] for one in inputs]
    joined = {"add": sum, "concat": lambda maps: torch.cat(maps, 1)}.get(kind, lambda maps: maps[0])(given)
    network[name.replace(".", "_")] = layer = build(kind, n, joined.shape[1:])
    made[name] = layer(joined)
    print(name, tuple(made[name].shape[1:]), sum(p.numel() for p in layer.parameters()))

output = np.array([sum(p.numel() for p in layer.parameters()) for layer in network.values()])
print(output.sum())
'''.strip()


def architecture_script(rows: Sequence[Row], input_shape: tuple[int, ...]) -> Script:
    """Write both; each prints the table and leaves the layers' parameters in ``output``.

    PyTorch's layers lie on its device without memory, so that the largest can be built.
    """
    table = lines(
        f"INPUT = {input_shape}", "LAYERS = {", f"    {_HEAD}", *(_entry(row.node) for row in rows), "}"
    )
    return Script(
        joined("import numpy as np", table, _NUMPY),
        joined("import math\n\nimport numpy as np\nimport torch\nfrom torch import nn", table, _TORCH),
    )


def _entry(node: Node) -> str:
    return f'    "{node.name}": ("{node.kind}", {list(node.inputs)}, dict({_numbers(node)})),'


def _numbers(node: Node) -> str:
    """Write what a layer is made of, as arguments."""
    layer = node.layer
    found: dict[str, object] = {}
    if node.kind == "dense" and layer is not None:
        found = {"units": layer.units}
    elif layer is not None:
        found = {"kernel": layer.kernel, "stride": layer.stride[0], "padding": _padding(layer.padding)}
        if node.kind == "conv":
            found |= {"filters": layer.units, "groups": layer.groups, "bias": layer.bias, "norm": node.norm}
        else:
            found |= {"ceil": node.remainder == "pad"}
    found |= {"activation": ACTIVATIONS[node.activation].layer if node.activation else ""}
    return ", ".join(f"{name}={value!r}" for name, value in found.items())


def _padding(padding: object) -> tuple[int, int]:
    """Give the padding of rows and columns, which is the same at both ends."""
    match padding:
        case (int(rows), int(columns)):
            return rows, columns
        case int(both):
            return both, both
    raise TypeError(f"{padding!r} is no padding of a network's layer")
