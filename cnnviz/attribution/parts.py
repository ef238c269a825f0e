"""From edges to parts: what excites the maps of some of a network's convolutions most.

The patch of the image that a map's largest number sees is cut out. Those of the first convolution are edges,
of the next ones corners and lines, of later ones parts, of the last ones whole things: receptive fields grow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.attribution.units import Favourite, all_favourites
from cnnviz.network.layers import Conv2d
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]
#: So many convolutions are looked at.
STAGES = 4


def stages(network: Sequential) -> list[int]:
    """The layers that are looked at: the first and the last convolution, and some evenly between.

    >>> from cnnviz.network.layers import ReLU
    >>> stages(Sequential([Conv2d(1, 2), ReLU(), Conv2d(2, 2), Conv2d(2, 2), Conv2d(2, 2), Conv2d(2, 2)]))
    [0, 2, 3, 5]
    """
    found = [i for i, layer in enumerate(network.layers) if isinstance(layer, Conv2d)]
    last = len(found) - 1
    count = min(STAGES, len(found))
    return [found[i * last // max(1, count - 1)] for i in range(count)]


def strongest(network: Sequential, images: Array) -> Mapping[int, list[Favourite]]:
    """The image and the patch of it that excite each map of each stage most.

    Parameters
    ----------
    network : Sequential
    images : ndarray, shape (N, C, H, W)
        0–1.

    Returns
    -------
    mapping
        By the index of the layer, see `stages`: a `Favourite` for each map.
    """
    found = all_favourites(network, images, count=1)
    return {
        layer: [best[0] for (at, _, by), best in found.items() if (at, by) == (layer, "max")]
        for layer in stages(network)
    }


def patch(image: Array, one: Favourite, field: int) -> Array:
    """What the largest number sees: beyond the image's edge zeros, as the network has it.

    Parameters
    ----------
    image : ndarray, shape (H, W) or (C, H, W)
    one : Favourite
    field : int
        The receptive field's side; at most the image's rows and columns are cut out.

    Returns
    -------
    ndarray, shape (min(field, H), min(field, W)), with channels if the image has them

    Examples
    --------
    >>> from cnnviz.network.summary import Window
    >>> corner = Favourite(0, 1.0, (0, 0), Window(0, 0, 2, 2))
    >>> patch(np.arange(1, 17).reshape(4, 4), corner, 3).tolist()
    [[0, 0, 0], [0, 1, 2], [0, 5, 6]]
    """
    top, left, height, width = one.window
    cut = image[..., top : top + height, left : left + width]
    missing = [min(field, side) - seen for side, seen in zip(image.shape[-2:], (height, width), strict=True)]
    around = [
        (lacks, 0) if start == 0 else (0, lacks) for lacks, start in zip(missing, (top, left), strict=True)
    ]
    return np.pad(cut, [(0, 0)] * (image.ndim - 2) + around)
