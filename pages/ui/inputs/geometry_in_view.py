"""How a window slides, chosen where it is seen: in the size formula of a view, and behind its button."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cnnviz.geometry import Geometry
from pages.ui.inputs.geometry import BORDERS, PADDINGS, REMAINDERS
from pages.ui.inputs.in_view import Described, OneOf, Setting, Switch, Whole, known, known_elsewhere

Chosen = Mapping[str, Any]
"""What each of `SETTINGS` is set to, by its field."""

_SIDES = ("top", "bottom", "left", "right")
_ALWAYS = ("axes", "dilation", "border", "rest", "stride", "pad")
_ALL: tuple[Setting, ...] = (
    Whole("stride", "Stride", 1, 1, 32),
    Whole("across", "Stride across", 1, 1, 32),
    OneOf("pad", "Kind of padding", "valid", {"": {str(key): name for key, name in PADDINGS.items()}}),
    Whole("pixels", "Pixels on every side", 1, 0, 64, called="margin"),
    *(Whole(side, side.capitalize(), 1, 0, 64) for side in _SIDES),
    Switch("axes", "A stride for each axis"),
    Whole("dilation", "Dilation", 1, 1, 8),
    OneOf(
        "border", "Fill the padding with", "constant", {"": {str(key): name for key, name in BORDERS.items()}}
    ),
    OneOf(
        "rest",
        "If the stride does not fit",
        "floor",
        {"": {str(key): name for key, name in REMAINDERS.items()}},
    ),
)
SETTINGS = {setting.field: setting for setting in _ALL}


def set_geometry() -> Chosen:
    """Give what all are set to; those that the choice of others asks for stand in the address."""
    always = {key: known(SETTINGS[key]) for key in _ALWAYS}
    asked = _asked_by(always)
    rest = {key: setting for key, setting in SETTINGS.items() if key not in always}
    return always | {key: (known if key in asked else known_elsewhere)(it) for key, it in rest.items()}


def geometry_of(chosen: Chosen) -> Geometry:
    """Put what was chosen together."""
    padding = chosen["pad"]
    if padding == "number":
        padding = chosen["margin"]
    elif padding == "sides":
        top, bottom, left, right = (chosen[side] for side in _SIDES)
        padding = ((top, bottom), (left, right))
    stride = (chosen["stride"], chosen["across" if chosen["axes"] else "stride"])
    return Geometry(stride, padding, (chosen["dilation"],) * 2, chosen["border"], chosen["rest"])


def in_formula(chosen: Chosen) -> dict[str, list[Described | None]]:
    """Describe the controls that stand in the size formula: of each term one for rows and one for columns.

    None where both have the same.
    """
    padding = {
        **SETTINGS["margin"].described(),
        "label": "Padding",
        "with": {"pad": "number"},
        "at zero": {"pad": "valid"},
    }
    across = SETTINGS["across"].described() if chosen["axes"] else None
    return {"padding": [padding, None], "stride": [SETTINGS["stride"].described(), across]}


def rarer(chosen: Chosen) -> list[Described]:
    """Describe the controls behind the button beside the formula."""
    sides = _SIDES if chosen["pad"] == "sides" else ()
    return [SETTINGS[key].described() for key in ("pad", *sides, "dilation", "border", "rest", "axes")]


def _asked_by(chosen: Chosen) -> tuple[str, ...]:
    padding: dict[str, tuple[str, ...]] = {"number": ("margin",), "sides": _SIDES}
    return (("across",) if chosen["axes"] else ()) + padding.get(chosen["pad"], ())
