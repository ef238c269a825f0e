"""Any picture prepared for a network of the learner's own: in grey or colours, to its size, step by step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.images import fit, resize, to_grey
from cnnviz.models.about import About
from cnnviz.models.loading.told import Told
from cnnviz.models.table import MODELS
from cnnviz.network.prepare import WORKING_SIDE, Preparation, Prepared, Step

Array = NDArray[Any]
Prepare = Callable[[Array, Preparation], Prepared]

#: Pixels along the longer side of a canvas, at most.
_LONGEST: Final = 2 * WORKING_SIDE
#: How a picture is brought to the proportions of an input.
FRAMES: Final = {"cut": "its middle, cut to fit", "whole": "all of it, on its border’s colour"}


def ways(shape: tuple[int, int, int]) -> dict[str, str]:
    """The ways to prepare a picture for an input of a shape: in a frame, or as a model that ships does it.

    >>> list(ways((3, 32, 32)))
    ['cut', 'whole']
    """
    like = {key: f"as for {about.name}" for key, about in MODELS.items() if about.shape[0] == shape[0]}
    return {**FRAMES, **like}


def preparation(told: Told, shape: tuple[int, int, int]) -> Prepare:
    """Give what prepares any picture for an input of a shape (channels, rows, columns)."""
    if told.way in FRAMES:
        return partial(_framed, told=told, shape=shape)
    return partial(_like, about=MODELS[told.way], shape=shape)


def _like(image: Array, how: Preparation, about: About, shape: tuple[int, int, int]) -> Prepared:
    """Prepare as a model that ships does, then bring that to the size of this one."""
    prepared = about.prepare(image, how)
    if shape == about.shape:
        return prepared
    small = resize(prepared.input, shape[1:])
    size = f"{shape[1]}×{shape[2]}"
    step = Step(size, f"Scaled to {size} pixels, which this network takes.", small)
    return Prepared(small.astype(np.float32), (*prepared.steps, step), prepared.blank)


def _framed(image: Array, how: Preparation, told: Told, shape: tuple[int, int, int]) -> Prepared:
    steps = [_coloured(image, shape[0])]
    if told.invert:
        steps.append(Step("Swapped", "Light and dark are swapped, as you chose.", 1 - steps[-1].picture))
    steps.append((_cut if told.way == "cut" else _whole)(steps[-1].picture, shape[1:]))
    size = f"{shape[1]}×{shape[2]}"
    small = resize(steps[-1].picture.astype(np.float32), shape[1:])
    steps.append(Step(size, f"Scaled to {size} pixels, which this network takes.", small))
    return Prepared(small, tuple(steps), bool(np.ptp(small) == 0))


def _coloured(image: Array, channels: int) -> Step:
    if channels == 1:
        text = "The picture is grey already." if image.ndim == 2 else "The network takes no colours."
        return Step("Grey", text, fit(to_grey(image), WORKING_SIDE) / 255)
    colours = image if image.ndim == 3 else np.stack([image] * 3)
    text = "Red, green and blue as they are." if image.ndim == 3 else "A grey picture: three equal channels."
    return Step("Colours", text, fit(colours, WORKING_SIDE) / 255)


def _cut(picture: Array, size: tuple[int, int]) -> Step:
    """Cut the middle out, as wide and high as has the proportions of a size."""
    rows, columns = picture.shape[-2:]
    unit = min(rows / size[0], columns / size[1])
    high, wide = (max(1, round(unit * side)) for side in size)
    top, left = (rows - high) // 2, (columns - wide) // 2
    text = "The middle is kept, in the proportions that the network takes."
    if (high, wide) == (rows, columns):
        text = "The picture has the proportions that the network takes."
    return Step("Cut", text, picture[..., top : top + high, left : left + wide])


def _whole(picture: Array, size: tuple[int, int]) -> Step:
    """Lay all of it on a canvas with the proportions of a size."""
    picture = _small_enough(picture, size)
    rows, columns = picture.shape[-2:]
    unit = max(rows / size[0], columns / size[1])
    high, wide = max(rows, round(unit * size[0])), max(columns, round(unit * size[1]))
    edge = [picture[..., 0, :], picture[..., -1, :], picture[..., :, 0], picture[..., :, -1]]
    border = np.median(np.concatenate(edge, axis=-1), axis=-1)
    canvas = np.empty((*picture.shape[:-2], high, wide), picture.dtype)
    canvas[...] = np.asarray(border)[..., None, None]
    top, left = (high - rows) // 2, (wide - columns) // 2
    canvas[..., top : top + rows, left : left + columns] = picture
    return Step("Whole", "All of it, on the colour of its border.", canvas)


def _small_enough(picture: Array, size: tuple[int, int]) -> Array:
    """Scale a long picture down whose canvas, for an input that is long across it, would be huge."""
    rows, columns = picture.shape[-2:]
    share = _LONGEST / (max(rows / size[0], columns / size[1]) * max(size))
    if share >= 1:
        return picture
    return resize(picture.astype(np.float32), (max(1, round(rows * share)), max(1, round(columns * share))))
