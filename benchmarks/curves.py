"""Curves one above the other, as an SVG that reads well by day and by night."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, TOP, GAP = 640, 90, 60, 40, 34


class Curve(NamedTuple):
    """One row: what it shows, and its values."""

    name: str
    values: Sequence[float]


def curves_svg(title: str, axis: str, along: Sequence[float], rows: Sequence[Curve]) -> str:
    """Draw the rows over one axis, each from 0 to a little above its highest value."""
    height = TOP + len(rows) * (HEIGHT + GAP) + 10
    parts = [_text(LEFT, 20, title, weight="bold")]
    for place, row in enumerate(rows):
        parts += _row(row, along, TOP + place * (HEIGHT + GAP) + 12)
    last = f"{along[-1]:.0f} {axis}" if along else axis
    parts += [_text(LEFT, height - 6, "0"), _text(WIDTH, height - 6, last, anchor="end")]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 20} {height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12">\n<title>{escape(title)}</title>\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _row(row: Curve, along: Sequence[float], top: float) -> list[str]:
    most = 1.1 * max(row.values, default=0) or 1
    end = max(along, default=0) or 1
    points = " ".join(
        f"{LEFT + (WIDTH - LEFT) * at / end:.1f},{top + HEIGHT * (1 - value / most):.1f}"
        for at, value in zip(along, row.values, strict=True)
    )
    lines = [
        f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y}" y2="{y}" stroke="#d5d9df"/>' for y in (top, top + HEIGHT)
    ]
    return [
        *lines,
        f'<polyline points="{points}" fill="none" stroke="#0b6b60" stroke-width="1.5"/>',
        _text(LEFT, top - 4, row.name),
        _text(LEFT - 6, top + 10, f"{most:.0f}", anchor="end"),
        _text(LEFT - 6, top + HEIGHT, "0", anchor="end"),
    ]


def _text(x: float, y: float, text: str, *, anchor: str = "start", weight: str = "normal") -> str:
    return (
        f'<text x="{x}" y="{y:.0f}" text-anchor="{anchor}" font-weight="{weight}" fill="#161a20">'
        f"{escape(text)}</text>"
    )
