"""Every map of a layer silenced in turn: what that does to a class, ranked.

This is ablation: what a prediction loses without a part tells what the part did for it, as far as the other
parts don't stand in for it. Morcos et al. (2018), "On the importance of single directions for
generalization".
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.attribution.checks import batch_of, class_of
from cnnviz.attribution.scores import logits_of
from cnnviz.attribution.surgery import convolution_of
from cnnviz.network.sequential import Sequential
from cnnviz.operators import softmax

Array = NDArray[Any]
#: Images sent through the rest of the network at once; more would take more memory, and no less time.
_BATCH = 80


class Silenced(NamedTuple):
    """What silencing one map changed.

    Attributes
    ----------
    layer_index : int
        Of the map's convolution.
    unit : int
        Which of its maps.
    change : float
        The class's logit or share with the map silenced, less the one before; the mean over the images.
    """

    layer_index: int
    unit: int
    change: float


def silence_each(network: Sequential, images: ArrayLike, layer_index: int) -> Array:
    """Compute the logits with each map of a convolution silenced in turn.

    What comes below the maps is computed once. The result is that of `surgery.silence_map`, map by map.

    Parameters
    ----------
    network : Sequential
    images : array_like, shape (C, H, W) or (N, C, H, W)
    layer_index : int
        Of a convolution, or of a ReLU or pool after it.

    Returns
    -------
    ndarray, shape (maps, N, classes)

    Raises
    ------
    CnnvizError
        If there is no such layer, or the images cannot be used.
    """
    maps = batch_of(images)
    at, conv = convolution_of(network, layer_index)
    for layer in network.layers[: at + 1]:
        maps = layer(maps)
    silenced = np.repeat(maps[None], conv.out_channels, axis=0)  # (maps, N, maps, H, W)
    units = np.arange(conv.out_channels)
    silenced[units, :, units] = 0
    rest = Sequential(network.layers[at + 1 :])
    flat = silenced.reshape(-1, *maps.shape[1:])
    parts = [logits_of(rest, flat[start : start + _BATCH]) for start in range(0, len(flat), _BATCH)]
    return np.concatenate(parts).reshape(conv.out_channels, len(maps), -1)


def rank_maps(
    before: ArrayLike, after: dict[int, Array], label: int, by: Literal["logit", "share"] = "logit"
) -> list[Silenced]:
    """Rank maps by how much silencing each changed a class, the largest change first, whatever its sign.

    Parameters
    ----------
    before : array_like, shape (N, classes)
        The logits of the whole network.
    after : dict of int to ndarray
        By the index of a convolution, what `silence_each` gives for it.
    label : int
        The class.
    by : {"logit", "share"}
        What counts: the class's logit, or its share of 0–1 after softmax.

    Returns
    -------
    list of Silenced
        Of equal changes the first map comes first.

    Examples
    --------
    >>> rank_maps([[0.0, 1.0]], {4: np.array([[[0.0, 1.5]], [[0.0, -1.0]]])}, label=1)
    [Silenced(layer_index=4, unit=1, change=-2.0), Silenced(layer_index=4, unit=0, change=0.5)]
    """
    whole = np.asarray(before)
    label = class_of(label, whole.shape[-1])
    was = _scores(whole, label, by)
    found = [
        Silenced(layer_index, unit, float(change))
        for layer_index, logits in after.items()
        for unit, change in enumerate((_scores(logits, label, by) - was).mean(axis=-1))
    ]
    return sorted(found, key=lambda one: -abs(one.change))


def _scores(logits: Array, label: int, by: str) -> Array:
    return np.asarray((softmax(logits) if by == "share" else logits)[..., label])
