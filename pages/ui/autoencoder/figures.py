"""The picture, its code, what came back and where it differs, as maps to draw."""

from __future__ import annotations

from collections.abc import Collection

from cnnviz.figures import ends_text, range_text, shade, shared_limits
from cnnviz.network.autoencoder import Rebuilt
from pages.ui.autoencoder.silence import flip
from pages.ui.figures.maps import Map, show_maps

#: Widths in CSS pixels: of a picture, and of a code map.
_PICTURE, _CODE = 300, 116
#: Errors from here on have the strongest colour, on every picture, so that two of them compare.
_STRONG = 0.5


def show_code(rebuilt: Rebuilt, unsilenced: Rebuilt, silenced: Collection[int]) -> None:
    """Show the code's maps in one colour range, that of the code as it was; a click silences one."""
    count, rows, columns = rebuilt.code.shape
    title = f"Code: {count} maps of {rows} × {columns}"
    limits = shared_limits(unsilenced.code, "clipped")
    shades = [shade(one, "clipped", limits) for one in rebuilt.code]
    maps = [
        Map(
            shown,
            f"Code map {unit}: {ends_text(rebuilt.code[unit])}" + (", silenced" if unit in silenced else ""),
            f"{unit} · silenced" if unit in silenced else f"{unit}",
            ends_text(rebuilt.code[unit]),
            row=title,
            chosen=unit in silenced,
        )
        for unit, shown in enumerate(shades)
    ]
    show_maps(maps, key="ae_code", layout="mosaic", size=_CODE, abreast=2, on_pick=flip)


def show_picture(map_: Map, key: str) -> None:
    """Show one of the pictures at the size that all of them have."""
    show_maps([map_], key=key, size=_PICTURE)


def output_map(rebuilt: Rebuilt) -> Map:
    """What came back."""
    rows, columns = rebuilt.output.shape
    return Map(
        shade(rebuilt.output, "raw", (0, 1)),
        f"The reconstruction: {ends_text(rebuilt.output)}",
        f"Reconstruction {rows} × {columns}",
        "0 is black, 1 is white.",
    )


def difference_map(rebuilt: Rebuilt) -> Map:
    """Where what came back differs; the same range for every picture, so that errors compare."""
    shown = shade(rebuilt.difference, "signed", (-_STRONG, _STRONG))
    return Map(
        shown,
        f"Reconstruction minus input, pixel by pixel: {ends_text(rebuilt.difference)}",
        "Error",
        f"Reconstruction − input, {range_text(shown)}. Here {ends_text(rebuilt.difference)}.",
        bar=True,
    )
