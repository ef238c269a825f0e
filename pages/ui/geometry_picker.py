"""Choosing how a window slides: stride, padding, dilation, border, and what to do with a remainder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.geometry import OutputSize, Remainder, output_size
from cnnviz.operators import resolve_padding
from cnnviz.operators.padding import BorderMode, Padding, Sides
from pages.ui.numbers import pick_number

PaddingKind = Literal["valid", "same", "full", "number", "sides"]
_PADDINGS: dict[PaddingKind, str] = {
    "valid": "valid",
    "same": "same",
    "full": "full",
    "number": "number",
    "sides": "per side",
}
_PADDING_HELP = (
    "valid: none. same: the output is as large as the input. full: every window that touches the picture "
    "counts. Or choose how many pixels, on all sides or for each."
)
_BORDERS: dict[BorderMode, str] = {
    "constant": "zeros (constant)",
    "nearest": "last pixel (nearest)",
    "mirror": "mirror, edge once",
    "reflect": "reflect, edge twice",
    "wrap": "other side (wrap)",
}
_REMAINDERS: dict[Remainder, str] = {
    "floor": "floor: ignore the rest",
    "raise": "refuse",
    "crop": "crop the picture",
    "pad": "pad the end",
}


@dataclass(frozen=True)
class Plan:
    """How a window slides over one picture: all sides of the padding, and the sizes that come out."""

    padding: Sides
    rows: OutputSize
    columns: OutputSize

    def formula(self) -> str:
        """The output size's formula with the numbers put in, once if both axes agree."""
        rows, columns = self.rows.formula(), self.columns.formula()
        return rows if rows == columns else f"rows {rows}; columns {columns}"


@dataclass(frozen=True)
class Geometry:
    """What was chosen, for any picture and kernel."""

    stride: tuple[int, int]
    padding: Padding
    dilation: tuple[int, int]
    mode: BorderMode
    remainder: Remainder

    def plan(self, size: tuple[int, int], kernel: tuple[int, int]) -> Plan:
        """Work out padding and output size.

        Raises
        ------
        ShapeError
            If the kernel does not fit.
        """
        sides = resolve_padding(self.padding, kernel, self.dilation, self.stride)
        rows, columns = (
            output_size(size[a], kernel[a], self.stride[a], sides[a], self.dilation[a], self.remainder)
            for a in (0, 1)
        )
        (top, bottom), (left, right) = sides
        return Plan(((top, bottom + rows.extra), (left, right + columns.extra)), rows, columns)


def pick_geometry() -> Geometry:
    """Show the controls: stride and padding at once, the rest folded away."""
    left, right = st.columns(2, wrap=False)
    with right:
        kind = st.selectbox(
            "Padding",
            list(_PADDINGS),
            format_func=_PADDINGS.__getitem__,
            key="pad",
            bind="query-params",
            help=_PADDING_HELP,
        )
    amount = _pick_amount(kind)
    with st.expander("Dilation, border, remainder, axes"):
        apart = st.toggle("A stride for each axis", key="axes", bind="query-params")
        dilation = pick_number("Dilation", "dilation", 1, 1, 8)
        mode = st.selectbox(
            "Padded pixels show",
            list(_BORDERS),
            format_func=_BORDERS.__getitem__,
            key="border",
            bind="query-params",
        )
        remainder = st.selectbox(
            "If the stride does not fit",
            list(_REMAINDERS),
            format_func=_REMAINDERS.__getitem__,
            key="rest",
            bind="query-params",
        )
    with left:
        stride = pick_number("Stride down" if apart else "Stride", "stride", 1, 1, 32)
        across = pick_number("Stride across", "across", 1, 1, 32) if apart else stride
    return Geometry((stride, across), amount, (dilation, dilation), mode, remainder)


def _pick_amount(kind: PaddingKind) -> Padding:
    if kind == "number":
        return pick_number("Pixels on every side", "pixels", 1, 0, 64)
    if kind == "sides":
        names = ("top", "bottom", "left", "right")
        cells = [*st.columns(2), *st.columns(2)]
        top, bottom, left, right = (_side(name, cell) for name, cell in zip(names, cells, strict=True))
        return (top, bottom), (left, right)
    return kind


def _side(name: str, place: DeltaGenerator) -> int:
    with place:
        return pick_number(name.capitalize(), name, 1, 0, 64)
