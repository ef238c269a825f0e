"""Home's toy: a garment, a kernel, and the map that they give; one touches it at once."""

from __future__ import annotations

from functools import cache

import numpy as np

from cnnviz import operators
from cnnviz.images.arrays import WHITE
from cnnviz.kernels import sobel
from pages.ui.classifier import shipped
from pages.ui.home.examples import GARMENT
from pages.ui.session.component import register
from pages.ui.session.payload import pack

_component = register("toy")

#: A part of the largest number, below which one sees no edge.
_FLAT = 0.2


def show_toy() -> None:
    """Draw it."""
    _component(key="toy", data=_packed())


@cache
def _packed() -> bytes:
    image = np.rint(shipped.gallery().images[GARMENT] * WHITE).astype(np.uint8)
    kernel = sobel("horizontal").astype(np.int16)
    output = operators.conv2d(image.astype(np.float32), kernel.astype(np.float32)).astype(np.int16)
    left = output[:, : output.shape[1] // 2]
    (height, width), side = image.shape, kernel.shape[0]
    header = {
        "at": [int(place) for place in np.unravel_index(left.argmax(), left.shape)],
        "least": _FLAT * float(abs(output).max()),
        "flat": "Hardly any edge here:",
        "above": "Dark above, bright below:",
        "below": "Bright above, dark below:",
        "input": f"A shoe, {height} × {width} pixels. The arrow keys move the window.",
        "weights": f"The kernel: {side} × {side} weights, {_spoken(kernel)}",
        "output": "The output: one number for each place of the window, orange above zero and blue below",
    }
    return pack(header, {"image": image, "kernel": kernel, "map": output})


def _spoken(kernel: np.ndarray) -> str:
    return "; ".join(" ".join(map(str, row)) for row in kernel.tolist()).replace("-", "−")
