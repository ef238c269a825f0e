"""Scripts that count a stack's parameters layer by layer, without a picture."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.counting import Counted
from cnnviz.scripts.script import Script, joined, lines

_PRINT = "print(output, output.sum())"
_META = 'device="meta"'


def counting_script(rows: Sequence[Counted]) -> Script:
    """Write a script for NumPy alone, and one for PyTorch, that leave each layer's parameters in ``output``.

    PyTorch's layers lie on its device without memory, so that the largest can be counted.
    """
    return Script(_in_numpy(rows), _in_torch(rows))


def _in_numpy(rows: Sequence[Counted]) -> str:
    maps, height, width = rows[0].input_shape
    start = joined(
        "import numpy as np", lines(f"channels, rows, columns = {maps}, {height}, {width}", "parameters = []")
    )
    steps = [lines(f"# {row.layer.kind}: {row.shape}", *_step(row)) for row in rows]
    return joined(start, *steps, lines("output = np.array(parameters)", _PRINT))


def _step(row: Counted) -> list[str]:
    layer = row.layer
    if row.plan is None:
        return [
            f"parameters.append({layer.units} * (channels * rows * columns + 1))",
            f"channels, rows, columns = {layer.units}, 1, 1",
        ]
    made = []
    for name, axis, one in (("rows", 0, row.plan.rows), ("columns", 1, row.plan.columns)):
        before, after = row.plan.padding[axis]
        size = f"{name} - {one.cut}" if one.cut else name
        taps = f"{layer.dilation[axis]} * ({layer.kernel[axis]} - 1) + 1"
        made.append(f"{name} = ({size} + {before} + {after} - ({taps})) // {layer.stride[axis]} + 1")
    if layer.kind != "conv":
        return [*made, "parameters.append(0)"]
    taps = f"{layer.kernel[0]} * {layer.kernel[1]}"
    learnt = f"parameters.append({layer.units} * (channels // {layer.groups} * {taps} + 1))"
    return [*made, learnt, f"channels = {layer.units}"]


def _in_torch(rows: Sequence[Counted]) -> str:
    written = [layer for row in rows for layer in _layers(row)]
    network = "network = nn.Sequential(\n" + "".join(f"    {layer},\n" for layer in written) + ")"
    shape = ", ".join(map(str, (1, *rows[0].input_shape)))
    check = f"print(network(torch.empty({shape}, {_META})).shape)"
    skipped = "(nn.ZeroPad2d, nn.Flatten)"
    count = (
        "output = np.array([\n    sum(p.numel() for p in layer.parameters())\n"
        f"    for layer in network\n    if not isinstance(layer, {skipped})\n])"
    )
    return joined(
        "import numpy as np\nimport torch\nfrom torch import nn", network, check, lines(count, _PRINT)
    )


def _layers(row: Counted) -> list[str]:
    """The layers of PyTorch that one is: what is padded or cut off comes first."""
    layer = row.layer
    if row.plan is None:
        flat = ["nn.Flatten()"] if len(row.input_shape) > 1 else []
        n_in = row.weights // layer.units
        return [*flat, f"nn.Linear({n_in}, {layer.units}, {_META})"]
    (top, bottom), (left, right) = row.plan.padding
    sides = (left, right - row.plan.columns.cut, top, bottom - row.plan.rows.cut)
    pad = [f"nn.ZeroPad2d({sides})"] if any(sides) else []
    window = f"{layer.kernel}, stride={layer.stride}"
    spread = "" if layer.dilation == (1, 1) else f", dilation={layer.dilation}"
    if layer.kind == "conv":
        groups = "" if layer.groups == 1 else f", groups={layer.groups}"
        maps = f"{row.input_shape[0]}, {layer.units}"
        return [*pad, f"nn.Conv2d({maps}, {window}{spread}{groups}, {_META})"]
    return [*pad, f"nn.{'MaxPool2d' if layer.kind == 'max' else 'AvgPool2d'}({window}{spread})"]
