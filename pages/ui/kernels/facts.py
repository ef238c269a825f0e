"""Numbers about a kernel's output."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz import geometry
from cnnviz.figures import format_number
from cnnviz.filtering import Choice
from cnnviz.geometry import Plan
from pages.ui.figures.facts import Fact


def facts(answer: NDArray[np.float32], choice: Choice, plan: Plan) -> list[Fact]:
    """Size, range and cost of an answer."""
    planes = answer.reshape(-1, *answer.shape[-2:])
    times = len(choice.kernels) * len(planes)
    products = geometry.multiplications((times, *planes.shape[1:]), 1, choice.size)
    rows, columns = choice.size
    origin = f"{planes.shape[1]}·{planes.shape[2]} outputs × {rows}·{columns} weights"
    if len(planes) > 1:
        origin += f" × {len(planes)} colours"
    if len(choice.kernels) > 1:
        origin += f" × {len(choice.kernels)} kernels"
    return [
        Fact("Output", " × ".join(map(str, answer.shape[-2:])), plan.formula()),
        Fact("Values", f"{format_number(answer.min())} … {format_number(answer.max())}"),
        Fact("Multiplications", format_number(products), origin),
    ]
