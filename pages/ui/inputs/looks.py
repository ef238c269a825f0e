"""How a map of numbers is shown: the choice of its scale, and of a picture's colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Scale
from pages.ui.inputs.controls import Width, pick_one, pick_toggle
from pages.ui.inputs.in_view import OneOf
from pages.ui.inputs.pictures import Picture

_SCALES: dict[Scale | Literal["auto"], str] = {
    "auto": "Colours: automatic",
    "raw": "Colours: raw: 0 to 255",
    "signed": "Colours: signed: 0 in the middle",
    "clipped": "Colours: clipped: negative is 0",
    "absolute": "Colours: absolute: no sign",
    "minmax": "Colours: min–max",
}
SCALE = OneOf(
    "scale",
    "Colours of the output",
    "auto",
    {"": {str(key): name for key, name in _SCALES.items()}},
)


@dataclass(frozen=True)
class ScaleChoice:
    """The scale a learner chose, or None for the one that suits the kernel."""

    chosen: Scale | None

    def of(self, suits: Scale, is_matrix: bool) -> Scale:
        """The scale to use; small matrices are not shown from 0 to 255 unless that was chosen.

        Codes are no quantities, so there is one way to show them.
        """
        if suits == "categorical":
            return suits
        return self.chosen or ("minmax" if is_matrix and suits == "raw" else suits)


def pick_scale(label: str, width: Width = "stretch") -> ScaleChoice:
    """Show the choice of scale; both pages have the same. `width` is in CSS pixels."""
    return scale_choice(pick_one(label, _SCALES, "scale", width=width))


def scale_choice(chosen: str) -> ScaleChoice:
    """Give the choice that a key of the list stands for."""
    return ScaleChoice(None if chosen == "auto" else cast(Scale, chosen))


def pick_colours(picture: Picture) -> NDArray[np.float32]:
    """Give the picture as it is filtered: grey, or with its colours, if it has some and that is chosen."""
    in_colours = picture.array.ndim == 3 and pick_toggle("Each colour channel separately", "colour")
    return picture.array if in_colours else picture.grey
