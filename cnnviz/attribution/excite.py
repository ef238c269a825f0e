"""The picture that excites a unit most: ascent on the input.

Erhan et al. (2009), "Visualizing Higher-Layer Features of a Deep Network", with the blur and decay of
Yosinski et al. (2015), "Understanding Neural Networks Through Deep Visualization", which suppress noise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import whole
from cnnviz.attribution.checks import class_of, map_of, number_in
from cnnviz.attribution.surgery import convolution_of
from cnnviz.images import resampling
from cnnviz.network.layers import Linear
from cnnviz.network.sequential import Sequential
from cnnviz.operators import relu

Array = NDArray[Any]
Tell = Callable[[int, float, Array], None]
#: The picture starts as grey with this much noise (standard deviation).
START, NOISE = 0.5, 0.1
#: Each step moves pixels by about this much (root mean square), decaying to nothing over the steps.
STRIDE = 0.1
#: After each step the picture decays towards grey by this share, and is blurred by this many pixels.
DECAY, BLUR = 0.005, 0.3
#: The most that may be asked for of both; more leaves only grey.
MOST_DECAY, MOST_BLUR = 0.1, 1.0
#: Slope of the ReLU where a map is 0 (a leaky ReLU): without it a map that is 0 everywhere has no gradient.
LEAK = 0.1


@dataclass(frozen=True)
class Excited:
    """What the ascent found.

    Attributes
    ----------
    image : ndarray, shape (C, H, W), float32
        0–1; the best picture of all steps.
    values : ndarray, shape (steps + 1,)
        The value at each step: a map's mean after ReLU, or a class's logit.
    finished : bool
        Whether all steps were taken before the time was up.
    """

    image: Array
    values: Array
    finished: bool

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.values) - 1


def excite(
    network: Sequential,
    layer_index: int,
    unit: int,
    seed: int = 0,
    steps: int = 60,
    seconds: float = 2.0,
    shape: tuple[int, int, int] = (1, 28, 28),
    decay: float = DECAY,
    blur: float = BLUR,
    tell: Tell | None = None,
) -> Excited:
    """Ascend from grey noise to a picture for which a feature map's mean, or a class's logit, is large.

    Parameters
    ----------
    network : Sequential
    layer_index : int
        Of the layer: a convolution (its map is looked at after ReLU), a ReLU or pool after one (the same map
        is looked at), or a dense layer.
    unit : int
        Which of its maps, or of its outputs.
    seed : int
        Of the noise: another one may lead to another picture.
    steps : int
        The same seed and steps give the same picture, unless the time is up before.
    seconds : float
        When to stop in any case, up to 60.
    shape : (C, H, W)
        Of the input.
    decay : float
        Which share of the way back to grey the picture goes after each step, 0 to 0.1.
    blur : float
        By how many pixels (standard deviation) it is blurred then, 0 to 1. Without both, noise wins: it
        excites a map as well as a pattern does, and no picture of the data looks like it.
    tell : callable, optional
        Called at each step with its number, the value there and the picture.

    Raises
    ------
    CnnvizError
        If an argument makes no sense.
    """
    steps, seconds = whole(steps, "the number of steps"), number_in(seconds, "the time in seconds", 0, 60)
    decay = number_in(decay, "the share of grey", 0, MOST_DECAY)
    blur = number_in(blur, "the blur in pixels", 0, MOST_BLUR)
    part = _part(network, layer_index)
    rng = np.random.default_rng(whole(seed, "the seed", 0))
    image = np.clip(rng.normal(START, NOISE, shape), 0, 1).astype(np.float32)
    until, values, best = perf_counter() + seconds, [-np.inf], image
    for step in range(steps + 1):
        value, slope = _climb(part, image, unit)
        best = image if value > max(values) else best
        values.append(value)
        if tell is not None:
            tell(step, value, image)
        if perf_counter() > until:
            break
        stride = STRIDE * (1 - step / steps)
        image = _regularised(image + stride * slope / (np.sqrt((slope**2).mean()) + 1e-12), decay, blur)
    return Excited(best, np.array(values[1:]), len(values) == steps + 2)


def _part(network: Sequential, layer_index: int) -> Sequential:
    """The network up to the unit's layer."""
    number = whole(layer_index, "the layer's place", 0)
    if number < len(network.layers) and isinstance(network.layers[number], Linear):
        return Sequential(network.layers[: number + 1])
    return Sequential(network.layers[: convolution_of(network, layer_index)[0] + 1])


def _climb(part: Sequential, image: Array, unit: int) -> tuple[float, Array]:
    """The value that is maximised, and its gradient with respect to the pixels."""
    made, backward = part.forward(image[None])
    gradient = np.zeros_like(made)
    if made.ndim == 2:
        label = class_of(unit, made.shape[1])
        gradient[0, label] = 1
        return float(made[0, label]), np.asarray(backward(gradient)[0][0])
    seen = made[0, map_of(unit, made.shape[1])]
    gradient[0, unit] = np.where(seen > 0, 1, LEAK) / seen.size
    return float(relu(seen).mean()), np.asarray(backward(gradient)[0][0])


def _regularised(image: Array, decay: float, blur: float) -> Array:
    calmer = image + decay * (START - image)
    return np.asarray(np.clip(resampling.blur(calmer, blur, "nearest"), 0, 1), np.float32)
