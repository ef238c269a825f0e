"""The factor that a kernel's sums are multiplied by, and the offset that is added."""

from __future__ import annotations

from functools import partial

from cnnviz.figures import format_number
from cnnviz.filtering import Scaling
from pages.ui.inputs.controls import set_slider
from pages.ui.inputs.in_view import Described
from pages.ui.inputs.sliders import Slider
from pages.ui.session import state
from pages.ui.session.visit import Reaction

FACTOR = Slider("factor", "Factor", 1.0, -4.0, 4.0, 0.125)
OFFSET = Slider("offset", "Offset", 0, -255, 255, 1)
_BOTH = (FACTOR, OFFSET)


def set_scaling() -> Scaling:
    """Give what is set; it stands in the address from now on."""
    return Scaling(*(set_slider(one.key, one.first, one.low, one.high, one.step) for one in _BOTH))


def described() -> list[Described]:
    """Describe the controls."""
    return [{**one.described(), "field": one.key} for one in _BOTH]


def changed(scaling: Scaling, field: str, sent: object) -> Scaling | None:
    """Give the scaling with another factor or offset; None if it cannot be."""
    value = next(one for one in _BOTH if one.key == field).read(sent)
    return None if value is None else scaling._replace(**{field: value})


def in_words(scaling: Scaling) -> str:
    """Say what becomes of each sum, and why one does that; "" if it stays as it is."""
    if scaling.is_none:
        return ""
    factor, offset = map(format_number, scaling)
    told = f"Each output is {factor} · sum {'−' if scaling.offset < 0 else '+'} {offset.lstrip('−')}."
    if scaling.offset > 0:
        told += (
            f" The offset makes a sum of 0, a flat area under a kernel whose weights add up to 0, {offset}: "
            "so negative sums show as darker greys, as in an embossed picture."
        )
    return told


def _take(slider: Slider, sent: object) -> None:
    value = slider.read(sent)
    if value is not None:
        state.put(slider.key, value)


REACTIONS: dict[str, Reaction] = {one.key: partial(_take, one) for one in _BOTH}
