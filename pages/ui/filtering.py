"""A chosen kernel on a chosen picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz import geometry, operators
from cnnviz.kernels import CombinedSpec
from pages.ui.geometry_picker import Geometry, Plan
from pages.ui.kernel_picker import Choice


def convolve(image: NDArray[np.float32], choice: Choice, how: Geometry, plan: Plan) -> NDArray[np.float32]:
    """Slide the kernel over a picture, over each colour by itself; combine the answers of several kernels.

    Parameters
    ----------
    image : (H, W) or (3, H, W)
        Grey only for kernels whose answers are combined.

    Returns
    -------
    (H', W') or (3, H', W')
    """
    if isinstance(choice.spec, CombinedSpec):
        answers = [_one(image, kernel, how, plan) for kernel in choice.kernels]
        return choice.spec.combine(np.stack(answers)).astype(np.float32, copy=False)
    if image.ndim == 2:
        return _one(image, choice.kernels[0], how, plan)
    return np.stack([_one(channel, choice.kernels[0], how, plan) for channel in image])


def multiplications(answer: NDArray[np.float32], choice: Choice) -> int:
    """Count the products it took."""
    planes = answer.reshape(-1, *answer.shape[-2:])
    return geometry.multiplications((len(choice.kernels) * len(planes), *planes.shape[1:]), 1, choice.size)


def _one(
    image: NDArray[np.float32], kernel: NDArray[np.float32], how: Geometry, plan: Plan
) -> NDArray[np.float32]:
    return operators.conv2d(
        image, kernel, stride=how.stride, padding=plan.padding, dilation=how.dilation, mode=how.mode
    )
