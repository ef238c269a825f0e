"""How a map of numbers is shown: the choice of scale, and the map itself with its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import Scale, Shade, image_rgb, range_text, shade, shared_limits
from pages.ui.controls import pick_one, pick_toggle
from pages.ui.image_picker import Picture
from pages.ui.maps import TABLE_SIDE, Map, show_maps

_SCALES: dict[Scale | Literal["auto"], str] = {
    "auto": "what suits the kernel",
    "raw": "raw: 0 to 255",
    "signed": "signed: 0 in the middle",
    "clipped": "clipped: negative is 0",
    "absolute": "absolute: no sign",
    "minmax": "min–max",
}


@dataclass(frozen=True)
class ScaleChoice:
    """The scale a learner chose, or None for the one that suits the kernel."""

    chosen: Scale | None

    def of(self, suits: Scale, is_matrix: bool) -> Scale:
        """The scale to use; small matrices are not shown from 0 to 255 unless that was chosen."""
        return self.chosen or ("minmax" if is_matrix and suits == "raw" else suits)


def pick_scale() -> ScaleChoice:
    """Show the choice of scale."""
    chosen = pick_one("Show the output", _SCALES, "scale")
    return ScaleChoice(None if chosen == "auto" else chosen)


def _picture_map(picture: Picture, image: NDArray[np.float32]) -> Map:
    """The input: a picture as it is, a small matrix with its numbers."""
    rows, columns = image.shape[-2:]
    label = f"Input {rows} × {columns}"
    if picture.is_matrix:
        return Map(shade(image, "minmax"), picture.alt, label, values=image)
    shown = image_rgb(image) if image.ndim == 3 else shade(image)
    return Map(shown, picture.alt, label)


def show_picture(picture: Picture) -> NDArray[np.float32]:
    """Show the picture in the colours it is filtered in, and return it so."""
    place = st.container()
    has_colours = picture.array.ndim == 3
    in_colours = has_colours and pick_toggle("Each colour by itself", "colour")
    image = picture.array if in_colours else picture.grey
    with place:
        show_maps([_picture_map(picture, image)], key="input")
    return image


def answer_maps(answer: NDArray[np.float32], scale: Scale, name: str) -> list[Map]:
    """The output: one map, or one a colour, which then share their range."""
    rows, columns = answer.shape[-2:]
    label, alt = f"Output {rows} × {columns}", f"{name}, {rows} × {columns}"
    if answer.ndim == 2:
        return [_answer_map(shade(answer, scale), answer, label, alt)]
    if scale == "raw":
        return [Map(image_rgb(answer), alt, label)]
    limits = shared_limits(answer, scale)
    return [
        _answer_map(
            shade(channel, scale, limits),
            channel,
            f"{colour.capitalize()} {rows} × {columns}",
            f"{alt}, {colour}",
        )
        for channel, colour in zip(answer, ("red", "green", "blue"), strict=True)
    ]


def _answer_map(shown: Shade, values: NDArray[np.float32], label: str, alt: str) -> Map:
    small = max(values.shape) <= TABLE_SIDE
    return Map(
        shown,
        f"{alt}; colours: {range_text(shown)}",
        label,
        values=values if small else None,
        bar=shown.scale != "categorical" and not small,
    )
