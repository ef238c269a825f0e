"""Scripts for what is measured of a network: how often it is right, and which images excite a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from cnnviz.network.sequential import Sequential
from cnnviz.scripts.layers import NUMPY, WEIGHTS
from cnnviz.scripts.network import numpy_layers, torch_network, written_labels
from cnnviz.scripts.script import IMAGES_FILE, WEIGHTS_FILE, Script, joined, lines

_CONFUSION: Final = """\
confusion = {array}([  # a row for each true class, a column for each that was predicted
{rows}
]{kind})
hits, count = confusion.{diagonal}(), confusion.sum()
accuracy = hits.sum() / count
z = 1.96  # 95 % of a normal distribution
centre = (accuracy + z**2 / (2 * count)) / (1 + z**2 / count)
spread = z * (accuracy * (1 - accuracy) / count + z**2 / (4 * count**2)) ** 0.5 / (1 + z**2 / count)
print(f"accuracy {{accuracy:.4f}}, 95 % interval {{centre - spread:.4f}} to {{centre + spread:.4f}}")"""
_CLASSES: Final = """\
recall = hits / confusion.sum({axis}=1)  # of a class's images, those that are found
precision = hits / confusion.sum({axis}=0)  # of what is called a class, what is one
output = {stack}([recall, precision])
for label, found, said in zip(labels, recall, precision):
    print(f"{{label}}: recall {{found:.4f}}, precision {{said:.4f}}")"""
_BEST: Final = """\
best = {order}[:9]
output = values[best]
for number, value in zip(best, output):
    print(f"image {{number}}: {{value:.7g}}")"""


def evaluation_script(confusion: Sequence[Sequence[int]], labels: Sequence[str]) -> Script:
    """Write what is counted from a confusion matrix: accuracy with its interval, recall and precision.

    Returns
    -------
    Script
        ``output`` has recall and precision, (2, classes); the latter is NaN for a class that is never named.
    """
    rows = "\n".join(f"    {list(map(int, row))}," for row in confusion)
    by_numpy = _CONFUSION.format(array="np.array", rows=rows, kind="", diagonal="diagonal")
    by_torch = _CONFUSION.format(
        array="torch.tensor", rows=rows, kind=", dtype=torch.float64", diagonal="diagonal"
    )
    return Script(
        joined(
            "import numpy as np",
            lines(written_labels(labels), by_numpy),
            lines(
                'with np.errstate(invalid="ignore"):  # a class that is never named has no precision',
                *("    " + line for line in _CLASSES.format(axis="axis", stack="np.stack").splitlines()),
            ),
        ),
        joined(
            "import torch",
            lines(written_labels(labels), by_torch),
            _CLASSES.format(axis="dim", stack="torch.stack"),
        ),
    )


def favourites_script(
    network: Sequential,
    names: Sequence[str],
    layer_index: int,
    unit: int,
    by: Literal["max", "mean"] = "max",
    shape: tuple[int, int, int] = (1, 28, 28),
) -> Script:
    """Write which nine of many images excite a map most: by its largest value, or by its mean.

    Returns
    -------
    Script
        ``output`` has the map's nine values, the largest first.
    """
    part = Sequential(network.layers[: layer_index + 1])
    steps, functions = numpy_layers(part, names[: layer_index + 1])
    one = "image[None]" if shape[0] == 1 else "image"
    read = f'images = np.load("{IMAGES_FILE}")  # of 0 to 1'
    batch = "torch.tensor(images)" + ("[:, None]" if shape[0] == 1 else "")
    return Script(
        joined(
            lines("import math" if "math." in functions else "", NUMPY),
            lines(read, WEIGHTS),
            f"\n{functions}\n",
            lines("def maps(x):", *("    " + step for step in steps), "    return x\n\n"),
            lines(
                f"values = np.array([maps({one})[{unit}].{by}() for image in images])",
                _BEST.format(order='np.argsort(-values, kind="stable")'),
            ),
        ),
        joined(
            "import numpy as np\nimport torch\nfrom torch import nn",
            read,
            torch_network(part, names[: layer_index + 1], strict=False),
            lines(
                "with torch.no_grad():",
                f"    values = network({batch})[:, {unit}].{'amax' if by == 'max' else 'mean'}(dim=(1, 2))",
                _BEST.format(order="torch.argsort(values, descending=True, stable=True)"),
            ),
        ),
        (IMAGES_FILE, WEIGHTS_FILE),
    )
