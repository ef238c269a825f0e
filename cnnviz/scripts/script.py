"""What every script has: two languages, the files it reads, its first lines and its last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: What a script reads, by the names under which a page offers them: the picture; the trained network, as
#: `cnnviz.network.weights` writes it; and what each of its layers made, as `Classifier.archive` writes it.
INPUT_FILE: Final = "cnnviz-input.npy"
WEIGHTS_FILE: Final = "cnnviz-classifier.npz"
LAYERS_FILE: Final = "cnnviz-network.npz"
#: Many pictures of one size.
IMAGES_FILE: Final = "cnnviz-images.npy"
#: A network that was trained live, as `cnnviz.live.weights` writes it.
LIVE_FILE: Final = "cnnviz-live.npz"
#: The weights and biases of ten classes, for a network without hidden layer.
TEMPLATES_FILE: Final = "cnnviz-templates.npz"

TORCH: Final = "import numpy as np\nimport torch\nimport torch.nn.functional as F"
#: PyTorch takes batches of pictures that have channels.
IMAGES: Final = "images = torch.tensor(image)[None, None]  # a batch of one picture with one channel"
COLOURS: Final = "images = torch.tensor(image)[:, None]  # a batch, each colour a picture of its own"
PRINT: Final = "print(output.shape, output.min(), output.max())"


@dataclass(frozen=True)
class Script:
    """The same computation twice, each a whole program that leaves its result under the name ``output``.

    Attributes
    ----------
    numpy, torch : str
        For NumPy alone, and for NumPy and PyTorch. Where it takes gradients, the first may be "".
    files : tuple of str
        The files that have to lie beside them: some of `INPUT_FILE`, `WEIGHTS_FILE` and `LAYERS_FILE`.
    keras : str
        A network for Keras, which says itself what it comes to; "" where there is none.
    """

    numpy: str
    torch: str
    files: tuple[str, ...] = ()
    keras: str = ""


def joined(*parts: str) -> str:
    """Put parts of a script under each other with a blank line between them; what is empty is left out."""
    return "\n\n".join(part for part in parts if part)


def lines(*written: str) -> str:
    """Put lines under each other; what is empty is left out."""
    return "\n".join(line for line in written if line)


def call(function: str, *arguments: str, defaults: dict[str, object] | None = None, **options: object) -> str:
    """Write a call, without the options that have their default; a pair of equals is written once.

    Examples
    --------
    >>> call("F.max_pool2d", "maps", kernel_size=(2, 2), padding=0, defaults={"padding": 0})
    'F.max_pool2d(maps, kernel_size=2)'
    """
    named = options_of(defaults or {}, **options)
    return f"{function}({', '.join([*arguments, *([named] if named else [])])})"


def options_of(defaults: dict[str, object], **options: object) -> str:
    """Write the options of a call without those that have their default; a pair of equals is written once."""
    told = {name: _once(value) for name, value in options.items()}
    return ", ".join(f"{name}={value}" for name, value in told.items() if defaults.get(name, ...) != value)


def _once(value: object) -> object:
    return value[0] if isinstance(value, tuple) and len(set(value)) == 1 else value
