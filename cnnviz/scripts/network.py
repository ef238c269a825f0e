"""Scripts for the whole trained network, from the picture to the probabilities."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

from cnnviz.network.layers import BatchNorm2d, Dropout, ReLU
from cnnviz.network.sequential import Sequential
from cnnviz.scripts.functions import FUNCTIONS
from cnnviz.scripts.layers import NUMPY, WEIGHTS, in_numpy
from cnnviz.scripts.script import INPUT_FILE, WEIGHTS_FILE, Script, joined, lines

_TORCH: Final = "import numpy as np\nimport torch\nfrom torch import nn"
_READ: Final = f'image = np.load("{INPUT_FILE}")  # {{size}}, from 0 to 1'
_LOAD: Final = f"""\
with np.load("{WEIGHTS_FILE}") as weights:
    network.load_state_dict({{name: torch.tensor(weights[name]) for name in weights if "." in name}})"""
_RUN: Final = """\
with torch.no_grad():
    logits = network(torch.tensor(image)[{axes}])  # a batch of one picture with {channels}
    output = torch.softmax(logits, dim=1)[0]"""
#: Seven digits, as float32 has: in percent with two decimals, a share just below 1 would be 100 %.
_TELL: Final = """\
for label, share in zip(labels, output):
    print(f"{label}: {share:.7g}")"""


def network_script(
    network: Sequential,
    names: Sequence[str],
    labels: Sequence[str],
    weights_file: str = WEIGHTS_FILE,
    shape: tuple[int, int, int] = (1, 28, 28),
) -> Script:
    """Write a whole network with the softmax at its end, for the picture and the weights in two files.

    Parameters
    ----------
    network : Sequential
        As it is in a test: dropout does nothing, batch norm uses what it kept.
    names : sequence of str
        The layers' names, to be said beside their lines.
    labels : sequence of str
        The classes' names.
    weights_file : str
        What `cnnviz.network.weights.save` wrote, by its name.
    shape : (C, H, W)
        Of the network's input; a picture of one channel is (H, W).

    Returns
    -------
    Script
        ``output`` holds the probabilities, and both scripts print them. They differ from the page's by
        float32's rounding, which grows from layer to layer with the number of products in a sum.

    Raises
    ------
    CnnvizError
        If the network has a layer that there are no lines for.
    """
    steps, functions = numpy_layers(network, names, "softmax")
    run = _RUN.format(
        axes="None, None" if shape[0] == 1 else "None",
        channels="one channel" if shape[0] == 1 else f"{shape[0]} channels",
    )
    return Script(
        joined(
            lines("import math" if "math." in functions else "", NUMPY),
            lines(read_input(shape), WEIGHTS.replace(WEIGHTS_FILE, weights_file), written_labels(labels)),
            f"\n{functions}\n",
            lines(
                "x = image[None]  # one map" if shape[0] == 1 else "x = image", *steps, "output = softmax(x)"
            ),
            _TELL,
        ),
        joined(
            _TORCH,
            lines(read_input(shape), written_labels(labels)),
            torch_network(network, names, weights_file),
            run,
            _TELL,
        ),
        (INPUT_FILE, weights_file),
    )


def read_input(shape: tuple[int, int, int]) -> str:
    """Write the line that reads the picture."""
    return _READ.format(size=" × ".join(map(str, shape[1:] if shape[0] == 1 else shape)))


def numpy_layers(network: Sequential, names: Sequence[str], *more: str) -> tuple[list[str], str]:
    """Write a line for each layer that turns ``x`` into what it makes, and the functions that they call.

    `more` are further functions that a script calls.
    """
    steps = _steps(network, names)
    called = {*re.findall(r"(\w+)\(", "".join(step.partition("#")[0] for step in steps)), *more}
    return steps, "\n\n\n".join(code for name, code in FUNCTIONS.items() if name in called)


def torch_network(
    network: Sequential, names: Sequence[str], weights_file: str = WEIGHTS_FILE, *, strict: bool = True
) -> str:
    """Write a network of torch's modules that loads the weights, as it is in a test.

    If it is the beginning of the one whose weights they are, it is not `strict`: some are left over.
    """
    tested = any(isinstance(layer, BatchNorm2d | Dropout) for layer in network.layers)
    load = _LOAD.replace(WEIGHTS_FILE, weights_file)
    layers = [f"    nn.{layer!r},  # {name}" for layer, name in zip(network.layers, names, strict=True)]
    return lines(
        *("network = nn.Sequential(", *layers, ")"),
        load if strict else load.replace("})", "}, strict=False)"),
        "network.eval()  # as in a test, not in training" if tested else "",
    )


def written_labels(labels: Sequence[str]) -> str:
    """Write the line that lists the classes."""
    rows = (
        ", ".join(json.dumps(label, ensure_ascii=False) for label in labels[i : i + 5])
        for i in range(0, len(labels), 5)
    )
    return lines("labels = [", *(f"    {row}," for row in rows), "]")


def _steps(network: Sequential, names: Sequence[str]) -> list[str]:
    """Write a line for each layer; a ReLU stands in the line of the layer before it."""
    steps: list[tuple[str, str]] = []
    for layer_index, (layer, name) in enumerate(zip(network.layers, names, strict=True)):
        if isinstance(layer, Dropout):  # only training knows it
            continue
        if isinstance(layer, ReLU) and steps:
            before, told = steps.pop()
            steps.append((in_numpy(layer, layer_index, before), f"{told}, {name}"))
        else:
            steps.append((in_numpy(layer, layer_index, "x"), name))
    return [f"x = {step}  # {told}" for step, told in steps]
