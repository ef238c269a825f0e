"""How a map of numbers is shown: the choice of scale, and the map itself with its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Scale, Shade, image_rgb, range_text, shade, shared_limits
from pages.ui.controls import pick_one
from pages.ui.image_picker import Picture
from pages.ui.maps import TABLE_SIDE, Map, Mark

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


def picture_map(picture: Picture, image: NDArray[np.float32], marks: tuple[Mark, ...] = ()) -> Map:
    """The input: a picture as it is, a small matrix with its numbers."""
    rows, columns = image.shape[-2:]
    label = f"Input {rows} × {columns}"
    if picture.is_matrix:
        return Map(shade(image, "minmax"), picture.alt, label, values=image, marks=marks)
    shown = image_rgb(image) if image.ndim == 3 else shade(image)
    return Map(shown, picture.alt, label, marks=marks)


def answer_maps(
    answer: NDArray[np.float32], scale: Scale, name: str, marks: tuple[Mark, ...] = ()
) -> list[Map]:
    """The output: one map, or one a colour, which then share their range."""
    planes = answer.reshape(-1, *answer.shape[-2:])
    if len(planes) == 3 and scale == "raw":
        rows, columns = answer.shape[-2:]
        return [
            Map(image_rgb(answer), f"{name}, {rows} × {columns}", f"Output {rows} × {columns}", marks=marks)
        ]
    limits = shared_limits(planes, scale) if len(planes) > 1 else None
    names = ("",) if len(planes) == 1 else ("red", "green", "blue")
    return [
        _answer_map(shade(p, scale, limits), p, name, which, marks)
        for p, which in zip(planes, names, strict=True)
    ]


def _answer_map(
    shown: Shade, values: NDArray[np.float32], name: str, which: str, marks: tuple[Mark, ...]
) -> Map:
    rows, columns = values.shape
    small = max(values.shape) <= TABLE_SIDE
    label = f"Output {rows} × {columns} {which}".rstrip()
    return Map(
        shown,
        f"{name} {which}, {rows} × {columns}; colours: {range_text(shown)}",
        label,
        values=values if small else None,
        marks=marks,
        bar=shown.scale != "categorical" and not small,
    )
