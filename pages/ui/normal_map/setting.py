"""What a learner sets on the page on normal maps: read from the address, taken over from the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, cast

from cnnviz.normal_map import Green, Light, NormalMap, span_of
from cnnviz.normal_map.light import PARTS
from cnnviz.operators.first_look import strongest_edge
from cnnviz.operators.padding import BorderMode
from pages.ui.inputs.geometry import BORDERS
from pages.ui.inputs.in_view import OneOf, Whole, known, reactions
from pages.ui.inputs.pictures import Picture
from pages.ui.linked.pins import At, pin, pinned
from pages.ui.linked.predictions import ask
from pages.ui.normal_map.examples import start
from pages.ui.session import state
from pages.ui.session.visit import Reaction

HUB = "normal_map"
_LIGHT, _AT = "nm_light", "nm_at"
#: To the left and above, as in most drawings.
_FIRST = (200, 200)

STRENGTH = Whole("nm_strength", "Strength", 20, 0, 64)
BORDER = OneOf("nm_border", "Border", "nearest", {"": {str(key): name for key, name in BORDERS.items()}})
GREEN = OneOf(
    "nm_green", "Green points", "opengl", {"": {"opengl": "up (OpenGL)", "directx": "down (DirectX)"}}
)
SURFACE = OneOf("nm_surface", "Lit surface", "white", {"": {"white": "white", "picture": "as the picture"}})
HEIGHT = Whole("nm_height", "Lamp’s height", 30, 1, 100)
_OWN = (STRENGTH, BORDER, GREEN, SURFACE, HEIGHT)


@dataclass(frozen=True)
class Setting:
    """A picture whose brightness is height, and how its normal map is made and looked at.

    Attributes
    ----------
    picture : Picture
    own : mapping
        What is set of the page's controls, by their fields.
    at : (0, row, column)
        The pixel that is explained.
    light : (down, right)
        Where the lamp is, in thousandths of the picture's sides.
    """

    picture: Picture
    own: Mapping[str, Any]
    at: At
    light: tuple[int, int]

    @cached_property
    def made(self) -> NormalMap:
        """The normal map."""
        heights, is_matrix = self.picture.grey, self.picture.is_matrix
        mode, green = cast(BorderMode, self.own[BORDER.field]), cast(Green, self.own[GREEN.field])
        return NormalMap(heights, self.own[STRENGTH.field], span_of(heights, is_matrix), mode, green)

    @property
    def lamp(self) -> Light:
        """The lamp over it."""
        return Light(*self.light, self.own[HEIGHT.field])

    def fields(self) -> dict[str, object]:
        """Give what the view is told, by its fields."""
        return {**self.own, "light": self.light, "at": self.at}


def set_all(picture: Picture) -> Setting:
    """Give what is set; it stands in the address from now on."""
    at = pinned(_AT, (1, *picture.size), partial(_start, picture))
    light = state.setting(_LIGHT, _FIRST, read_light, lambda place: "_".join(map(str, place)))
    return Setting(picture, {it.field: known(it) for it in _OWN}, at, light)


def _start(picture: Picture) -> At:
    """Give the pixel that is explained at first: where the picture changes most."""
    row, column = strongest_edge(picture.grey)
    return 0, int(row), int(column)


def read_light(text: str) -> tuple[int, int] | None:
    """Read a lamp's place as it stands in an address; None if it is none over the picture.

    >>> read_light("250_1000"), read_light("250_1001")
    ((250, 1000), None)
    """
    parts = text.split("_", 2)
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        return None
    return _light_of([int(part) for part in parts])


def _light_of(sent: object) -> tuple[int, int] | None:
    match sent:
        case [int(down), int(right)] if min(down, right) >= 0 and max(down, right) <= PARTS:
            return down, right
    return None


def _take_light(sent: object) -> None:
    place = _light_of(sent)
    if place is not None:
        state.put(_LIGHT, place)


#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "light": _take_light,
    "at": partial(pin, _AT),
    "example": start,
    "guess": partial(ask, HUB),
    **reactions(_OWN),
}
