"""Scripts for the whole trained network, from the picture to the probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cnnviz.network.layers import ReLU
from cnnviz.network.sequential import Sequential
from cnnviz.scripts.layers import FUNCTIONS, NUMPY, WEIGHTS, in_numpy
from cnnviz.scripts.script import INPUT_FILE, WEIGHTS_FILE, Script, joined, lines

_TORCH: Final = "import numpy as np\nimport torch\nfrom torch import nn"
_READ: Final = f'image = np.load("{INPUT_FILE}")  # 28 × 28, from 0 to 1'
_LOAD: Final = f"""\
weights = np.load("{WEIGHTS_FILE}")
network.load_state_dict({{name: torch.tensor(weights[name]) for name in network.state_dict()}})"""
_RUN: Final = """\
with torch.no_grad():
    scores = network(torch.tensor(image)[None, None])  # a batch of one picture with one channel
    answer = torch.softmax(scores, dim=1)[0]"""
_TELL: Final = """\
for label, share in zip(labels, answer):
    print(f"{label}: {share:.2%}")"""


def network_script(network: Sequential, names: Sequence[str], labels: Sequence[str]) -> Script:
    """Write a whole network with the softmax at its end, for the picture and the weights in two files.

    Parameters
    ----------
    network : Sequential
        Made of convolutions, ReLU, max pooling, flatten and dense layers.
    names : sequence of str
        The layers' names, to be said beside their lines.
    labels : sequence of str
        The classes' names.

    Returns
    -------
    Script
        ``answer`` holds the probabilities, and both scripts print them. They differ from the page's by
        float32's rounding, which grows from layer to layer with the number of products in a sum.

    Raises
    ------
    CnnvizError
        If the network has a layer that there are no lines for.
    """
    functions = "\n\n\n".join(FUNCTIONS.values())
    layers = [f"    nn.{layer!r},  # {name}" for layer, name in zip(network.layers, names, strict=True)]
    return Script(
        joined(
            NUMPY,
            lines(_READ, WEIGHTS, _list(labels)),
            f"\n{functions}\n",
            lines("x = image[None]  # one map", *_steps(network, names), "answer = softmax(x)"),
            _TELL,
        ),
        joined(
            _TORCH,
            lines(_READ, _list(labels)),
            lines("network = nn.Sequential(", *layers, ")", _LOAD),
            _RUN,
            _TELL,
        ),
        (INPUT_FILE, WEIGHTS_FILE),
    )


def _list(labels: Sequence[str]) -> str:
    rows = (", ".join(f'"{label}"' for label in labels[i : i + 5]) for i in range(0, len(labels), 5))
    return lines("labels = [", *(f"    {row}," for row in rows), "]")


def _steps(network: Sequential, names: Sequence[str]) -> list[str]:
    """Write a line for each layer; a ReLU stands in the line of the layer before it."""
    steps: list[tuple[str, str]] = []
    for place, (layer, name) in enumerate(zip(network.layers, names, strict=True)):
        if isinstance(layer, ReLU) and steps:
            before, told = steps.pop()
            steps.append((in_numpy(layer, place, before), f"{told}, {name}"))
        else:
            steps.append((in_numpy(layer, place, "x"), name))
    return [f"x = {step}  # {told}" for step, told in steps]
