"""Drawings of SVG shapes: the page drops SVG that stands in its HTML, but takes it as a picture's address."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import Literal, NamedTuple

Ink = Literal["act", "edge", "ink", "mute", "neg", "pos"]


class Layer(NamedTuple):
    """Shapes of one colour, given as the name of a token of tokens.css."""

    drawn: str
    ink: Ink


def drawing(layers: Sequence[Layer], width: int, height: int, label: str, attributes: str = "") -> str:
    """Write shapes as HTML, in the colours of the page in light and dark, which a picture could not know.

    Each layer is the mask of a box that has its colour.
    """
    boxes = "".join(
        f'<i style="mask-image:url({picture(layer.drawn, width, height, attributes)});'
        f'background:var(--{layer.ink})"></i>'
        for layer in layers
    )
    return (
        f'<div class="drawing" role="img" aria-label="{escape(label)}" style="aspect-ratio:{width}/{height}">'
        f"{boxes}</div>"
    )


def picture(drawn: str, width: int, height: int, attributes: str = "") -> str:
    """Write SVG shapes as the address of a picture, which knows nothing of the page's theme or style."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {attributes}>{drawn}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
