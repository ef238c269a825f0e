"""All attribution methods in one table: their names, and their maps for a class of an image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Pair
from cnnviz.attribution.grad_cam import grad_cam
from cnnviz.attribution.gradients import gradient, gradient_times_input, integrated_gradients
from cnnviz.attribution.occlusion import Occlusion, occlude
from cnnviz.attribution.scores import Logit
from cnnviz.attribution.spread import evidence_map
from cnnviz.errors import CnnvizError
from cnnviz.network.layers import Flatten, ReLU
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]
#: Takes a network, an image (C, H, W) and a class; returns a map of the image's shape, large where it
#: speaks for the class.
Method = Callable[[Sequential, Array, int], Array]
Name = Literal["occlusion", "evidence", "gradient", "product", "integrated", "cam"]

#: What the methods are compared with: patches large enough to hide a part of a garment.
REFERENCE = {"size": 7, "stride": 1, "fill": 0.0}
STEPS = 64


@dataclass(frozen=True)
class Asked:
    """A method with its settings; those of other methods do not matter.

    Attributes
    ----------
    method : str
        Of the gradient the absolute value is taken.
    size, stride, fill
        Of `occlusion`.
    steps : int
        Of `integrated_gradients`.
    layer_index : int
        Of the layer that `grad_cam` looks at.
    """

    method: Name
    size: Pair = 7
    stride: int = 1
    fill: float | str = 0.0
    steps: int = STEPS
    layer_index: int = 0

    def __call__(self, network: Sequential, image: Array, label: int) -> Array:
        """Explain a class of an image (C, H, W): a map of its shape.

        Raises
        ------
        CnnvizError
            If there is no such method, or a setting makes no sense.
        """
        score = Logit(network, label)
        match self.method:
            case "occlusion":
                return self.cover(network, image, label).map
            case "evidence":
                return evidence_map(network, image, label)
            case "gradient":
                return np.abs(gradient(score, image))
            case "product":
                return gradient_times_input(score, image)
            case "integrated":
                return integrated_gradients(score, image, self.steps)
            case "cam":
                return grad_cam(network, image, label, self.layer_index).over_image
        raise CnnvizError(f"there is no attribution method “{self.method}”")

    def cover(self, network: Sequential, image: Array, label: int) -> Occlusion:
        """What covering each patch does to the class's score."""
        return occlude(Logit(network, label), image, self.size, self.stride, self.fill)

    def over_colours(self, maps: Array) -> Array:
        """Join a map of each colour, (C, H, W), into one, (H, W).

        What each colour adds is added up; occlusion and Grad-CAM say the same of all colours.
        """
        joined = maps.mean(axis=0) if self.method in ("occlusion", "cam") else maps.sum(axis=0)
        return np.asarray(joined)

    @property
    def measured_as(self) -> str | None:
        """The key of its agreement in agreement.json; None for untried settings."""
        match self.method:
            case "occlusion":
                tried: dict[tuple[object, ...], str] = {
                    tuple(REFERENCE.values()): "occlusion",
                    (4, 2, 0.0): SMALLER,
                }
                return tried.get((self.size, self.stride, self.fill))
            case "integrated":
                return "integrated gradients" if self.steps == STEPS else None
            case "cam":
                return f"{CAM}{self.layer_index}"
        return _MEASURED[self.method]


#: What the names of Grad-CAM begin with; the index of its layer follows.
CAM = "Grad-CAM "
#: Occlusion with smaller patches, which is compared with `REFERENCE` like any other method.
SMALLER = "occlusion 4×4"
_MEASURED = {
    "evidence": "evidence",
    "gradient": "gradient",
    "product": "gradient × input",
}


def occlusion_of(network: Sequential, image: Array, label: int) -> Array:
    """Occlusion of a class's score with the patches of `REFERENCE`."""
    return Asked("occlusion")(network, image, label)


def relus(network: Sequential) -> list[int]:
    """Indices of the layers that Grad-CAM is offered for."""
    flat = next((at for at, layer in enumerate(network.layers) if isinstance(layer, Flatten)), None)
    return [at for at, layer in enumerate(network.layers[:flat]) if isinstance(layer, ReLU)]


def methods(network: Sequential) -> dict[str, Method]:
    """Every method by its key; Grad-CAM once for each ReLU of the network, by its layer's index."""
    asked = [
        Asked("occlusion", 4, 2),
        Asked("evidence"),
        Asked("gradient"),
        Asked("product"),
        Asked("integrated"),
        *(Asked("cam", layer_index=layer_index) for layer_index in relus(network)),
    ]
    return {str(one.measured_as): one for one in asked}
