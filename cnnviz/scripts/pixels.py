"""Scripts for a picture as numbers: grey, flattened and folded, correlated, met by a template."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent
from typing import Any

from numpy.typing import NDArray

from cnnviz.images.convert import LUMA
from cnnviz.pixels import Way
from cnnviz.scripts.functions import FUNCTIONS
from cnnviz.scripts.literals import array, picture
from cnnviz.scripts.script import TEMPLATES_FILE, Script, joined, lines

_TORCH = "import numpy as np\nimport torch"
_PERMUTATION = dedent("""\
    def permutation(count, seed):
        keys = np.arange(count, dtype=np.uint32) + np.uint32(seed * 0x9E3779B9 % 2**32)
        for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
            keys = (keys ^ (keys >> np.uint32(shift))) * np.uint32(factor)
        return np.argsort(keys ^ (keys >> np.uint32(16)), kind="stable")""")


def grey_script(image: NDArray[Any], at: tuple[int, int]) -> Script:
    """Write one pixel of an image (H, W) or (3, H, W), and the image in grey as ``output``."""
    read, files = picture(image)
    row, column = at
    if image.ndim == 2:
        shown = lines(f"print(image[{row}, {column}])", "output = image", "print(output.shape, output.size)")
        in_torch = lines(
            f"print(image[{row}, {column}])",
            "output = torch.tensor(image)",
            "print(output.shape, output.numel())",
        )
        return Script(joined("import numpy as np", read, shown), joined(_TORCH, read, in_torch), files)
    red, green, blue = LUMA
    pixel = f"print(image[:, {row}, {column}])  # red, green, blue"
    weights = f"[{red}, {green}, {blue}]"
    return Script(
        joined(
            "import numpy as np",
            read,
            lines(
                pixel,
                f"output = np.tensordot({weights}, image, axes=1)",
                f"print(output[{row}, {column}])",
            ),
        ),
        joined(
            _TORCH,
            read,
            lines(
                pixel,
                f"weights = torch.tensor({weights}, dtype=torch.float64)",
                "output = torch.tensordot(weights, torch.tensor(image).double(), dims=1)",
                f"print(output[{row}, {column}])",
            ),
        ),
        files,
    )


def flat_script(image: NDArray[Any], width: int, seed: int | None) -> Script:
    """Write the line that an image (H, W) becomes, shuffled or not, folded at a width as ``output``.

    Examples
    --------
    >>> import numpy as np
    >>> print(flat_script(np.array([[1.0, 2.0], [3.0, 4.0]]), 2, None).numpy.split("np.float64)")[1].strip())
    line = image.reshape(-1)
    output = np.pad(line, (0, -len(line) % 2)).reshape(-1, 2)
    print(len(line), output.shape)
    """
    read, files = picture(image)
    mixed = "" if seed is None else f"line = line[permutation(len(line), seed={seed})]"
    function = "" if seed is None else _PERMUTATION
    folded = f"np.pad(line, (0, -len(line) % {width})).reshape(-1, {width})"
    in_torch = f"torch.nn.functional.pad(line, (0, -len(line) % {width})).reshape(-1, {width})"
    last = "print(len(line), output.shape)"
    return Script(
        joined(
            "import numpy as np",
            function,
            read,
            lines("line = image.reshape(-1)", mixed, f"output = {folded}", last),
        ),
        joined(
            _TORCH,
            function,
            read,
            lines("line = torch.tensor(image).flatten()", mixed, f"output = {in_torch}", last),
        ),
        files,
    )


def near_script(image: NDArray[Any], distance: int, way: Way, seed: int | None) -> Script:
    """Write the correlation of an image's pixels with those a distance away, as ``output``."""
    read, files = picture(image)
    mixed = (
        ""
        if seed is None
        else f"image = image.ravel()[permutation(image.size, seed={seed})].reshape(image.shape)"
    )
    ends = (
        (f"[:, :-{distance}]", f"[:, {distance}:]")
        if way == "right"
        else (f"[:-{distance}]", f"[{distance}:]")
    )
    first, second = (f"image{end}.ravel()" for end in ends)
    stacked = lines(
        f"first = torch.tensor(image{ends[0]}).double().flatten()",
        f"second = torch.tensor(image{ends[1]}).double().flatten()",
        "output = torch.corrcoef(torch.stack([first, second]))[0, 1]",
        "print(output)",
    )
    function = "" if seed is None else _PERMUTATION
    return Script(
        joined(
            "import numpy as np",
            function,
            lines(read, mixed),
            lines(
                f"first, second = {first}, {second}",
                "output = np.corrcoef(first, second)[0, 1]",
                "print(output)",
            ),
        ),
        joined(_TORCH, function, lines(read, mixed), stacked),
        files,
    )


def template_script(
    template: NDArray[Any], image: NDArray[Any], classes: Sequence[str] = (), label: int = 0
) -> Script:
    """Write what a template answers to an image; with classes, the probabilities of all trained ones.

    Returns
    -------
    Script
        ``output`` is the sum of the products, or (classes,) probabilities.
    """
    read, files = picture(image)
    if not classes:
        weights = f"template = {array(template)}"
        last = lines("output = (template * image).sum()", "print(output)")
        in_torch = lines("output = (torch.tensor(template) * torch.tensor(image)).sum()", "print(output)")
        return Script(
            joined("import numpy as np", read, weights, last), joined(_TORCH, read, weights, in_torch), files
        )
    load = lines(f'weights = np.load("{TEMPLATES_FILE}")', f"classes = {list(classes)}")
    tell = lines(f"print(logits[{label}])", "print(classes[output.argmax()], output.max())")
    return Script(
        joined(
            "import numpy as np",
            FUNCTIONS["softmax"],
            lines(read, load),
            lines(
                'logits = weights["weight"] @ image.ravel() + weights["bias"]',
                "output = softmax(logits)",
                tell,
            ),
        ),
        joined(
            _TORCH,
            lines(read, load),
            lines(
                'weight, bias = (torch.tensor(weights[name]).double() for name in ("weight", "bias"))',
                "logits = weight @ torch.tensor(image).flatten() + bias",
                "output = torch.softmax(logits, dim=0)",
                tell,
            ),
        ),
        (*files, TEMPLATES_FILE),
    )
