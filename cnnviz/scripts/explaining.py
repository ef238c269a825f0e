"""Scripts for the maps that explain a prediction: the method that is chosen, for one class of one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cnnviz.arguments import pair
from cnnviz.attribution.gradients import CROWDING
from cnnviz.attribution.methods import Asked
from cnnviz.network.sequential import Sequential
from cnnviz.scripts.layers import NUMPY, WEIGHTS
from cnnviz.scripts.network import numpy_layers, read_input, torch_network
from cnnviz.scripts.script import INPUT_FILE, PRINT, TORCH, WEIGHTS_FILE, Script, joined, lines

_SLOPE: Final = """\
x.requires_grad_()
network(x)[0, label].backward()  # the slope of the class's logit along each pixel"""
_TORCH_METHODS: Final = {
    "gradient": f"{_SLOPE}\noutput = x.grad[0].abs().sum(dim=0)",
    "product": f"{_SLOPE}\noutput = (x.grad * x.detach())[0].sum(dim=0)",
    "integrated": """\
cuts = (torch.arange({steps} + 1) / {steps}) ** {crowding}  # of the way from black to the picture
middles, lengths = (cuts[1:] + cuts[:-1]) / 2, cuts.diff()
points = (middles[:, None, None, None] * x).requires_grad_()
network(points)[:, label].sum().backward()
means = (lengths[:, None, None, None] * points.grad).sum(dim=0)
output = (means * x[0]).sum(dim=0)""",
    "cam": """\
maps = network[:{layers}](x).detach().requires_grad_()
network[{layers}:](maps)[0, label].backward()
with torch.no_grad():
    of_maps = maps.grad.mean(dim=(2, 3), keepdim=True)
    small = F.relu((of_maps * maps).sum(dim=1, keepdim=True))
    output = F.interpolate(small, size=({rows}, {columns}), mode="bilinear")[0, 0]""",
    "occlusion": """\
with torch.no_grad():
    score = network(x)[0, label]
    drops, covers = torch.zeros({rows}, {columns}), torch.zeros({rows}, {columns})
    for top in {tops}:
        for left in {lefts}:
            patch = slice(top, top + {tall}), slice(left, left + {broad})
            covered = x.clone()
            covered[(..., *patch)] = {fill}
            drops[patch] += score - network(covered)[0, label]
            covers[patch] += 1
    output = drops / covers  # the mean drop of all patches that covered a pixel""",
    "evidence": """\
with torch.no_grad():
    maps = network[:-2](x)[0]
    cells = (network[-1].weight[label].reshape(maps.shape) * maps).sum(dim=0)
    over = [torch.tensor(shares(*sides)) for sides in zip(({rows}, {columns}), cells.shape)]
    output = over[0] @ cells.double() @ over[1].T""",
}
_NUMPY_METHODS: Final = {
    "occlusion": """\
def logit(x):
{steps}
    return x[label]


score = logit({image})
drops, covers = np.zeros(({rows}, {columns})), np.zeros(({rows}, {columns}))
for top in {tops}:
    for left in {lefts}:
        patch = slice(top, top + {tall}), slice(left, left + {broad})
        covered = {image}.copy()
        covered[(..., *patch)] = {fill}
        drops[patch] += score - logit(covered)
        covers[patch] += 1
output = drops / covers  # the mean drop of all patches that covered a pixel""",
    "evidence": """\
x = {image}
{steps}
cells = (weights["{last}.weight"][label].reshape(x.shape) * x).sum(axis=0)
over = [shares(*sides) for sides in zip(({rows}, {columns}), cells.shape)]
output = over[0] @ cells @ over[1].T""",
}
#: Which share of each of `old` cells lies over each of `new` pixels.
_SHARES: Final = """\
def shares(new, old):
    edges, cells = np.arange(new + 1) * old / new, np.arange(old)
    overlap = np.minimum(edges[1:, None], cells + 1) - np.maximum(edges[:-1, None], cells)
    return np.maximum(0, overlap)  # of each cell's width, what lies over each pixel"""


def explaining_script(
    network: Sequential,
    names: Sequence[str],
    labels: Sequence[str],
    asked: Asked,
    label: int,
    shape: tuple[int, int, int] = (1, 28, 28),
) -> Script:
    """Write what makes a method's map for a class, from the picture and the weights in two files.

    Returns
    -------
    Script
        ``output`` is the map, (rows, columns). NumPy has no gradients by itself: for a method that needs
        them its half is "".
    """
    known = _known(asked, shape, network)
    of_class = f"label = {label}  # {labels[label]!r}"
    shares = f"\n{_SHARES}\n" if asked.method == "evidence" else ""
    batch = "x = torch.tensor(image)" + ("[None, None]" if shape[0] == 1 else "[None]") + "  # a batch of one"
    by_torch = joined(
        lines(TORCH, "from torch import nn"),
        lines(read_input(shape), of_class),
        shares,
        torch_network(network, names),
        lines(batch, _TORCH_METHODS[asked.method].format_map(known), PRINT),
    )
    return Script(
        _by_numpy(network, names, asked, shape, of_class, shares), by_torch, (INPUT_FILE, WEIGHTS_FILE)
    )


def _by_numpy(
    network: Sequential,
    names: Sequence[str],
    asked: Asked,
    shape: tuple[int, int, int],
    of_class: str,
    shares: str,
) -> str:
    if asked.method not in _NUMPY_METHODS:
        return ""
    cut = -2 if asked.method == "evidence" else None  # before flatten and dense
    steps, functions = numpy_layers(Sequential(network.layers[:cut]), names[:cut])
    indent = "    " if asked.method == "occlusion" else ""
    known = _known(asked, shape, network) | {
        "steps": "\n".join(indent + step for step in steps),
        "image": "image[None]" if shape[0] == 1 else "image",
        "last": len(network.layers) - 1,
    }
    return joined(
        lines("import math" if "math." in functions else "", NUMPY),
        lines(read_input(shape), WEIGHTS, of_class),
        f"\n{functions}\n",
        shares,
        lines(_NUMPY_METHODS[asked.method].format_map(known), PRINT),
    )


def _known(asked: Asked, shape: tuple[int, int, int], network: Sequential) -> dict[str, object]:
    """What the lines of a method are filled in with."""
    _, rows, columns = shape
    tall, broad = pair(asked.size, "size", 1)
    last = {"tops": rows - tall, "lefts": columns - broad}
    starts = {name: f"sorted({{*range(0, {end + 1}, {asked.stride}), {end}}})" for name, end in last.items()}
    return {
        "rows": rows,
        "columns": columns,
        "tall": tall,
        "broad": broad,
        "fill": "float(image.mean())" if isinstance(asked.fill, str) else f"{asked.fill:g}",
        "steps": asked.steps,
        "crowding": CROWDING,
        "layers": asked.layer_index + 1,
        **starts,
    }
