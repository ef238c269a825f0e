"""Any picture prepared for a network of the learner's own: in grey or colours, to a square, step by step."""

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

#: How a picture is brought to a square, by what addresses call it.
SQUARES: Final = {"cut": "the square in its middle", "whole": "all of it, on its border’s colour"}


def ways(shape: tuple[int, int, int]) -> dict[str, str]:
    """The ways to prepare a picture for an input of a shape: as squares, or as a model that ships does it.

    >>> list(ways((3, 32, 32)))
    ['cut', 'whole']
    """
    like = {key: f"as for {about.name}" for key, about in MODELS.items() if about.shape[0] == shape[0]}
    return {**SQUARES, **like}


def preparation(told: Told, shape: tuple[int, int, int]) -> Prepare:
    """Give what prepares any picture for an input of a shape (channels, rows, columns)."""
    if told.way in SQUARES:
        return partial(_squared, told=told, shape=shape)
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


def _squared(image: Array, how: Preparation, told: Told, shape: tuple[int, int, int]) -> Prepared:
    steps = [_coloured(image, shape[0])]
    if told.invert:
        steps.append(Step("Swapped", "Light and dark are swapped, as you chose.", 1 - steps[-1].picture))
    steps.append((_cut if told.way == "cut" else _whole)(steps[-1].picture))
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


def _cut(picture: Array) -> Step:
    rows, columns = picture.shape[-2:]
    side = min(rows, columns)
    top, left = (rows - side) // 2, (columns - side) // 2
    text = "The square in the middle is kept." if rows != columns else "The picture is a square already."
    return Step("Square", text, picture[..., top : top + side, left : left + side])


def _whole(picture: Array) -> Step:
    rows, columns = picture.shape[-2:]
    side = max(rows, columns)
    edge = [picture[..., 0, :], picture[..., -1, :], picture[..., :, 0], picture[..., :, -1]]
    border = np.median(np.concatenate(edge, axis=-1), axis=-1)
    canvas = np.empty((*picture.shape[:-2], side, side), picture.dtype)
    canvas[...] = np.asarray(border)[..., None, None]
    top, left = (side - rows) // 2, (side - columns) // 2
    canvas[..., top : top + rows, left : left + columns] = picture
    text = (
        "All of it, on the colour of its border." if rows != columns else "The picture is a square already."
    )
    return Step("Square", text, canvas)
