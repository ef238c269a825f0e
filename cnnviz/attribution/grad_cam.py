"""Grad-CAM: which positions of a layer's maps speak for a class.

Selvaraju et al. (2017), "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.attribution.checks import batch_of, layer_of_maps
from cnnviz.attribution.scores import Logit
from cnnviz.attribution.spread import upsample
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]


@dataclass(frozen=True)
class GradCam:
    """Grad-CAM of one layer; with a batch's axis in front if a batch was given.

    Attributes
    ----------
    weights : ndarray, shape (maps,)
        The weight of each map: the mean gradient of the class's logit over its positions.
    map : ndarray, shape (h, w)
        The weighted sum of the maps where it is positive, else 0: ≥ 0.
    over_image : ndarray, shape (C, H, W)
        The same, enlarged to the image's shape by bilinear interpolation, alike in each channel.
    """

    weights: Array
    map: Array
    over_image: Array

    @property
    def blank(self) -> bool:
        """Whether no position of any image speaks for the class in this layer, which happens."""
        return not self.map.any()


def grad_cam(network: Sequential, image: ArrayLike, label: int, layer_index: int) -> GradCam:
    """Weight a layer's maps by the class's mean gradient and add them up.

    Parameters
    ----------
    network : Sequential
        Ends with one number for each class.
    image : array_like, shape (C, H, W) or (N, C, H, W)
        0–1.
    label : int
        The class whose logit is explained.
    layer_index : int
        Index of the layer, counted from 0: a convolution, or a ReLU or pool after one.

    Raises
    ------
    CnnvizError
        If the image, class or layer is not valid.
    """
    images = batch_of(image)
    layer_index = layer_of_maps(network, layer_index)
    maps = images
    for layer in network.layers[: layer_index + 1]:
        maps = layer(maps)
    scores, backward = Logit(Sequential(network.layers[layer_index + 1 :]), label).forward(maps)
    weights = backward(np.ones_like(scores)).mean(axis=(2, 3))
    summed = np.maximum(0, (weights[:, :, None, None] * maps).sum(axis=1))
    enlarged = upsample(summed, images.shape[-2:]).astype(summed.dtype)
    over_image = np.repeat(enlarged[:, None], images.shape[1], axis=1)
    if np.ndim(image) == 3:
        return GradCam(weights[0], summed[0], over_image[0])
    return GradCam(weights, summed, over_image)
