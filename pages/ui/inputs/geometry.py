"""Choosing how a window slides: stride, padding, dilation, border, and what to do with a remainder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from cnnviz.geometry import Geometry, Plan, Remainder
from cnnviz.geometry.padding import Padding
from cnnviz.operators.padding import BorderMode
from pages.ui.inputs.controls import HALF, pick_number, pick_one, pick_toggle

PaddingKind = Literal["valid", "same", "same_tensorflow", "full", "number", "sides"]
PADDINGS: dict[PaddingKind, str] = {
    "valid": "valid",
    "same": "same (PyTorch)",
    "same_tensorflow": "same (TF)",
    "full": "full",
    "number": "number",
    "sides": "per side",
}
_PADDING_HELP = (
    "valid: none. same: the output is as large as the input; in PyTorch the stride must be 1. same (TF), "
    "TensorFlow’s: the output is the input divided by the stride, rounded up, and an odd pixel is added at "
    "the end. full: every window that touches the picture counts. Or choose the number of pixels, for all "
    "sides or for each."
)
BORDERS: dict[BorderMode, str] = {
    "constant": "zeros (constant)",
    "nearest": "last pixel (nearest)",
    "mirror": "mirror, edge once",
    "reflect": "reflect, edge twice",
    "wrap": "other side (wrap)",
}
_BORDER_HELP = (
    "The names are SciPy's. What is called mirror here is reflect in NumPy and PyTorch, and what is called "
    "reflect here is symmetric in NumPy."
)
REMAINDERS: dict[Remainder, str] = {
    "floor": "floor: ignore the remainder",
    "raise": "refuse",
    "crop": "crop the picture",
    "pad": "pad the end",
}


_FOLDED = "Dilation, border, remainder, axes"


@dataclass(frozen=True)
class Border:
    """The rarer choices, which stay folded away."""

    dilation: int
    mode: BorderMode
    remainder: Remainder
    apart: bool


def pick_border() -> Border:
    """Show dilation, border, remainder, and whether each axis has a stride of its own."""
    with st.expander(_FOLDED):
        apart = pick_toggle("A stride for each axis", "axes")
        dilation = pick_number("Dilation", "dilation", 1, 1, 8)
        mode = pick_one("Fill the padding with", BORDERS, "border", _BORDER_HELP)
        remainder = pick_one("If the stride does not fit", REMAINDERS, "rest")
    return Border(dilation, mode, remainder, apart)


def pick_geometry(border: Border) -> Geometry:
    """Show stride and padding, and put them together with the rarer choices."""
    with st.container(horizontal=True, gap="small"):
        stride = pick_number("Stride down" if border.apart else "Stride", "stride", 1, 1, 32, HALF)
        across = pick_number("Stride across", "across", 1, 1, 32, HALF) if border.apart else stride
        kind = pick_one("Padding", PADDINGS, "pad", _PADDING_HELP, HALF)
        padding = _pick_amount(kind)
    return Geometry((stride, across), padding, (border.dilation,) * 2, border.mode, border.remainder)


def remark(plan: Plan) -> str:
    """Say where to choose what happens with a remainder, if there is one."""
    if plan.fits:
        return ""
    return "The stride does not fit the size: “Border, dilation” offers ways to deal with that."


def _pick_amount(kind: PaddingKind) -> Padding:
    if kind == "number":
        return pick_number("Pixels on every side", "pixels", 1, 0, 64, HALF)
    if kind == "sides":
        top, bottom, left, right = (
            pick_number(name.capitalize(), name, 1, 0, 64, HALF)
            for name in ("top", "bottom", "left", "right")
        )
        return (top, bottom), (left, right)
    return kind
