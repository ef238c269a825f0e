"""Every method of attribution under one roof: what it is called, and its map for a class of an image."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.attribution.grad_cam import grad_cam
from cnnviz.attribution.gradients import gradient, gradient_times_input, integrated_gradients
from cnnviz.attribution.occlusion import occlusion
from cnnviz.attribution.scores import Logit
from cnnviz.attribution.spread import evidence_map
from cnnviz.network.layers import ReLU
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]
#: Takes a network, an image (C, H, W) and a class; returns a map of the image's shape, large where it
#: speaks for the class.
Method = Callable[[Sequential, Array, int], Array]

#: What the methods are compared with: patches large enough to hide a part of a garment.
REFERENCE = {"size": 7, "stride": 1, "fill": 0.0}
STEPS = 64


def occlusion_of(network: Sequential, image: Array, label: int, **how: Any) -> Array:
    """Occlusion of a class's score."""
    return occlusion(Logit(network, label), image, **(how or REFERENCE))


def methods(network: Sequential) -> dict[str, Method]:
    """Every method by its key; Grad-CAM once for each ReLU of the network, by its layer's place."""
    made: dict[str, Method] = {
        "occlusion 4×4": lambda n, x, k: occlusion_of(n, x, k, size=4, stride=2),
        "evidence": evidence_map,
        "gradient": lambda n, x, k: np.abs(gradient(Logit(n, k), x)),
        "gradient × input": lambda n, x, k: gradient_times_input(Logit(n, k), x),
        "integrated gradients": lambda n, x, k: integrated_gradients(Logit(n, k), x, STEPS),
    }
    relus = [place for place, layer in enumerate(network.layers) if isinstance(layer, ReLU)]
    return made | {f"Grad-CAM {place}": _cam(place) for place in relus}


def _cam(place: int) -> Method:
    return lambda network, image, label: grad_cam(network, image, label, place).over_image
