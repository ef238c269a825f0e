"""A chosen kernel on a chosen picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz import geometry, images, operators
from cnnviz.figures import format_number
from cnnviz.geometry import Geometry, Plan
from cnnviz.kernels import CombinedSpec
from pages.ui.inputs.kernel import Choice
from pages.ui.shell.frame import Fact


def convolve(image: NDArray[np.float32], choice: Choice, how: Geometry, plan: Plan) -> NDArray[np.float32]:
    """Slide the kernel over a picture, over each colour by itself; combine the answers of several kernels.

    Parameters
    ----------
    image : (H, W) or (3, H, W)
        Made grey for kernels whose answers are combined.

    Returns
    -------
    (H', W') or (3, H', W')
    """
    if isinstance(choice.spec, CombinedSpec):
        image = images.to_grey(image)
        answers = [_one(image, kernel, how, plan) for kernel in choice.kernels]
        return choice.spec.combine(np.stack(answers)).astype(np.float32, copy=False)
    if image.ndim == 2:
        return _one(image, choice.kernels[0], how, plan)
    return np.stack([_one(channel, choice.kernels[0], how, plan) for channel in image])


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


def _one(
    image: NDArray[np.float32], kernel: NDArray[np.float32], how: Geometry, plan: Plan
) -> NDArray[np.float32]:
    rows, columns = plan.cropped((image.shape[0], image.shape[1]))
    return operators.conv2d(
        image[:rows, :columns].astype(np.float64),
        kernel.astype(np.float64),
        stride=how.stride,
        padding=plan.padding,
        dilation=how.dilation,
        mode=how.mode,
    )
