"""Scripts of a network of one's own design: as a table in NumPy, as modules in PyTorch, and in Keras."""

from __future__ import annotations

from typing import Final

from cnnviz.architectures import Row
from cnnviz.counting.formulas import shape_text
from cnnviz.designs import Chain, Design, Join, Single, measure_design
from cnnviz.operators import ACTIVATIONS
from cnnviz.scripts.architecture import architecture_script
from cnnviz.scripts.keras import keras_script
from cnnviz.scripts.script import Script, call, joined, lines

_CLASSES: Final = {
    "add": '''
class Add(nn.Module):
    """Runs branches on the same maps, and adds what they give."""

    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, maps):
        return sum(branch(maps) for branch in self.branches)
'''.strip(),
    "concat": '''
class Cat(nn.Module):
    """Runs branches on the same maps, and stacks what they give."""

    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, maps):
        return torch.cat([branch(maps) for branch in self.branches], 1)
'''.strip(),
}
_NAMES: Final = {"add": "Add", "concat": "Cat"}
_META: Final = 'torch.set_default_device("meta")  # sizes without memory; leave this out to train\n'
_LARGE: Final = 20_000_000
"""Parameters from which on a script takes no memory for them."""
_END: Final = """
output = network.eval()(torch.zeros(1, {shape}))
print(tuple(output.shape[1:]), sum(one.numel() for one in network.parameters()), "parameters")
output = np.array([one.numel() for one in network.parameters()])
""".strip()


def design_script(design: Design) -> Script:
    """Write a design whose layers all fit.

    Returns
    -------
    Script
        ``output`` has the parameters of each layer in NumPy, and of each tensor in PyTorch; Keras prints its
        own summary.
    """
    found = measure_design(design)
    table = architecture_script(found.rows, design.shape)
    rows = iter(found.rows)
    modules = _chain(design.layers, rows, 1)
    kinds = [kind for kind in _CLASSES if any(row.node.kind == kind for row in found.rows)]
    torch = joined(
        lines("import numpy as np", "import torch", "from torch import nn"),
        _META.rstrip() if found.parameters > _LARGE else "",
        *(f"\n{_CLASSES[kind]}" for kind in kinds),
        ("\n" if kinds else "") + f"network = nn.Sequential(\n{modules}\n)",
        _END.format(shape=", ".join(map(str, design.shape))),
    )
    return Script(table.numpy, torch, keras=keras_script(design))


def _chain(chain: Chain, rows: object, deep: int) -> str:
    """Write layers one after the other, each with what it makes; rows are given in the order of the text."""
    indent = "    " * deep
    found: list[str] = []
    for part in chain:
        if isinstance(part, Join):
            branches = "\n".join(f"{indent}    {_branch(one, rows, deep + 1)}," for one in part.branches)
            row = next(rows)  # type: ignore[call-overload]
            found.append(f"{indent}{_NAMES[part.kind]}(\n{branches}\n{indent}),{_said(row)}")
            found += [f"{indent}nn.{ACTIVATIONS[part.activation].layer}(),"] if part.activation else []
        else:
            row = next(rows)  # type: ignore[call-overload]
            modules = ", ".join(_modules(part, row))
            found.append(f"{indent}{modules},{_said(row)}")
    return "\n".join(found)


def _branch(chain: Chain, rows: object, deep: int) -> str:
    if not chain:
        return "nn.Identity()"
    return f"nn.Sequential(\n{_chain(chain, rows, deep + 1)}\n{'    ' * deep})"


def _said(row: Row) -> str:
    learns = f", {row.parameters.result} parameters" if row.parameters.value else ""
    return f"  # {row.node.name}: {shape_text(row.shape)}{learns}"


def _modules(part: Single, row: Row) -> list[str]:
    """Write a layer, and what follows it."""
    layer, given = part.layer, row.inputs[0]
    follows = [f"nn.{ACTIVATIONS[part.activation].layer}()"] if part.activation else []
    if layer is None:
        plain = {"mean": "nn.AdaptiveAvgPool2d(1)", "response": "nn.LocalResponseNorm(5, k=2)"}
        return [plain[part.kind], *follows]
    if part.kind == "dense":
        numbers = given[0] * (given[1] * given[2] if len(given) > 1 else 1)
        flat = ["nn.Flatten()"] if len(given) > 1 else []
        return [*flat, f"nn.Linear({numbers}, {layer.units})", *follows]
    if part.kind == "conv":
        made = call(
            "nn.Conv2d",
            str(given[0]),
            str(layer.units),
            str(_once(layer.kernel)),
            stride=layer.stride,
            padding=layer.padding,
            groups=layer.groups,
            bias=layer.bias,
            defaults={"stride": 1, "padding": 0, "groups": 1, "bias": True},
        )
        return [made, *([f"nn.BatchNorm2d({layer.units})"] if part.norm else []), *follows]
    kernel = layer.kernel[0]
    name = "nn.MaxPool2d" if part.kind == "max" else "nn.AvgPool2d"
    how = {"stride": layer.stride, "padding": layer.padding, "ceil_mode": part.remainder == "pad"}
    made = call(name, str(kernel), defaults={"stride": kernel, "padding": 0, "ceil_mode": False}, **how)
    return [made, *follows]


def _once(pair: tuple[int, int]) -> int | tuple[int, int]:
    return pair[0] if pair[0] == pair[1] else pair
